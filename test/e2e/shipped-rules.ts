import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dashboards } from '../dashboards/grafana.js';

const rules = (file: string) =>
  readFileSync(resolve(import.meta.dirname, '../../deploy/prometheus/rules', file), 'utf8');

/** Names of the series that rules make. */
export function recordedNames(): readonly string[] {
  return [...rules('recording.yml').matchAll(/- record: (\S+)/g)].map(([, name]) => name!);
}

/** As Grafana would send it, with everything chosen. */
const asSent = (expr: string) =>
  expr.replaceAll('$__rate_interval', '10s').replaceAll(/\$(?:center|kind|level)\b/g, '.*');

/** How many series each panel shows. */
export async function rowsOfDashboards(ask: (expr: string) => Promise<readonly unknown[]>) {
  const rows: { board: string; title: string; count: number }[] = [];
  for (const { uid, panels } of dashboards)
    for (const { title, queries } of panels)
      for (const { expr } of queries)
        rows.push({ board: uid, title: title.en, count: (await ask(asSent(expr))).length });
  return rows;
}
