import type {
  Dashboard as GrafanaDashboard,
  DashboardLink,
  Panel as GrafanaPanel,
  ThresholdsMode,
} from '@grafana/schema';
import { levelBoards } from './level.js';
import { overview } from './overview.js';
import type { Dashboard, Panel, Words } from './panel.js';
import { pipeline } from './pipeline.js';
import { slo } from './slo.js';

export type Language = keyof Words;

export const dashboards: readonly Dashboard[] = [overview, pipeline, slo, ...levelBoards];

const source = { type: 'prometheus', uid: 'endoveil-prometheus' };
const WIDTH = { stat: 6, timeseries: 12, table: 12 } as const;
const HEIGHT = { stat: 4, timeseries: 8, table: 8 } as const;

type GridPos = NonNullable<GrafanaPanel['gridPos']>;

/** Where every panel stands: from left to right, row after row. */
function places(panels: readonly Panel[]): readonly GridPos[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map(({ shape }) => {
    const [w, h] = [WIDTH[shape], HEIGHT[shape]];
    if (x + w > 24) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const place = { x, y, w, h };
    [x, rowHeight] = [x + w, Math.max(rowHeight, h)];
    return place;
  });
}

const variable = (name: string, label: string, query: string) => ({
  name,
  label,
  type: 'query' as const,
  datasource: source,
  query: { query, refId: name },
  refresh: 2,
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: { text: 'All', value: '$__all' },
});

const variables = (language: Language) => [
  variable('center', language === 'de' ? 'Zentrum' : 'Center', 'label_values(endoveil_items, center)'),
  variable('kind', language === 'de' ? 'Art' : 'Kind', 'label_values(endoveil_items, kind)'),
  variable('level', language === 'de' ? 'Stufe' : 'Level', 'label_values(endoveil_level_workers, level)'),
];

/** Grafana shows itself what lies in its folder for public files; docs/runbooks is mounted there. */
export const runbookUrl = (page: string) => `/public/runbooks/${page}.md`;

/** Traces of the last hour with an error in them: what failed, fell back or came again is always kept. */
const tracesUrl = `/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(
  JSON.stringify({
    traces: {
      datasource: 'endoveil-tempo',
      queries: [{ refId: 'A', queryType: 'traceql', query: '{ status = error }' }],
      range: { from: 'now-1h', to: 'now' },
    },
  }),
)}`;

/** The first panel that leads to a page, and its dashboard: where an alert leads to. */
export function panelOf(page: string): { readonly uid: string; readonly id: number } | undefined {
  for (const { uid, panels } of dashboards) {
    const at = panels.findIndex(({ runbook }) => runbook === page);
    if (at >= 0) return { uid: `${uid}-de`, id: at + 1 };
  }
  return undefined;
}

const link = (title: string, url: string): DashboardLink => ({
  ...{ title, url, type: 'link', icon: 'external link', tooltip: '', tags: [] },
  ...{ asDropdown: false, includeVars: false, keepTime: false, targetBlank: true },
});

function panelJson(panel: Panel, id: number, gridPos: GridPos, language: Language) {
  return {
    id,
    type: panel.shape,
    title: panel.title[language],
    datasource: source,
    gridPos,
    targets: panel.queries.map(({ expr, legend }, n) => ({
      refId: String.fromCodePoint(65 + n),
      datasource: source,
      expr,
      ...(legend ? { legendFormat: legend } : {}),
      ...(panel.shape === 'timeseries' ? { range: true } : { instant: true }),
      ...(panel.shape === 'table' ? { format: 'table' } : {}),
    })),
    fieldConfig: {
      defaults: {
        unit: panel.unit,
        ...(panel.marks
          ? {
              thresholds: {
                mode: 'absolute' as ThresholdsMode,
                steps: panel.marks.map(({ color, from }) => ({ color, value: from })),
              },
            }
          : {}),
      },
      overrides: [],
    },
    ...(panel.runbook ? { links: [link('Runbook', runbookUrl(panel.runbook)), link('Traces', tracesUrl)] } : {}),
  } satisfies GrafanaPanel;
}

/** Where an alert fired; `titleFormat` is Prometheus' own and not in the schema. */
const alertMarks = (language: Language) => ({
  name: language === 'de' ? 'Alarme' : 'Alerts',
  datasource: source,
  enable: true,
  iconColor: 'red',
  target: { refId: 'alerts', expr: 'ALERTS{alertstate="firing"}' },
  titleFormat: '{{alertname}}',
});

/** One file as Grafana's provisioning reads it; a field that its schema does not know, or misses, does not compile. */
export function grafanaJson(board: Dashboard, language: Language) {
  const where = places(board.panels);
  const tags = ['endoveil', language];
  return {
    uid: `${board.uid}-${language}`,
    title: board.title[language],
    tags,
    schemaVersion: 39,
    version: 1,
    editable: false,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: variables(language) },
    links: [
      { ...link('Endoveil', ''), type: 'dashboards', icon: 'dashboard', tags, asDropdown: true, keepTime: true },
      link('Traces', tracesUrl),
    ],
    annotations: { list: [alertMarks(language)] },
    panels: board.panels.map((panel, i) => panelJson(panel, i + 1, where[i]!, language)),
  } satisfies GrafanaDashboard;
}
