import { setTimeout as wait } from 'node:timers/promises';
import type { HouseOptions } from '../house/house.js';
import type { Broken } from '../invariants/index.js';
import { type Scene, sceneOf } from '../scene.js';
import { dropNew } from '../workload/workload.js';
import { openHouse } from './open-house.js';
import { brokenAtRest, comeToRest } from './rest.js';

export interface DeadLevelOptions extends Pick<HouseOptions, 'command'> {
  /** `dead`: nobody works for the first level. `crashing`: it dies at every job. `slow`: it lives, with a backlog. */
  readonly how: 'dead' | 'crashing' | 'slow';
  readonly jobs: number;
  readonly tell?: (line: string) => void;
}

export interface DeadLevelResult {
  readonly how: DeadLevelOptions['how'];
  readonly jobs: number;
  readonly deadlineSeconds: number;
  /** Jobs that came to the second level because nobody was there, or because workers were lost. */
  readonly handedDown: number;
  readonly handedDownTwice: number;
  /** From when a job was opened until it was handed down: the longest of all. */
  readonly longestSeconds: number;
  /** Jobs that were waiting for the first level when the look at a slow one ended. */
  readonly waiting: number;
  readonly broken: readonly Broken[];
}

const DEADLINE_SECONDS = 6;
const SLOW_LOOK_SECONDS = 40;

/** What becomes of jobs whose first level is dead, dies at every one, or is merely slow. */
export async function runDeadLevel({
  command,
  how,
  jobs,
  tell = () => undefined,
}: DeadLevelOptions): Promise<DeadLevelResult> {
  await using opened = new AsyncDisposableStack();
  const seconds = DEADLINE_SECONDS;
  const timing = { deadLevelSeconds: { video: seconds, report: seconds, metadata: 600 }, upgradeSeconds: 3600 };
  const levels = { 'video-anonymizer': 'roi-masking,hold' };
  const environment = { ENDOVEIL_LANDINGS: '8' };
  const { house, log, beside } = await openHouse(opened, { command, timing, levels, environment });
  await house.ready();
  const first = house.replica('video-anonymizer', { levels: 'frame-cleaning' });
  // the house has known the level alive
  await first.ports;
  if (how === 'dead') await first.stop();
  for (let seed = 1; seed <= jobs; seed += 1) {
    if (how === 'crashing' && seed === 1) first.crashLoop('work.in-work');
    await dropNew(house, log, 'unknown-video', seed, beside);
  }
  tell(`${jobs} handed in`);
  await using scene = await sceneOf(house, log, 20);
  if (how === 'slow') await accepted(scene, jobs, SLOW_LOOK_SECONDS);
  const waiting = await countOf(scene, `ledger.job where stage = 'anonymize' and step = 0 and state <> 'done'`);
  const rest = how === 'slow' ? undefined : await comeToRest(scene, 60 + jobs * 8);
  const [told] = await scene.sql<{ down: number; twice: number; longest: number | null }>(
    `select count(*)::int as down, (count(*) - count(distinct job_id))::int as twice,
       max(extract(epoch from e.at - (select min(o.created_at) from ledger.outbox o
         where o.payload ->> 'jobId' = e.job_id::text)))::float8 as longest
     from ledger.escalation e where e.from_level = 'frame-cleaning' and e.reason in ('level-dead', 'worker-lost')`,
  );
  // a slow level is left in mid work: only what holds at any time is looked at
  const found = rest ? await brokenAtRest(scene, rest) : [];
  return {
    ...{ how, jobs, deadlineSeconds: seconds, waiting },
    handedDown: told!.down,
    handedDownTwice: told!.twice,
    longestSeconds: Math.round((told!.longest ?? 0) * 10) / 10,
    broken: found,
  };
}

/** Long after a dead level would have been left, with work still waiting for a living one. */
async function accepted(scene: Scene, jobs: number, lookSeconds: number): Promise<void> {
  while ((await countOf(scene, `ledger.job where stage = 'anonymize'`)) < jobs) await wait(500);
  await wait(lookSeconds * 1000);
}

async function countOf({ sql }: Scene, from: string): Promise<number> {
  const [row] = await sql<{ count: number }>(`select count(*)::int as count from ${from}`);
  return row!.count;
}
