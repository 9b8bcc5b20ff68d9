import { expect } from 'vitest';
import { aShortExam } from './exams.js';
import { everyService, type HouseRig } from './house-rig.js';

/** Of one item: its state, and how many of everything it has. */
interface End {
  readonly state: string;
  readonly runs: number;
  readonly artifacts: number;
  readonly certificates: number;
  readonly certified: boolean;
  readonly openAttempts: number;
  readonly fencesRise: boolean;
}

const whole: Omit<End, 'state'> = {
  runs: 1,
  artifacts: 1,
  certificates: 1,
  certified: true,
  openAttempts: 0,
  fencesRise: true,
};
/** The same end, whatever was killed on the way: one visible artifact with one certificate, every attempt ended. */
export const bothWhole = {
  video: { ...whole, state: 'verified' },
  report: { ...whole, state: 'in-review' },
};

/** Kills services as they pass a named point, with an exam under way, starts them again, and tells how it ended. */
export async function killedAt(house: HouseRig, point: string, victims: readonly string[], seed: number) {
  await house.stop();
  const before = await countItems(house);
  const exam = await aShortExam(seed);
  await house.serve(everyService.filter((service) => !victims.includes(service)));
  const killed = await Promise.all(victims.map((service) => house.serve([service], { ENDOVEIL_FAILPOINT: point })));
  await house.drop(exam.video, `case-${seed}/exam.mp4`);
  await house.drop(exam.report, `case-${seed}/exam.pdf`);
  for (const { ended } of killed) expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
  await Promise.all(victims.map((service) => house.serve([service])));
  return await endsOfBoth(house, before + 2);
}

/** How the video and the report that were dropped last ended, once all of so many items have. */
export async function endsOfBoth(house: HouseRig, count: number): Promise<Record<string, End>> {
  const items = (await house.settled(count)).slice(0, 2);
  return Object.fromEntries(
    await Promise.all(items.map(async ({ itemId, kind }) => [kind, await endOf(house, itemId)] as const)),
  );
}

async function endOf(house: HouseRig, itemId: string): Promise<End> {
  const { state, artifactHash, runs } = await house.item(itemId);
  const { artifacts, certificates, jobs } = runs[0]!;
  const rises = (fences: readonly number[]) => fences.every((fence, i) => i === 0 || fence > fences[i - 1]!);
  return {
    state,
    runs: runs.length,
    artifacts: artifacts.length,
    certificates: certificates.length,
    certified: certificates[0]?.certificate.body.artifactHash === artifactHash,
    openAttempts: jobs.flatMap(({ attempts }) => attempts).filter(({ endedAt }) => endedAt === null).length,
    fencesRise: jobs.every(({ attempts }) => rises(attempts.map(({ fence }) => fence))),
  };
}

export async function countItems(house: HouseRig): Promise<number> {
  const { rows } = await house.query<{ count: number }>('select count(*)::int as count from ledger.item');
  return rows[0]!.count;
}
