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

/** Where every panel stands: from left to right, row after row. */
function places(panels: readonly Panel[]): readonly { x: number; y: number; w: number; h: number }[] {
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
  type: 'query',
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

/** One file as Grafana's provisioning reads it. */
export function grafanaJson(board: Dashboard, language: Language) {
  const where = places(board.panels);
  return {
    uid: `${board.uid}-${language}`,
    title: board.title[language],
    tags: ['endoveil', language],
    schemaVersion: 39,
    version: 1,
    editable: false,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: variables(language) },
    links: [
      { title: 'Endoveil', type: 'dashboards', tags: ['endoveil', language], asDropdown: true, keepTime: true },
      { title: 'Traces', type: 'link', url: '/explore?left={"datasource":"endoveil-tempo"}', targetBlank: true },
    ],
    annotations: {
      list: [
        {
          name: language === 'de' ? 'Alarme' : 'Alerts',
          datasource: source,
          enable: true,
          iconColor: 'red',
          expr: 'ALERTS{alertstate="firing"}',
          titleFormat: '{{alertname}}',
        },
      ],
    },
    panels: board.panels.map((panel, i) => ({
      id: i + 1,
      type: panel.shape,
      title: panel.title[language],
      datasource: source,
      gridPos: where[i],
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
                  mode: 'absolute',
                  steps: panel.marks.map(({ color, from }) => ({ color, value: from })),
                },
              }
            : {}),
        },
        overrides: [],
      },
      ...(panel.runbook
        ? { links: [{ title: 'Runbook', url: `/runbooks/${panel.runbook}.md`, targetBlank: true }] }
        : {}),
    })),
  };
}
