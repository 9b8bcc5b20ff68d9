import { expect, it } from 'vitest';
import { spreadOf } from './bench/bench-measure.js';
import { type AwkwardResult, gatesOf } from './video/evaluate-awkward.js';
import { boundOfZero, rateOf } from './gates.js';

it('says what a zero rests on', () => {
  expect(boundOfZero(200)).toBeCloseTo(0.015, 6);
  expect(boundOfZero(0)).toBe(1);
  expect(rateOf(0, 14)).toBe('0 of 14 (95 % bound 21.4 %)');
  expect(rateOf(2, 14)).toBe('2 of 14');
});

it('wants every ending named and every lost frame said', () => {
  const good: AwkwardResult = { input: 'a', state: 'anonymized', framesIn: 50, framesOut: 50, seconds: 1 };
  const holds = (one: Partial<AwkwardResult>) => gatesOf([{ ...good, ...one }]).map((gate) => gate.holds);
  expect(holds({})).toEqual([true, true]);
  expect(holds({ framesOut: 49 })).toEqual([true, false]);
  expect(holds({ framesOut: 49, reason: 'frames-lost' })).toEqual([true, true]);
  expect(holds({ state: 'declined', reason: 'picture-not-found', framesOut: null })).toEqual([true, true]);
  expect(holds({ state: 'failed', reason: 'internal', framesOut: null })).toEqual([false, true]);
  expect(holds({ state: 'unexpected', reason: 'TypeError', framesOut: null })).toEqual([false, true]);
});

it('sorts runs by size, not by their digits', () => {
  expect(spreadOf([10, 9, 1.2])).toEqual({ min: 1.2, median: 9, max: 10 });
});
