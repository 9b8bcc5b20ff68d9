import { type Tally, tallyLabels, type TallyName } from '@endoveil/ledger';

/** One metric made of counts in the record: which, by which labels, and under which names they are shown. */
export interface TallyMetric {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly tally: TallyName;
  /** Label of the metric: label of the count. */
  readonly labels: Readonly<Record<string, string>>;
  /** Counts of these label values only. */
  readonly only?: Readonly<Record<string, string>>;
}

const same = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

export const tallyMetrics: readonly TallyMetric[] = [
  {
    name: 'endoveil_items',
    type: 'gauge',
    help: 'Items by where they stand now, the level that made their result, and why they stand there.',
    tally: 'items',
    labels: same('center', 'kind', 'state', 'level', 'reason'),
  },
  {
    name: 'endoveil_items_total',
    type: 'counter',
    help: 'Items brought to rest, by outcome and by the level that made the result. An item that is done again counts again.',
    tally: 'runs',
    labels: same('kind', 'outcome', 'level'),
  },
  {
    name: 'endoveil_runs_total',
    type: 'counter',
    help: 'Runs that came to rest, by outcome, and by the reason for which they left the top of their ladder (`none`: they did not).',
    tally: 'runs',
    labels: same('center', 'kind', 'cause', 'outcome', 'level', 'fallback'),
  },
  {
    name: 'endoveil_fallbacks_total',
    type: 'counter',
    help: 'Steps down a ladder, by the level that could not, the level that got the work, and why.',
    tally: 'fallbacks',
    labels: same('from', 'to', 'reason'),
  },
  {
    name: 'endoveil_attempts_total',
    type: 'counter',
    help: 'Attempts by how they ended. `lost`: the lease ran out.',
    tally: 'attempts',
    labels: same('service', 'level', 'ending'),
  },
  {
    name: 'endoveil_verdicts_total',
    type: 'counter',
    help: 'Verdicts of the verifier.',
    tally: 'verdicts',
    labels: same('kind', 'verdict'),
  },
  {
    name: 'endoveil_checks_total',
    type: 'counter',
    help: 'Single checks of the verifier by outcome.',
    tally: 'checks',
    labels: same('check', 'outcome'),
  },
  {
    name: 'endoveil_check_units_planned_total',
    type: 'counter',
    help: 'Frames, pages and streams that a check had to look at.',
    tally: 'check_units',
    labels: same('check'),
    only: { part: 'planned' },
  },
  {
    name: 'endoveil_check_units_covered_total',
    type: 'counter',
    help: 'Frames, pages and streams that a check did look at. Less than planned is never clean.',
    tally: 'check_units',
    labels: same('check'),
    only: { part: 'covered' },
  },
  {
    name: 'endoveil_landed_total',
    type: 'counter',
    help: 'Files landed, duplicates among them.',
    tally: 'landed',
    labels: same('center'),
  },
  {
    name: 'endoveil_landed_bytes_total',
    type: 'counter',
    help: 'Bytes of the files landed.',
    tally: 'landed_bytes',
    labels: same('center'),
  },
  {
    name: 'endoveil_duplicates_total',
    type: 'counter',
    help: 'Landings whose content was known already, and that did not become a second item.',
    tally: 'duplicates',
    labels: same('center', 'reason'),
  },
  {
    name: 'endoveil_dead_letters_total',
    type: 'counter',
    help: 'Messages nobody could work on.',
    tally: 'dead_letters',
    labels: same('durable', 'cause'),
  },
  {
    name: 'endoveil_publications',
    type: 'gauge',
    help: 'Publications by destination and by where they stand now.',
    tally: 'publications',
    labels: same('destination', 'state'),
  },
  {
    name: 'endoveil_publication_attempts_total',
    type: 'counter',
    help: 'Attempts at a destination to send, to ask or to take back, by how they ended. `lost`: the publisher died.',
    tally: 'publication_attempts',
    labels: same('destination', 'task', 'outcome', 'fault'),
  },
  {
    name: 'endoveil_published_bytes_total',
    type: 'counter',
    help: 'Bytes of the results that a destination has and gave back unchanged. What is published again counts again.',
    tally: 'published_bytes',
    labels: same('destination'),
  },
];

/** The values of one metric, added up over the labels it does not show. */
export function valuesOf(
  metric: TallyMetric,
  tallies: readonly Tally[],
): readonly { labels: Record<string, string>; value: number }[] {
  const names: readonly string[] = tallyLabels[metric.tally];
  const sums = new Map<string, { labels: Record<string, string>; value: number }>();
  for (const tally of tallies) {
    if (tally.name !== metric.tally) continue;
    const label = (name: string) => tally.labels[names.indexOf(name)] ?? 'unknown';
    if (Object.entries(metric.only ?? {}).some(([name, value]) => label(name) !== value)) continue;
    const labels = Object.fromEntries(Object.entries(metric.labels).map(([shown, name]) => [shown, label(name)]));
    const key = JSON.stringify(labels);
    const sum = sums.get(key);
    if (sum) sum.value += tally.value;
    else sums.set(key, { labels, value: tally.value });
  }
  return [...sums.values()];
}
