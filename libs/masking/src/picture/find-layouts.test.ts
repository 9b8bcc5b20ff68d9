import { describe, expect, it } from 'vitest';
import { findLayouts, type Layout } from './find-layouts.js';
import { isInside, overlapOf, type Picture } from './picture.js';
import { drawnFrame } from '../yuv-rig.js';

const [width, height] = [320, 180];
const left: Picture = { shape: 'octagon', box: { x: 6, y: 8, width: 200, height: 164 }, cuts: [30, 30, 30, 30] };
const right: Picture = { ...left, box: { ...left.box, x: 110 } };
const zoomed: Picture = { ...left, box: { x: 13, y: 14, width: 186, height: 152 } };
const small: Picture = {
  ...left,
  shape: 'rectangle',
  box: { x: 200, y: 60, width: 100, height: 80 },
  cuts: [0, 0, 0, 0],
};
const round: Picture = {
  ...left,
  shape: 'ellipse',
  box: { x: 70, y: 10, width: 180, height: 160 },
  cuts: [0, 0, 0, 0],
};

const exam = (picture: Picture | undefined, at: number) =>
  drawnFrame(width, height, (x, y) => {
    const fold = 25 * Math.sin(x / 17 + at) + 25 * Math.cos(y / 13 - at / 2);
    return picture && isInside(picture, x, y) ? [150 + fold, 80 + fold, 70 + fold] : [0, 0, 0];
  });
const sample = (...parts: [Picture | undefined, number][]) =>
  parts.flatMap(([picture, count]) => Array.from({ length: count }, (_, at) => exam(picture, at)));
const found = (...parts: [Picture | undefined, number][]) => {
  const layouts = findLayouts(sample(...parts));
  return Array.isArray(layouts) ? layouts.map(({ picture }) => picture) : [];
};

describe('the layouts of a video', () => {
  it.each<[string, [Picture | undefined, number][], Picture[]]>([
    ['one', [[left, 32]], [left]],
    [
      'a switch between two pieces',
      [
        [left, 20],
        [right, 12],
      ],
      [left, right],
    ],
    [
      'a switch within a piece',
      [
        [left, 18],
        [right, 14],
      ],
      [left, right],
    ],
    [
      'there and back',
      [
        [right, 9],
        [small, 12],
        [right, 13],
      ],
      [right, small],
    ],
    [
      'a black screen between',
      [
        [left, 14],
        [undefined, 10],
        [right, 12],
      ],
      [left, right],
    ],
    [
      'a zoom within the first picture',
      [
        [left, 20],
        [zoomed, 16],
      ],
      [left, zoomed],
    ],
    ['too few frames for a piece', [[left, 3]], [left]],
  ])('%s', (_, parts, wanted) => {
    const pictures = found(...parts);
    expect(pictures.length).toBe(wanted.length);
    for (const [i, picture] of wanted.entries()) expect(overlapOf(pictures[i]!, picture)).toBeGreaterThan(0.95);
  });

  it('are one where light wanders over it', () => {
    const frames = Array.from({ length: 48 }, (_, at) =>
      drawnFrame(width, height, (x, y) => {
        if (!isInside(round, x, y)) return [0, 0, 0];
        const far = Math.hypot(x - 160 - 35 * Math.sin(at / 9), y - 90 - 35 * Math.cos(at / 9));
        const light = Math.max(0.02, 1.25 - far / 110);
        const fold = 25 * Math.sin(x / 17 + at / 6) + 25 * Math.cos(y / 13 - at / 12);
        return [(150 + fold) * light, (80 + fold) * light, (70 + fold) * light];
      }),
    );
    const layouts = findLayouts(frames);
    expect(Array.isArray(layouts) && layouts.map(({ frames: { length } }) => length)).toEqual([48]);
    expect(overlapOf((layouts as Layout[])[0]!.picture, round)).toBeGreaterThan(0.97);
  });

  it('are none where there is no picture', () =>
    expect(findLayouts(sample([undefined, 16]))).toMatchObject({ found: false, reason: 'picture-not-found' }));
});
