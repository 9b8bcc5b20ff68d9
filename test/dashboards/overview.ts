import { atLeast, atMost, type Dashboard, lines, stat, table } from './panel.js';

const items = (more: string) => `sum(endoveil:items:now{center=~"$center", kind=~"$kind"${more}}) or vector(0)`;

const publications = (which: string) => `sum(endoveil:publications:now{${which}}) or vector(0)`;

/** For the data steward: what needs a person, and whether the house does its work. */
export const overview: Dashboard = {
  uid: 'endoveil-overview',
  title: { en: 'Overview', de: 'Überblick' },
  panels: [
    stat(
      'Anonymized, last hour',
      'Anonymisiert, letzte Stunde',
      'percentunit',
      'endoveil:anonymization_success:ratio1h',
      {
        ...atLeast(0.95, 0.8),
        runbook: 'success',
      },
    ),
    stat(
      'At a lower level, last hour',
      'Auf tieferer Stufe, letzte Stunde',
      'percentunit',
      'endoveil:fallback:ratio1h',
      {
        ...atMost(0.05, 0.2),
        runbook: 'fallback',
      },
    ),
    stat('Set apart, last hour', 'Aussortiert, letzte Stunde', 'percentunit', 'endoveil:import_failure:ratio1h', {
      ...atMost(0.01, 0.05),
      runbook: 'import-failure',
    }),
    stat('Without a person’s help', 'Ohne Zutun eines Menschen', 'percentunit', 'endoveil:first_pass:ratio1h'),
    stat('Not anonymized: held', 'Nicht anonymisiert: gehalten', 'short', items(', state="held"'), {
      ...atMost(1, 10),
      runbook: 'held',
    }),
    stat('For a person to look at', 'Von einem Menschen anzusehen', 'short', items(', state="in-review"')),
    stat('Verified', 'Geprüft', 'short', items(', state="verified"')),
    stat(
      'Duplicates kept out',
      'Verhinderte Dubletten',
      'short',
      'sum(max by (center, reason) (endoveil_duplicates_total{center=~"$center"})) or vector(0)',
    ),
    stat('Published', 'Veröffentlicht', 'short', publications('state="PUBLISHED"')),
    stat('Failed at a destination', 'An einem Ziel gescheitert', 'short', publications('state="FAILED_FINAL"'), {
      ...atMost(1, 10),
      runbook: 'publication-failed',
    }),
    lines(
      'Items by state',
      'Fälle nach Stand',
      'short',
      'sum by (state) (endoveil:items:now{center=~"$center", kind=~"$kind"})',
      {
        legend: '{{state}}',
      },
    ),
    lines(
      'Came to rest in an hour',
      'In einer Stunde erledigt',
      'short',
      'sum by (outcome) (endoveil:runs:hour{center=~"$center", kind=~"$kind"})',
      {
        legend: '{{outcome}}',
      },
    ),
    table(
      'Why items wait for a person',
      'Warum Fälle auf einen Menschen warten',
      'short',
      'sort_desc(sum by (center, kind, state, reason) (endoveil:items:now{center=~"$center", kind=~"$kind", state=~"held|in-review|quarantined"}) > 0)',
    ),
    table(
      'Steps down, last hour',
      'Stufen abwärts, letzte Stunde',
      'short',
      'sort_desc(sum by (from, to, reason) (endoveil:fallbacks:hour) > 0)',
      {
        runbook: 'fallback',
      },
    ),
    table(
      'Publications by destination',
      'Veröffentlichungen nach Ziel',
      'short',
      'sort_desc(sum by (destination, state) (endoveil:publications:now) > 0)',
      { runbook: 'publication-old' },
    ),
    lines(
      'Landed',
      'Eingegangen',
      'short',
      'sum by (center) (max by (center) (endoveil_landed_total{center=~"$center"}))',
      {
        legend: '{{center}}',
      },
    ),
    lines('Verdicts', 'Prüfergebnisse', 'short', 'sum by (kind, verdict) (endoveil:verdicts:count{kind=~"$kind"})', {
      legend: '{{kind}} {{verdict}}',
      runbook: 'verification-failed',
    }),
  ],
};
