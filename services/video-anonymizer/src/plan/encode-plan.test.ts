import { EncodePlan } from '@endoveil/contracts';
import type { Picture } from '@endoveil/masking';
import { expect, it } from 'vitest';
import { encodePlanOf, hashOf, type Made } from './encode-plan.js';
import { maskingOf, type MaskPlan, UNTIL_THE_END } from './mask-plan.js';

const picture: Picture = {
  shape: 'ellipse',
  box: { x: 10, y: 10, width: 40, height: 30 },
  cuts: [0, 0, 0, 0],
  ellipse: { x: 10, y: 0, width: 40, height: 50 },
};
const mask: MaskPlan = {
  width: 64,
  height: 48,
  segments: [
    { first: 0, last: 2, picture, insetPixels: 2 },
    { first: 3, last: UNTIL_THE_END, picture: null, insetPixels: 0 },
  ],
  covers: [{ first: 1, last: 2, box: { x: 12, y: 12, width: 8, height: 4 } }],
};
const made: Made = {
  mask,
  windows: [
    { first: 0, last: 3 },
    { first: 4, last: 5 },
  ],
  timeBase: [1, 90_000],
  ptsTable: [7200n, 10_800n, 14_400n, 18_000n, 18_007n, 21_607n],
};

it('says by itself, also after it was written and read, what is black when', () => {
  const plan = EncodePlan.parse(JSON.parse(JSON.stringify(encodePlanOf(made))));
  expect(plan.segments.map(({ first, last }) => [first, last])).toEqual([
    [0, 2],
    [3, 5],
  ]);
  const [before, after] = [maskingOf(mask), maskingOf(plan)];
  expect(after.segments.map(({ keep }) => keep)).toEqual(before.segments.map(({ keep }) => keep));
  expect(after.covers).toEqual(before.covers);
  expect(plan.windows).toEqual(made.windows);
});

it('says the time of every frame, few numbers for many frames', () => {
  const { start, steps } = encodePlanOf(made);
  const times = [start];
  for (const [step, count] of steps) for (let i = 0; i < count; i += 1) times.push(times.at(-1)! + step);
  expect(times.map(BigInt)).toEqual(made.ptsTable);
  expect(steps).toHaveLength(3);
});

it('has a hash that changes with everything that changes the result, and with nothing else', () => {
  const [first, second] = mask.segments;
  const lower: Picture = { ...picture, ellipse: { x: 10, y: 10, width: 40, height: 50 } };
  const others: Made[] = [
    { ...made, mask: { ...mask, covers: [{ ...mask.covers[0]!, last: 3 }] } },
    { ...made, mask: { ...mask, segments: [{ ...first!, picture: lower }, second!] } },
    { ...made, mask: { ...mask, segments: [{ ...first!, insetPixels: 3 }, second!] } },
    { ...made, windows: made.windows.slice(1) },
    { ...made, timeBase: [1, 50] },
    { ...made, ptsTable: [...made.ptsTable.slice(0, -1), 21_608n] },
    { ...made, ptsTable: made.ptsTable.map((time) => time + 1n) },
  ];
  const hashes = new Set([made, ...others].map((one) => hashOf(encodePlanOf(one))));
  expect(hashes.size).toBe(others.length + 1);
  expect(hashOf(encodePlanOf(structuredClone(made)))).toBe(hashOf(encodePlanOf(made)));
  const { version, ...rest } = encodePlanOf(made);
  expect(hashOf(EncodePlan.parse({ ...rest, version }))).toBe(hashOf(encodePlanOf(made)));
});
