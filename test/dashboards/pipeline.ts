import { atMost, type Dashboard, lines, stat, table } from './panel.js';

const perSecond = (metric: string, by: string, more = '') =>
  `sum by (${by}) (rate(${metric}${more}[$__rate_interval]))`;

/** For operations: what waits, who works, and what the parts below are doing. */
export const pipeline: Dashboard = {
  uid: 'endoveil-pipeline',
  title: { en: 'Pipeline', de: 'Betrieb' },
  panels: [
    stat(
      'Processes that do not answer',
      'Prozesse ohne Antwort',
      'short',
      'count(up{job="endoveil"} == 0) or vector(0)',
      {
        ...atMost(1, 1),
        runbook: 'process-down',
      },
    ),
    lines('Waiting', 'Wartend', 'short', 'max by (service, level) (endoveil_jobs_waiting{level=~"$level"})', {
      legend: '{{service}} {{level}}',
      runbook: 'queue-old',
    }),
    lines(
      'Oldest waiting',
      'Am längsten wartend',
      's',
      'max by (level) (endoveil_oldest_waiting_job_seconds{level=~"$level"})',
      { legend: '{{level}}', runbook: 'queue-old' },
    ),
    lines('In work', 'In Arbeit', 'short', 'max by (service, level) (endoveil_jobs_running{level=~"$level"})', {
      legend: '{{service}} {{level}}',
    }),
    lines('Workers', 'Arbeiter', 'short', 'max by (service, level) (endoveil_level_workers{level=~"$level"})', {
      legend: '{{service}} {{level}}',
      runbook: 'level-without-worker',
    }),
    lines(
      'Workers with everything they need',
      'Arbeiter mit allem Nötigen',
      'short',
      'max by (service, level) (endoveil_level_capable_workers{level=~"$level"})',
      { legend: '{{service}} {{level}}', runbook: 'language-model' },
    ),
    lines(
      'Attempts by end, last hour',
      'Versuche nach Ausgang, letzte Stunde',
      'short',
      'sum by (ending) (endoveil:attempts:hour{level=~"$level"})',
      { legend: '{{ending}}', runbook: 'workers-lost' },
    ),
    lines(
      'Seconds of an attempt, 95 of 100',
      'Sekunden je Versuch, 95 von 100',
      's',
      'endoveil:attempt_seconds:p95_1h{level=~"$level"}',
      { legend: '{{stage}} {{level}}' },
    ),
    lines(
      'Video anonymized each second',
      'Anonymisiertes Video je Sekunde',
      's',
      'endoveil:media_seconds:rate5m{level=~"$level"}',
      { legend: '{{level}}' },
    ),
    lines(
      'Real-time factor of a worker',
      'Echtzeitfaktor eines Arbeiters',
      'short',
      'endoveil:realtime_factor:ratio1h{level=~"$level"}',
      { legend: '{{level}}' },
    ),
    lines('Events not published', 'Nicht veröffentlichte Ereignisse', 's', 'max(endoveil_outbox_lag_seconds)', {
      runbook: 'outbox',
    }),
    stat('Event stream', 'Ereignisstrom', 'percentunit', 'max(endoveil_stream_fill_ratio)', {
      ...atMost(0.7, 0.9),
      runbook: 'stream',
    }),
    stat('Jobs nothing drove', 'Aufgaben ohne Antrieb', 'short', 'max(endoveil_stuck_total)', {
      ...atMost(1, 10),
      runbook: 'stuck',
    }),
    stat(
      'Messages put aside',
      'Beiseitegelegte Nachrichten',
      'short',
      'sum(endoveil:dead_letters:count) or vector(0)',
      { ...atMost(1, 10), runbook: 'dead-letters' },
    ),
    stat('History not sealed', 'Unversiegelte Geschichte', 'short', 'max(endoveil_audit_unsealed)', {
      runbook: 'unsealed',
    }),
    lines('Free on the zones', 'Frei auf den Zonen', 'percentunit', 'endoveil:zones_free:ratio', { runbook: 'disk' }),
    lines(
      'Free for decrypted work',
      'Frei für Entschlüsseltes',
      'bytes',
      'min by (instance) (endoveil_scratch_free_bytes)',
      { legend: '{{instance}}', runbook: 'disk' },
    ),
    lines(
      'Messages each second',
      'Nachrichten je Sekunde',
      'short',
      perSecond('endoveil_deliveries_total', 'durable'),
      { legend: '{{durable}}' },
    ),
    lines(
      'Messages that came again',
      'Wiederholte Nachrichten',
      'short',
      'sum(endoveil_redeliveries_total) or vector(0)',
    ),
    lines(
      'Askings of the record',
      'Fragen an die Akte',
      'short',
      perSecond('endoveil_claims_total', 'outcome', '{level=~"$level"}'),
      { legend: '{{outcome}}' },
    ),
    lines(
      'Results of a lost lease, refused',
      'Abgewiesene Ergebnisse ohne Pacht',
      'short',
      'sum(endoveil_fenced_out_total) or vector(0)',
      { runbook: 'workers-lost' },
    ),
    lines('Locks', 'Sperren', 'short', perSecond('endoveil_locks_total', 'outcome'), { legend: '{{outcome}}' }),
    lines(
      'Wait for a lock, 95 of 100',
      'Warten auf eine Sperre, 95 von 100',
      's',
      `histogram_quantile(0.95, ${perSecond('endoveil_lock_wait_seconds_bucket', 'le')})`,
    ),
    lines(
      'Programs in the sandbox',
      'Programme im Sandkasten',
      'short',
      perSecond('endoveil_sandbox_runs_total', 'program, ending'),
      { legend: '{{program}} {{ending}}', runbook: 'sandbox' },
    ),
    lines(
      'Language model, 95 of 100',
      'Sprachmodell, 95 von 100',
      's',
      `histogram_quantile(0.95, ${perSecond('endoveil_llm_seconds_bucket', 'le, outcome')})`,
      { legend: '{{outcome}}', runbook: 'language-model' },
    ),
    lines('Language model not asked', 'Sprachmodell nicht gefragt', 'short', 'max(endoveil_llm_breaker_open)', {
      runbook: 'language-model',
    }),
    lines(
      'Event loop stands still',
      'Ereignisschleife steht',
      's',
      'max by (instance) (nodejs_eventloop_lag_p99_seconds)',
      { legend: '{{instance}}', runbook: 'event-loop' },
    ),
    lines('Destinations served', 'Bediente Ziele', 'short', 'max by (destination) (endoveil_destination_served)', {
      legend: '{{destination}}',
      runbook: 'destination-not-served',
    }),
    lines(
      'Oldest publication that has not ended',
      'Älteste Veröffentlichung, die nicht beendet ist',
      's',
      'max by (destination) (endoveil_oldest_publication_seconds)',
      { legend: '{{destination}}', runbook: 'publication-old' },
    ),
    lines(
      'Not known whether it arrived',
      'Unbekannt, ob angekommen',
      's',
      'max by (destination) (endoveil_unconfirmed_publication_seconds)',
      { legend: '{{destination}}', runbook: 'publication-unconfirmed' },
    ),
    lines(
      'Attempts at destinations, last hour',
      'Versuche an Zielen, letzte Stunde',
      'short',
      'sum by (destination, task, outcome) (endoveil:publication_attempts:hour)',
      { legend: '{{destination}} {{task}} {{outcome}}', runbook: 'publication-failed' },
    ),
    lines(
      'Seconds of an attempt at a destination, 95 of 100',
      'Sekunden je Versuch an einem Ziel, 95 von 100',
      's',
      'endoveil:publication_attempt_seconds:p95_1h',
      { legend: '{{destination}} {{task}}' },
    ),
    lines(
      'Bytes published',
      'Veröffentlichte Bytes',
      'bytes',
      'max by (destination) (endoveil_published_bytes_total)',
      { legend: '{{destination}}' },
    ),
    lines('Memory', 'Speicher', 'bytes', 'max by (instance) (process_resident_memory_bytes)', {
      legend: '{{instance}}',
    }),
    table('Builds', 'Fassungen', 'short', 'count by (service, version, node) (endoveil_build_info)'),
    table('Checks', 'Prüfungen', 'short', 'sort_desc(max by (check, outcome) (endoveil_checks_total))', {
      runbook: 'verification-failed',
    }),
    table(
      'Covered by checks',
      'Von Prüfungen erfasst',
      'percentunit',
      'max by (check) (endoveil_check_units_covered_total) / (max by (check) (endoveil_check_units_planned_total) > 0)',
    ),
  ],
};
