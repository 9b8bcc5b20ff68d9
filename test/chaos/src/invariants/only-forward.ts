import type { Fault, Invariant } from './invariant.js';

interface Row {
  readonly job_id: string;
  readonly run_id: string;
  readonly stage: string;
  readonly step: number;
  readonly fence: string;
  readonly job_fence: string;
  readonly ending: string | null;
  readonly started_at: Date;
}

const stages = ['identify', 'anonymize', 'extract', 'verify'];

/** Fences, steps and stages only grow, and each step has its effect once. */
export const onlyForward: Invariant = {
  name: 'X6',
  says: 'fences and steps only grow, a run only moves forward, and each step has its effect once',
  check: async ({ sql }) => {
    const rows = await sql<Row>(
      `select a.job_id, j.run_id, j.stage, a.step, a.fence, j.fence as job_fence, a.ending, a.started_at
       from ledger.attempt a join ledger.job j using (job_id) order by a.job_id, a.fence`,
    );
    const runs = Map.groupBy(
      rows.filter(({ ending }) => ending === 'done'),
      (row) => row.run_id,
    );
    return [
      ...[...Map.groupBy(rows, (row) => row.job_id).values()].flatMap(faultsOfJob),
      ...[...runs.values()].flatMap(faultsOfRun),
    ];
  },
};

function faultsOfJob(attempts: readonly Row[]): Fault[] {
  const faults: Fault[] = [];
  const settled = new Set<number>();
  const [first] = attempts;
  for (const [i, attempt] of attempts.entries()) {
    const before = attempts[i - 1];
    const id = attempt.job_id;
    if (before && attempt.started_at < before.started_at) faults.push({ id, what: 'a higher fence began earlier' });
    if (before && attempt.step < before.step) faults.push({ id, what: 'a higher fence at a lower step' });
    if (attempt.ending !== 'done' && attempt.ending !== 'declined') continue;
    if (settled.has(attempt.step)) faults.push({ id, what: `duplicated: step ${attempt.step} had its effect twice` });
    settled.add(attempt.step);
  }
  if (first && attempts.some(({ fence }) => Number(fence) > Number(first.job_fence)))
    faults.push({ id: first.job_id, what: 'the fence of the job went back' });
  return faults;
}

/** What was done, in order: the next stage each time, or a result anew at a lower level. */
function faultsOfRun(done: readonly Row[]): Fault[] {
  const ordered = done.toSorted((a, b) => a.started_at.getTime() - b.started_at.getTime());
  return ordered.flatMap((now, i) => {
    const before = ordered[i - 1];
    if (!before) return [];
    const [from, to] = [stages.indexOf(before.stage), stages.indexOf(now.stage)];
    const anew = to <= from && now.step > 0;
    return to === from + 1 || anew ? [] : [{ id: now.run_id, what: `${now.stage} came after ${before.stage}` }];
  });
}
