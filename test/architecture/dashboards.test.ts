import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { dashboards, grafanaJson, panelOf, runbookUrl } from '../dashboards/grafana.js';

const root = resolve(import.meta.dirname, '../..');
const writes = process.env['ENDOVEIL_WRITE_DOCS'] === '1';
const panels = dashboards.flatMap((board) => board.panels.map((panel) => ({ board: board.uid, ...panel })));

it.each(['en', 'de'] as const)('deploy/grafana holds the dashboards as described (%s)', (language) => {
  const folder = join(root, 'deploy/grafana/dashboards', language);
  if (writes) mkdirSync(folder, { recursive: true });
  for (const board of dashboards) {
    const file = join(folder, `${board.uid.replace('endoveil-', '')}.json`);
    const described = `${JSON.stringify(grafanaJson(board, language), null, 2)}\n`;
    if (writes) writeFileSync(file, described);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(described));
  }
  expect(readdirSync(folder)).toHaveLength(dashboards.length);
});

it('every panel stands in its place, overlaps none, and leads to a runbook that is there', () => {
  for (const board of dashboards) {
    const { panels: placed, uid } = grafanaJson(board, 'en');
    const cells = placed.flatMap(({ gridPos }) =>
      Array.from({ length: gridPos!.w * gridPos!.h }, (_, i) =>
        [gridPos!.x + (i % gridPos!.w), gridPos!.y + Math.floor(i / gridPos!.w)].join(),
      ),
    );
    expect(new Set(cells).size, uid).toBe(cells.length);
    expect(placed.every(({ gridPos }) => gridPos!.x + gridPos!.w <= 24)).toBe(true);
    // Grafana cuts longer ids
    expect(uid.length).toBeLessThanOrEqual(40);
  }
  const lost = panels.filter(({ runbook }) => runbook && !existsSync(join(root, 'docs/runbooks', `${runbook}.md`)));
  expect(lost).toEqual([]);
});

it('every alert leads to a panel and to its runbook, which names it, and every runbook has an alert', () => {
  const alerts = readFileSync(join(root, 'deploy/prometheus/rules/alerts.yml'), 'utf8').split('- alert: ').slice(1);
  const pages = new Set<string>();
  for (const alert of alerts) {
    const name = /^\w+/.exec(alert)![0];
    const page = /runbook_url: \/public\/runbooks\/([\w-]+)\.md/.exec(alert)?.[1] ?? '';
    pages.add(`${page}.md`);
    // in the names that Grafana makes buttons of
    const panel = panelOf(page);
    expect(alert, name).toContain(`__dashboardUid__: ${panel?.uid}\n`);
    expect(alert, name).toContain(`__panelId__: '${panel?.id}'\n`);
    expect(alert).toContain(`runbook_url: ${runbookUrl(page)}\n`);
    expect(readFileSync(join(root, 'docs/runbooks', `${page}.md`), 'utf8')).toContain(`\`${name}\``);
  }
  expect(readdirSync(join(root, 'docs/runbooks')).toSorted()).toEqual([...pages].toSorted());
});

it('rules, runbooks and dashboards name only metrics that exist', () => {
  const known = new Set(
    [...readFileSync(join(root, 'docs/metrics.md'), 'utf8').matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name!),
  );
  const rules = ['recording', 'alerts'].map((file) =>
    readFileSync(join(root, `deploy/prometheus/rules/${file}.yml`), 'utf8'),
  );
  const recorded = new Set([...rules[0]!.matchAll(/- record: (\S+)/g)].map(([, name]) => name!));
  const books = readdirSync(join(root, 'docs/runbooks')).map((file) =>
    readFileSync(join(root, 'docs/runbooks', file), 'utf8'),
  );
  const texts = [...rules, ...books, ...panels.flatMap(({ queries }) => queries.map(({ expr }) => expr))];
  for (const [name] of texts.join('\n').matchAll(/\bendoveil[_:][\w:]+/g)) {
    const bare = name.replace(/_(?:bucket|sum|count)$/, '');
    expect(known.has(name) || known.has(bare) || recorded.has(name), name).toBe(true);
  }
});
