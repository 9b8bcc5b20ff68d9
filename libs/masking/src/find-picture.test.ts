import { describe, expect, it } from 'vitest';
import { findPicture } from './find-picture.js';
import { isInside, type Picture } from './picture.js';
import type { SampleFrame } from './sample-statistics.js';

const WIDTH = 320;
const HEIGHT = 180;
const octagon: Picture = {
  shape: 'octagon',
  box: { x: 100, y: 6, width: 208, height: 168 },
  cuts: [36, 36, 36, 36],
};
const rectangle: Picture = { shape: 'rectangle', box: { x: 96, y: 10, width: 200, height: 160 }, cuts: [0, 0, 0, 0] };
const ellipse: Picture = { shape: 'ellipse', box: { x: 110, y: 8, width: 196, height: 164 }, cuts: [0, 0, 0, 0] };

type Paint = (frame: { rgb: Uint8Array; index: number }) => void;

/** Twelve frames: reddish and moving inside of the picture, black outside. */
function sampleOf(picture: Picture | undefined, ...extra: readonly Paint[]): SampleFrame[] {
  return Array.from({ length: 12 }, (_, index) => {
    const rgb = new Uint8Array(3 * WIDTH * HEIGHT);
    for (let y = 0; y < HEIGHT; y += 1)
      for (let x = 0; x < WIDTH; x += 1)
        if (picture && isInside(picture, x, y)) {
          const light = 20 * Math.sin(x / 17 + index) * Math.cos(y / 13 - index);
          rgb.set([150 + light, 80 + light, 70 + light], 3 * (y * WIDTH + x));
        }
    for (const paint of extra) paint({ rgb, index });
    return { width: WIDTH, height: HEIGHT, rgb };
  });
}

/** Thin grey strokes, as letters are; the last ones change from frame to frame, as a clock does. */
const writing =
  (left: number, top: number, changing: boolean): Paint =>
  ({ rgb, index }) => {
    for (let stroke = 0; stroke < 14; stroke += 1) {
      if (changing && stroke >= 9 && (stroke + index) % 3 === 0) continue;
      for (let y = top; y < top + 8; y += 1)
        rgb.fill(225, 3 * (y * WIDTH + left + 5 * stroke), 3 * (y * WIDTH + left + 5 * stroke + 1));
    }
  };

const corner: Paint = ({ rgb }) => {
  for (let y = 90; y < HEIGHT; y += 1) rgb.fill(0, 3 * (y * WIDTH + 96), 3 * (y * WIDTH + 200));
};

function found(frames: readonly SampleFrame[]) {
  const geometry = findPicture(frames);
  if (!geometry.found) throw new Error(`no picture: ${geometry.reason} at ${geometry.confidence}`);
  return geometry;
}

/** How many pixels of black would be shown as picture. */
const shownOutside = (seen: Picture, real: Picture) => {
  let count = 0;
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) if (isInside(seen, x, y, 2) && !isInside(real, x, y)) count += 1;
  return count;
};

describe('the endoscope picture', () => {
  it.each([octagon, rectangle, ellipse])('is found as $shape, to the pixel', (real) => {
    const { picture, confidence } = found(sampleOf(real));
    expect(picture.shape).toBe(real.shape);
    expect(confidence).toBeGreaterThan(0.97);
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(picture.box[side] - real.box[side]), side).toBeLessThanOrEqual(2);
    for (const [corner, cut] of picture.cuts.entries())
      expect(Math.abs(cut - real.cuts[corner]!), `cut ${corner}`).toBeLessThanOrEqual(6);
    expect(shownOutside(picture, real)).toBe(0);
  });

  it('has its own cut at every corner', () => {
    const real: Picture = { ...octagon, cuts: [60, 20, 40, 30] };
    const { picture } = found(sampleOf(real));
    expect(shownOutside(picture, real)).toBe(0);
  });

  it.each([
    ['a label', false, 8],
    ['a running clock', true, 8],
    ['a running clock that nearly touches it', true, 25],
  ])('does not reach for %s beside it', (_, changing, left) => {
    const { picture } = found(sampleOf(octagon, writing(left, 40, changing), writing(left, 80, false)));
    expect(shownOutside(picture, octagon)).toBe(0);
  });

  it('is found when it is frozen: it still has its colour', () => {
    const [first] = sampleOf(octagon);
    const { picture } = found(Array.from({ length: 12 }, () => first!));
    expect(shownOutside(picture, octagon)).toBe(0);
  });

  it('is found in a single frame', () => {
    expect(found(sampleOf(octagon).slice(0, 1)).picture.shape).toBe('octagon');
  });
});

describe('no picture is taken', () => {
  it('from black frames', () => {
    expect(findPicture(sampleOf(undefined))).toMatchObject({ found: false, reason: 'picture-not-found' });
  });

  it('from writing alone, however much of it runs', () => {
    const lines = Array.from({ length: 12 }, (_, i) => writing(20, 5 + 14 * i, true));
    expect(findPicture(sampleOf(undefined, ...lines))).toMatchObject({ found: false });
  });

  it('when it fills the frame: then an overlay lies upon it', () => {
    const all: Picture = { ...rectangle, box: { x: 0, y: 0, width: WIDTH, height: HEIGHT } };
    expect(findPicture(sampleOf(all))).toMatchObject({ found: false, reason: 'picture-fills-frame' });
  });

  it('when two of them stand side by side', () => {
    const left: Picture = { ...ellipse, box: { x: 6, y: 20, width: 150, height: 140 } };
    const right: Picture = { ...ellipse, box: { x: 164, y: 20, width: 150, height: 140 } };
    const both = sampleOf(left).map(({ rgb, ...size }, i) => {
      const other = sampleOf(right)[i]!.rgb;
      return { ...size, rgb: rgb.map((value, at) => Math.max(value, other[at]!)) };
    });
    // one of the two may be kept; both with what lies between them may not
    const geometry = findPicture(both);
    const shown = geometry.found ? Math.min(...[left, right].map((real) => shownOutside(geometry.picture, real))) : 0;
    expect(shown).toBe(0);
  });

  it('when its shape is none that endoscopes make', () => {
    expect(findPicture(sampleOf(rectangle, corner))).toMatchObject({ found: false, reason: 'geometry-uncertain' });
  });
});
