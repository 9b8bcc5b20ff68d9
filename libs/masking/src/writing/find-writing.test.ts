import { describe, expect, it } from 'vitest';
import { WritingFinder } from './find-writing.js';
import { inkOf } from './letters-rig.js';

const [width, height] = [640, 360];
const everywhere = new Uint8Array(width * height).fill(1);

/** Soft folds with vessels through them; no edge in them is as sharp as a letter's. */
function mucosa(at = 0): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const vessel = 14 * Math.exp(-(((y - 120 - 30 * Math.sin(x / 40 + at)) / 3) ** 2));
    return 110 + 30 * Math.sin(x / 30 + at) + 20 * Math.cos(y / 22 - at) - vessel;
  });
}

interface Ink {
  readonly contrast: number;
  readonly size: number;
  readonly turned: boolean;
}

/** Writes from 200, 150 on. */
function written(luma: Uint8Array, word: string, { contrast, size, turned }: Ink): Uint8Array {
  const ink = inkOf(width, height, { word, x: 200, y: 150, size, turned });
  return luma.map((value, i) => Math.max(16, Math.min(235, value + contrast * ink[i]!)));
}

const NAME = 'KATHRINHERMANN';
const clear = 8;

function found(luma: Uint8Array, inside = everywhere) {
  return new WritingFinder(width, height, inside).find(luma).filter(({ score }) => score >= clear);
}

describe('writing', () => {
  it.each<[string, Ink]>([
    ['bright', { contrast: 100, size: 2, turned: false }],
    ['dark', { contrast: -80, size: 2, turned: false }],
    ['small', { contrast: 110, size: 1, turned: false }],
    ['large', { contrast: 90, size: 4, turned: false }],
    ['faint', { contrast: 36, size: 2, turned: false }],
    ['up the side', { contrast: 100, size: 2, turned: true }],
  ])('is found on a single frame: %s', (_, ink) => {
    const word = ink.size === 4 ? NAME.slice(0, 8) : NAME;
    const boxes = found(written(mucosa(), word, ink)).map(({ box }) => box);
    const [long, high] = [6 * word.length * ink.size, 7 * ink.size];
    const [right, bottom] = ink.turned ? [200 + high, 150 + long] : [200 + long, 150 + high];
    const left = Math.min(...boxes.map(({ x }) => x));
    const top = Math.min(...boxes.map(({ y }) => y));
    const slack = 2 * high;
    expect(boxes.length).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(200 + slack);
    expect(top).toBeLessThanOrEqual(150 + slack);
    expect(Math.max(...boxes.map((box) => box.x + box.width))).toBeGreaterThanOrEqual(right - slack);
    expect(Math.max(...boxes.map((box) => box.y + box.height))).toBeGreaterThanOrEqual(bottom - slack);
  });

  it('is not looked for outside of the picture', () =>
    expect(
      found(written(mucosa(), NAME, { contrast: 100, size: 2, turned: false }), new Uint8Array(width * height)),
    ).toEqual([]));
});

describe('what is not writing', () => {
  it('is tissue with vessels', () => expect(found(mucosa(1))).toEqual([]));

  it('is a handful of wet lights', () => {
    const luma = mucosa();
    for (const [x, y] of [
      [150, 80],
      [162, 84],
      [171, 79],
      [158, 95],
      [183, 90],
    ] as const)
      for (let row = 0; row < 7; row += 1) luma.fill(235, (y + row) * width + x, (y + row) * width + x + 5);
    expect(found(luma)).toEqual([]);
  });

  it('is a row of teeth on an instrument', () => {
    const luma = mucosa();
    for (let y = 180; y < 192; y += 1)
      for (let x = 200; x < 340; x += 1) luma[y * width + x] = 120 + 60 * Math.sin((2 * Math.PI * x) / 7);
    expect(found(luma)).toEqual([]);
  });
});
