import { describe, expect, it } from 'vitest';
import { LayoutStretches } from './layout-stretches.js';

const [width, height] = [320, 240];
type Box = readonly [left: number, top: number, wide: number, high: number, value?: number];
const LEFT: Box = [16, 40, 120, 160];
const RIGHT: Box = [160, 24, 144, 192];
const SMALL: Box = [200, 60, 80, 120];

function frame(boxes: readonly Box[], colour?: Box) {
  const luma = new Uint8Array(width * height).fill(16);
  for (const [left, top, wide, high, value = 150] of boxes)
    for (let y = top; y < top + high; y += 1) luma.fill(value, y * width + left, y * width + left + wide);
  const blue = new Uint8Array(luma.length / 4).fill(128);
  const red = blue.slice();
  if (colour)
    for (let y = colour[1] / 2; y < (colour[1] + colour[3]) / 2; y += 1)
      red.fill(160, (y * width) / 2 + colour[0] / 2, (y * width) / 2 + (colour[0] + colour[2]) / 2);
  return { width, height, luma, blue, red };
}

type Frames = readonly [count: number, frame: ReturnType<typeof frame>];
function judged(...parts: readonly Frames[]) {
  const layout = new LayoutStretches(width, height);
  let frames = 0;
  for (const [count, one] of parts) for (let i = 0; i < count; i += 1, frames += 1) layout.see(one);
  const [outside, black] = layout.finish(frames);
  return { outcome: outside!.outcome, reason: outside!.reason, black: black!.covered };
}
const PASSED = { outcome: 'passed', reason: undefined, black: 0 };

describe('black outside the picture, stretch by stretch', () => {
  it.each<[string, readonly Frames[], number]>([
    ['one layout', [[30, frame([RIGHT])]], 0],
    [
      'a picture that moves to another place',
      [
        [21, frame([LEFT])],
        [30, frame([RIGHT])],
      ],
      0,
    ],
    [
      'a picture that grows',
      [
        [20, frame([SMALL])],
        [20, frame([RIGHT])],
      ],
      0,
    ],
    [
      'darkness before, between and behind',
      [
        [16, frame([])],
        [19, frame([LEFT])],
        [24, frame([])],
        [9, frame([LEFT])],
        [13, frame([])],
      ],
      41,
    ],
    [
      'a picture of which now one part is lit, now another',
      [
        [16, frame([[160, 24, 50, 60]])],
        [16, frame([[180, 24, 124, 100]])],
        [16, frame([[160, 60, 144, 156]])],
      ],
      0,
    ],
    [
      'a picture that goes dark but for a light',
      [
        [20, frame([RIGHT])],
        [20, frame([[200, 60, 40, 30, 90]])],
      ],
      0,
    ],
  ])('%s passes', (_, parts, black) => {
    expect(judged(...parts)).toEqual({ ...PASSED, black });
  });

  it.each<[string, readonly Frames[]]>([
    [
      'one frame unmasked',
      [
        [20, frame([RIGHT])],
        [1, frame([RIGHT, [20, 40, 60, 12]])],
        [20, frame([RIGHT])],
      ],
    ],
    [
      'writing where the picture stood before',
      [
        [24, frame([LEFT])],
        [24, frame([RIGHT, [40, 60, 60, 6]])],
      ],
    ],
    [
      'writing where the picture will stand',
      [
        [24, frame([LEFT, [190, 60, 60, 6]])],
        [24, frame([RIGHT])],
      ],
    ],
    [
      'a mask a frame late',
      [
        [23, frame([LEFT])],
        [1, frame([[0, 0, 320, 240]])],
        [24, frame([RIGHT])],
      ],
    ],
    [
      'writing in the dark, after the picture',
      [
        [24, frame([LEFT])],
        [9, frame([[190, 60, 60, 6]])],
      ],
    ],
    [
      'writing for long where a larger picture will stand',
      [
        [40, frame([SMALL, [170, 40, 24, 6]])],
        [24, frame([RIGHT])],
      ],
    ],
    [
      'writing for long where a larger picture stood',
      [
        [24, frame([RIGHT])],
        [40, frame([SMALL, [170, 40, 24, 6]])],
      ],
    ],
    [
      'writing where the picture stood before, until it stands elsewhere again',
      [
        [24, frame([LEFT])],
        [40, frame([RIGHT, [40, 60, 60, 6]])],
        [24, frame([[130, 8, 184, 224]])],
      ],
    ],
    ['writing and no picture at all', [[24, frame([[190, 60, 60, 6]])]]],
    [
      'colour alone on one frame',
      [
        [20, frame([RIGHT])],
        [1, frame([RIGHT], [40, 60, 40, 20])],
        [20, frame([RIGHT])],
      ],
    ],
  ])('%s does not', (_, parts) => {
    expect(judged(...parts).outcome).not.toBe('passed');
  });
});
