import { expect, it } from 'vitest';
import { mp4Times } from './mp4-times.js';

/** What a player adds up again: when each picture, in decoding order, is shown. */
const shownAt = ({ durations, shifts }: ReturnType<typeof mp4Times>) => {
  let decoded = 0;
  return Array.from(shifts, (shift, i) => {
    const shown = decoded + shift;
    decoded += durations[i]!;
    return shown;
  });
};

it('gives every picture the time of its place in the table, from zero', () => {
  const table = [900n, 907n, 1000n, 1001n, 1500n];
  const times = mp4Times(table, Uint32Array.of(0, 3, 1, 2, 4), [1, 90_000]);
  expect(shownAt(times)).toEqual([0, 101, 7, 100, 600]);
  expect(times.timescale).toBe(90_000);
  expect(times.duration).toBe(600n + 499n);
  expect(times.durations.every((duration) => duration > 0)).toBe(true);
});

it('counts in whole ticks where a tick is more than one part of a second', () => {
  const times = mp4Times([0n, 1n, 2n], Uint32Array.of(0, 1, 2), [1001, 30_000]);
  expect(times.timescale).toBe(30_000);
  expect(shownAt(times)).toEqual([0, 1001, 2002]);
});

it('takes a coarser clock that is as exact where a gap would not fit', () => {
  const times = mp4Times([0n, 40_000_000n, 60_000_000_000n], Uint32Array.of(0, 1, 2), [1, 1_000_000_000]);
  expect(times.timescale).toBe(25);
  expect(shownAt(times)).toEqual([0, 1, 1500]);
});

it('refuses a gap that no clock of the format can tell', () => {
  expect(() => mp4Times([0n, 1n, 2n ** 50n], Uint32Array.of(0, 1, 2), [1, 1_000_000_007])).toThrow('a gap too long');
});
