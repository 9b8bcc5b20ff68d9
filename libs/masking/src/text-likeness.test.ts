import { describe, expect, it } from 'vitest';
import { findTextLike } from './text-likeness.js';

const [width, height] = [320, 180];
const everywhere = new Uint8Array(width * height).fill(1);
/** Letters of stems and bars, 8 high, as they look in a frame of the survey. */
const LETTERS = ['#...#', '#...#', '#...#', '#####', '#...#', '#...#', '#...#', '#...#'];

/** Soft folds that move with `at`; no edge in them is as sharp as a letter's. */
function mucosa(at: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return 110 + 30 * Math.sin(x / 15 + at) + 20 * Math.cos(y / 11 - at);
  });
}

function written(gray: Uint8Array, contrast: number, letters = 8, turned = false): Uint8Array {
  for (let letter = 0; letter < letters; letter += 1)
    for (const [row, bits] of LETTERS.entries())
      for (const [column, bit] of [...bits].entries()) {
        const [along, across] = [60 + 8 * letter + column, 90 + row];
        const at = turned ? along * width + across : across * width + along;
        if (bit === '#') gray[at] = gray[at]! + contrast;
      }
  return gray;
}

const look = (gray: Uint8Array, before?: Uint8Array) => {
  const earlier = before ? findTextLike({ width, height, gray: before }, everywhere).strokes : undefined;
  return findTextLike({ width, height, gray }, everywhere, earlier).boxes;
};

describe('writing', () => {
  it.each([
    ['bright', 90, false],
    ['dark', -70, false],
    ['up the side', 90, true],
  ])('is found on a single frame: %s', (_, contrast, turned) => {
    const boxes = look(written(mucosa(0), contrast, 8, turned));
    const [left, top, right, bottom] = turned ? [90, 60, 98, 121] : [60, 90, 121, 98];
    expect(
      boxes.some((box) => box.x <= left && box.y <= top && box.x + box.width >= right && box.y + box.height >= bottom),
      JSON.stringify(boxes),
    ).toBe(true);
  });

  it('is found when it is faint and stands still while the tissue moves', () => {
    expect(look(written(mucosa(0.3), 24), written(mucosa(0), 24))).not.toEqual([]);
  });

  it('is not looked for outside of the picture', () => {
    const gray = written(mucosa(0), 90);
    expect(findTextLike({ width, height, gray }, new Uint8Array(width * height)).boxes).toEqual([]);
  });
});

describe('what is not writing', () => {
  it('is tissue', () => expect(look(mucosa(1), mucosa(1))).toEqual([]));

  it('is a wet light', () => {
    const gray = mucosa(0);
    for (let y = 80; y < 92; y += 1) gray.fill(250, y * width + 150, y * width + 156);
    expect(look(gray, gray)).toEqual([]);
  });
});
