import { type Dashboard, lines, stat, table } from './panel.js';

/** Levels that do work of their own, with the service that runs them. */
const levels = {
  'frame-cleaning': 'video-anonymizer',
  'roi-masking': 'video-anonymizer',
  'full-reading': 'pdf-reader',
  'rules-only': 'pdf-reader',
  llm: 'metadata-llm',
  rules: 'metadata-llm',
  verify: 'verifier',
} as const;

/** One board for each level: is it there, how much waits, how does it end, how long does it take. */
export const levelBoards: readonly Dashboard[] = Object.entries(levels).map(([level, service]) => {
  const at = `service="${service}", level="${level}"`;
  return {
    uid: `endoveil-level-${level}`,
    title: { en: `Level ${level}`, de: `Stufe ${level}` },
    panels: [
      stat('Workers', 'Arbeiter', 'short', `max(endoveil_level_workers{${at}})`, { runbook: 'level-without-worker' }),
      stat('With everything it needs', 'Mit allem Nötigen', 'short', `max(endoveil_level_capable_workers{${at}})`),
      stat('Waiting', 'Wartend', 'short', `max(endoveil_jobs_waiting{${at}})`, { runbook: 'queue-old' }),
      stat('Oldest waiting', 'Am längsten wartend', 's', `max(endoveil_oldest_waiting_job_seconds{level="${level}"})`, {
        runbook: 'queue-old',
      }),
      lines(
        'Attempts by end, last hour',
        'Versuche nach Ausgang, letzte Stunde',
        'short',
        `endoveil:attempts:hour{${at}}`,
        {
          legend: '{{ending}}',
          runbook: 'workers-lost',
        },
      ),
      lines(
        'Seconds of an attempt, half and 95 of 100',
        'Sekunden je Versuch, Hälfte und 95 von 100',
        's',
        `histogram_quantile(0.95, sum by (le) (rate(endoveil_attempt_seconds_bucket{level="${level}"}[$__rate_interval])))`,
        { legend: '95 %' },
      ),
      lines(
        'Attempts each second',
        'Versuche je Sekunde',
        'short',
        `sum by (ending) (rate(endoveil_attempt_seconds_count{level="${level}"}[$__rate_interval]))`,
        { legend: '{{ending}}' },
      ),
      table(
        'Could not, and why',
        'Konnte nicht, und warum',
        'short',
        `sum by (to, reason) (endoveil:fallbacks:count{from="${level}"}) or vector(0)`,
        { runbook: 'fallback' },
      ),
    ],
  };
});
