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

const panels = dashboards.flatMap(({ uid, panels: shown }) =>
  shown.flatMap(({ title, queries }) =>
    queries.map(({ expr }) => ({ board: uid, title: title.en, expr: asSent(expr) })),
  ),
);

/** What the panels ask for. */
export const dashboardExpressions = (): readonly string[] => panels.map(({ expr }) => expr);

/** How many series each panel shows. */
export async function rowsOfDashboards(ask: (expr: string) => Promise<readonly unknown[]>) {
  const rows: { board: string; title: string; count: number }[] = [];
  for (const { board, title, expr } of panels) rows.push({ board, title, count: (await ask(expr)).length });
  return rows;
}
