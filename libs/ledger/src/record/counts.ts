import type { Database } from '../database/database.js';
import type { Counts } from '../face.js';
import { recordMetrics, type Tally, type TallyName } from './record-metrics.js';
import type { Timing } from '../work/timing.js';

/** What the status page says, from the same counts as the metrics: a restart or a second replica changes nothing. */
export async function counts(database: Database, timing: Timing): Promise<Counts> {
  const { tallies, levels, outbox, redrivenByReconciler } = await recordMetrics(database, timing);
  const summed = (name: TallyName, choose: (labels: readonly string[]) => readonly (string | null)[]) =>
    sumBy(tallies, name, choose);
  const waiting = new Map<string, { seconds: number; waiting: number }>();
  for (const { level, oldestSeconds, waiting: count } of levels) {
    const before = waiting.get(level) ?? { seconds: 0, waiting: 0 };
    waiting.set(level, { seconds: Math.max(before.seconds, oldestSeconds), waiting: before.waiting + count });
  }
  return {
    items: summed('items', ([, kind, state, level]) => [known(kind), state!, known(level)]).map(
      ({ key: [kind, state, level], count }) => ({ kind, state, level, count }),
    ) as unknown as Counts['items'],
    oldestWaiting: [...waiting].map(([level, one]) => ({ level, ...one })),
    fallbacks: summed('fallbacks', ([, from, to, reason]) => [from!, known(to), reason!]).map(
      ({ key: [from, to, reason], count }) => ({ from, to, reason, count }),
    ) as unknown as Counts['fallbacks'],
    verdicts: summed('verdicts', (labels) => labels).map(({ key: [kind, verdict], count }) => ({
      kind,
      verdict,
      count,
    })) as unknown as Counts['verdicts'],
    outboxLagSeconds: outbox.seconds,
    outboxRefused: outbox.refused,
    stuckTotal: redrivenByReconciler,
  };
}

const known = (label: string | undefined) => (label === 'none' || label === 'unknown' ? null : (label ?? null));

function sumBy(
  tallies: readonly Tally[],
  name: TallyName,
  choose: (labels: readonly string[]) => readonly (string | null)[],
) {
  const sums = new Map<string, { key: readonly (string | null)[]; count: number }>();
  for (const tally of tallies.filter((one) => one.name === name)) {
    const key = choose(tally.labels);
    const id = JSON.stringify(key);
    sums.set(id, { key, count: (sums.get(id)?.count ?? 0) + tally.value });
  }
  return [...sums.values()].filter(({ count }) => count !== 0);
}
