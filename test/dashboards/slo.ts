import { atLeast, atMost, type Dashboard, lines, stat } from './panel.js';

const month = (outcomes: string) =>
  `sum((endoveil:runs:count{cause!="upgrade"${outcomes}} - endoveil:runs:count offset 30d) or endoveil:runs:count{cause!="upgrade"${outcomes}})`;
const ofMonth = (outcomes: string) => `(${month(outcomes)} or vector(0)) / (${month('')} > 0)`;

/** What is promised, over a month, and how much of it is used up. */
export const slo: Dashboard = {
  uid: 'endoveil-slo',
  title: { en: 'Promises', de: 'Zusagen' },
  panels: [
    stat(
      'Anonymized in 30 days (promise: 95 %)',
      'Anonymisiert in 30 Tagen (Zusage: 95 %)',
      'percentunit',
      `(${month(', outcome=~"verified|in-review"')} or vector(0)) / (${month(', outcome!="quarantined"')} > 0)`,
      { ...atLeast(0.95, 0.8), runbook: 'success' },
    ),
    stat(
      'Set apart in 30 days (promise: 1 %)',
      'Aussortiert in 30 Tagen (Zusage: 1 %)',
      'percentunit',
      ofMonth(', outcome="quarantined"'),
      { ...atMost(0.01, 0.05), runbook: 'import-failure' },
    ),
    stat(
      'At a lower level in 30 days (promise: 5 %)',
      'Auf tieferer Stufe in 30 Tagen (Zusage: 5 %)',
      'percentunit',
      ofMonth(', outcome!="quarantined", fallback!~"none|llm-disabled"'),
      { ...atMost(0.05, 0.2), runbook: 'fallback' },
    ),
    stat(
      'Shown without anonymization (promise: 0)',
      'Ohne Anonymisierung gezeigt (Zusage: 0)',
      'short',
      'sum(endoveil:items:now{state=~"verified|approved|published", level=~"none|hold"}) or vector(0)',
      { ...atMost(1, 1), runbook: 'shown-without-anonymization' },
    ),
    stat('Jobs nothing drove (promise: 0)', 'Aufgaben ohne Antrieb (Zusage: 0)', 'short', 'max(endoveil_stuck_total)', {
      ...atMost(1, 1),
      runbook: 'stuck',
    }),
    stat('Record answered', 'Akte hat geantwortet', 'percentunit', 'max(avg_over_time(endoveil_record_up[30d]))', {
      ...atLeast(0.999, 0.99),
      runbook: 'record',
    }),
    lines(
      'Anonymized, last hour',
      'Anonymisiert, letzte Stunde',
      'percentunit',
      'endoveil:anonymization_success:ratio1h',
    ),
    lines(
      'Seconds to anonymize, 95 of 100',
      'Sekunden bis anonymisiert, 95 von 100',
      's',
      'histogram_quantile(0.95, sum by (kind, le) (rate(endoveil_anonymization_seconds_bucket[$__rate_interval])))',
      { legend: '{{kind}}' },
    ),
    lines('Alerts', 'Alarme', 'short', 'count by (alertname) (ALERTS{alertstate="firing"})', {
      legend: '{{alertname}}',
    }),
  ],
};
