import { describe, expect, it } from 'vitest';
import { LastingWriting } from './lasting-writing.js';
import type { LetterRow } from './letter-rows.js';

/** A row of letters of two forms on one line, from `left` on. */
function row(left: number, contrast: number, count = 6): LetterRow {
  const letters = Array.from({ length: count }, (_, i) => ({
    left: left + 14 * i,
    right: left + 14 * i + 9,
    top: 40,
    bottom: 55,
    size: 60,
    pieces: i % 2 === 0 ? 28 : 18,
    contrast,
  }));
  return { left, right: left + 14 * count, top: 40, bottom: 55, runs: 'across', sign: 1, letters, contrast };
}

function seen(...rows: readonly (readonly [index: number, row: LetterRow])[]): boolean {
  const lasting = new LastingWriting();
  for (const [index, one] of rows) lasting.see(one, index, 5);
  return lasting.isSeen;
}

describe('writing that lasts', () => {
  it('counts on one frame when it is strong', () => {
    expect(seen([3, row(20, 60)])).toBe(true);
  });

  it('counts when it is weak and seen again, at the same place, soon', () => {
    expect(seen([3, row(20, 20)])).toBe(false);
    expect(seen([3, row(20, 20)], [3, row(20, 20)])).toBe(false);
    expect(seen([3, row(20, 20)], [4, row(120, 20)])).toBe(false);
    expect(seen([3, row(20, 20)], [60, row(20, 20)])).toBe(false);
    expect(seen([3, row(20, 20)], [5, row(22, 20)])).toBe(true);
  });

  it('says after which frames another look is worth while', () => {
    const lasting = new LastingWriting();
    expect(lasting.waitsAt(4)).toBe(false);
    lasting.see(row(20, 20), 3, 5);
    expect([4, 5].map((index) => lasting.waitsAt(index))).toEqual([true, false]);
  });

  it('has letters enough', () => {
    expect(seen([3, row(20, 60, 4)])).toBe(false);
  });
});
