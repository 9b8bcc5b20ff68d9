import type { Picture } from '@endoveil/masking';
import { expect, it } from 'vitest';
import {
  blackFrames,
  type Cover,
  coveredShare,
  maskingOf,
  type MaskPlan,
  type Segment,
  UNTIL_THE_END,
  windowsThatDiffer,
} from './mask-plan.js';

const picture: Picture = { shape: 'rectangle', box: { x: 10, y: 10, width: 40, height: 30 }, cuts: [0, 0, 0, 0] };
const elsewhere: Picture = { ...picture, box: { x: 20, y: 10, width: 30, height: 30 } };
const segment = (first: number, last: number, place: Picture | null = picture): Segment => ({
  first,
  last,
  picture: place,
  insetPixels: 2,
});
const cover = (first: number, last: number, x = 12): Cover => ({ first, last, box: { x, y: 12, width: 8, height: 4 } });
const plan = (segments: readonly Segment[], covers: readonly Cover[] = []): MaskPlan => ({
  width: 64,
  height: 48,
  segments,
  covers,
});
const windows = [0, 1, 2, 3].map((i) => ({ first: 10 * i, last: 10 * i + 9 }));
const guess = plan([segment(0, UNTIL_THE_END)]);
const differing = (after: MaskPlan) => windowsThatDiffer(guess, after, windows).map(({ first }) => first / 10);

it('finds no window to encode again where the guess was right', () => {
  expect(differing(plan([segment(0, 39)]))).toEqual([]);
  expect(differing(plan([segment(0, 14), segment(15, 39)]))).toEqual([]);
});

it('finds the windows that a cover touches, and no other', () => {
  expect(differing(plan([segment(0, 39)], [cover(9, 10)]))).toEqual([0, 1]);
  expect(differing(plan([segment(0, 39)], [cover(39, 39)]))).toEqual([3]);
});

it('finds the windows in which the picture is elsewhere, or nowhere', () => {
  expect(differing(plan([segment(0, 19), segment(20, 24, null), segment(25, 39)]))).toEqual([2]);
  expect(differing(plan([segment(0, 15), segment(16, 39, elsewhere)]))).toEqual([1, 2, 3]);
  expect(differing({ ...plan([segment(0, 39)]), width: 66 })).toEqual([0, 1, 2, 3]);
});

it('tells two circles apart that are cut off at the same box', () => {
  const cut: Picture = { ...picture, shape: 'ellipse', ellipse: { x: 10, y: 0, width: 40, height: 50 } };
  const lower: Picture = { ...cut, ellipse: { x: 10, y: 10, width: 40, height: 50 } };
  const [one, other] = [plan([segment(0, 39, cut)]), plan([segment(0, 39, lower)])];
  expect(windowsThatDiffer(one, other, windows)).toHaveLength(4);
  const { segments } = maskingOf(plan([segment(0, 4, cut), segment(5, 9, lower)]));
  expect(segments[0]!.keep).not.toEqual(segments[1]!.keep);
});

it('does not mind in which order covers stand', () => {
  const covers = [cover(3, 5), cover(3, 5, 20)];
  const [one, other] = [plan([segment(0, 39)], covers), plan([segment(0, 39)], covers.toReversed())];
  expect(windowsThatDiffer(one, other, windows)).toEqual([]);
});

it('draws the same picture once, and nothing where there is none', () => {
  const { segments } = maskingOf(plan([segment(0, 4), segment(5, 6, null), segment(7, 9)]));
  expect(segments[0]!.keep).toBe(segments[2]!.keep);
  expect(segments[0]!.keep![20 * 64 + 20]).toBe(1);
  expect(segments[0]!.keep![0]).toBe(0);
  expect(segments[1]!.keep).toBeNull();
});

it('counts black frames, and the share of the picture that is covered, once', () => {
  const whole: Cover = { first: 0, last: 9, box: { x: 0, y: 0, width: 64, height: 48 } };
  expect(blackFrames(plan([segment(0, 29), segment(30, 39, null)], [whole]), 40)).toBe(20);
  expect(coveredShare(plan([segment(0, 39)], [whole, { ...whole, last: 3 }]), 40)).toBeCloseTo(0.25);
  expect(coveredShare(plan([segment(0, 19), segment(20, 39, null)], [whole]), 40)).toBeCloseTo(0.5);
  expect(coveredShare(guess, 40)).toBe(0);
});
