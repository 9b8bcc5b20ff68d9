import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HouseRig } from './house-rig.js';
import { bothWhole, killedAt } from './killed-rig.js';

let house: HouseRig;
let seed = 100;
beforeAll(async () => {
  house = await HouseRig.start();
});
afterAll(() => house[Symbol.asyncDispose]());

const workers = ['pdf-reader', 'video-anonymizer'] as const;
const cases: readonly (readonly [point: string, victims: readonly string[]])[] = [
  ['work.after-claim', workers],
  ['work.after-store', workers],
  ['relay.after-publish', ['registry']],
  ['intake.after-link', ['intake']],
];

describe('processes killed as power would', () => {
  it.each(cases)('at %s of %s: a video and a report end as if nothing had happened', async (point, victims) => {
    expect(await killedAt(house, point, victims, (seed += 1))).toEqual(bothWhole);
  });
});
