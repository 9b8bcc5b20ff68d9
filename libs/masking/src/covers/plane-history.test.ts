import { describe, expect, it } from 'vitest';
import { ColourHistory, LumaHistory, type PlaneHistory } from './plane-history.js';

const KEPT = 10;
const WIDTH = 4;

/** After frames `from` to 2000, each in one grey of its own, in memory that is written to again. */
function seen(history: PlaneHistory, size: number, from = 0): PlaneHistory {
  const plane = Buffer.alloc(size);
  for (let index = from; index <= 2000; index += 1) history.add(index, plane.fill(index % 251));
  return history;
}

const indexes = (history: PlaneHistory, before: number) => [...history.before(before)].map(([index]) => index);

describe.each([
  ['luma', () => new LumaHistory(KEPT), WIDTH * 2],
  ['colour', () => new ColourHistory(KEPT, WIDTH), WIDTH / 2],
] as const)('the history of %s', (_, open, size) => {
  it('keeps the newest frames', () => {
    const history = seen(open(), size);
    expect(history.at(2000)).toEqual(new Uint8Array(WIDTH * 2).fill(2000 % 251));
    expect(history.at(2000 - KEPT + 1)).toEqual(new Uint8Array(WIDTH * 2).fill(1991 % 251));
    expect([history.at(2001), history.at(2000 - KEPT), history.at(-1)]).toEqual([undefined, undefined, undefined]);
  });

  it('goes back over the newest, and over one in 24 of a minute before', () => {
    const history = seen(open(), size);
    expect(indexes(history, 1998).slice(0, 9)).toEqual([1997, 1996, 1995, 1994, 1993, 1992, 1991, 1968, 1944]);
    expect(indexes(history, 1700).slice(0, 2)).toEqual([1680, 1656]);
    expect(indexes(history, 2001).at(-1)).toBe(1992 - 24 * 59);
    for (const [index, plane] of history.before(2001))
      expect(plane).toEqual(new Uint8Array(WIDTH * 2).fill(index % 251));
  });

  it('tells what it has forgotten from what was never there', () => {
    const history = seen(open(), size, 240);
    const oldest = 1992 - 24 * 59;
    expect([oldest - 1, oldest - 24, 240].map((index) => history.hasForgotten(index))).toEqual([true, true, true]);
    expect([oldest, 1992, 2000].map((index) => history.hasForgotten(index))).toEqual([false, false, false]);
    expect(seen(open(), size, 1900).hasForgotten(1899)).toBe(false);
    expect(history.hasForgotten(-1)).toBe(false);
  });

  it('ends where frames are missing, and at the first one', () => {
    expect(indexes(seen(open(), size, 1900), 2001).at(-1)).toBe(1920);
    const begun = open();
    for (let index = 0; index < 60; index += 1) begun.add(index, new Uint8Array(size));
    expect(indexes(begun, 60)).toEqual([59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 48, 24, 0]);
  });
});
