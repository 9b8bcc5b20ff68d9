import { describe, expect, it } from 'vitest';
import { findPicture } from './find-picture.js';
import { isInside, type Picture } from './picture.js';
import type { YuvFrame } from '../yuv-frame.js';
import { type Colour, drawnFrame } from '../yuv-rig.js';

const [width, height] = [320, 180];
const octagon: Picture = { shape: 'octagon', box: { x: 96, y: 6, width: 216, height: 168 }, cuts: [30, 30, 30, 30] };
const full: Picture = { shape: 'rectangle', box: { x: 0, y: 0, width, height }, cuts: [0, 0, 0, 0] };

const mucosa = (x: number, y: number, at: number): Colour => {
  const fold = 25 * Math.sin(x / 17 + at) + 25 * Math.cos(y / 13 - at / 2);
  return [150 + fold, 80 + fold, 70 + fold];
};

function frames(draw: (x: number, y: number, at: number) => Colour, count = 8): YuvFrame[] {
  return Array.from({ length: count }, (_, at) => drawnFrame(width, height, (x, y) => draw(x, y, at)));
}

const black: Colour = [0, 0, 0];
const showing = (picture: Picture, inside = mucosa) =>
  frames((x, y, at) => (isInside(picture, x, y) ? inside(x, y, at) : black));

/** By how many pixels the worst side is off. */
function missBy(sample: readonly YuvFrame[], wanted: Picture): number {
  const geometry = findPicture(sample);
  if (!geometry.found) return Number.POSITIVE_INFINITY;
  const { box } = geometry.picture;
  const sides = ['x', 'y', 'width', 'height'] as const;
  return Math.max(...sides.map((side) => Math.abs(box[side] - wanted.box[side])));
}

const clock = (x: number, y: number, at: number) => y > 10 && y < 20 && x > 8 && x < 70 && (x + 7 * at) % 5 === 0;

describe('the picture', () => {
  it.each<[string, Picture]>([
    ['an octagon', octagon],
    ['a rectangle', { ...octagon, shape: 'rectangle', cuts: [0, 0, 0, 0] }],
    ['a circle', { shape: 'ellipse', box: { x: 120, y: 8, width: 164, height: 164 }, cuts: [0, 0, 0, 0] }],
    [
      'a circle cut off above and below',
      {
        shape: 'ellipse',
        box: { x: 70, y: 20, width: 180, height: 130 },
        cuts: [0, 0, 0, 0],
        ellipse: { x: 70, y: -5, width: 180, height: 180 },
      },
    ],
    ['an octagon cut at one side only', { ...octagon, cuts: [40, 0, 0, 40] }],
  ])('is found as %s', (_, picture) => expect(missBy(showing(picture), picture)).toBeLessThanOrEqual(3));

  it('is not the clock, which moves, nor the labels, which shine', () => {
    const sample = frames((x, y, at) => {
      if (isInside(octagon, x, y)) return mucosa(x, y, at);
      return clock(x, y, at) || (y > 60 && y < 70 && x > 8 && x < 60 && x % 4 === 0) ? [225, 225, 225] : black;
    });
    expect(missBy(sample, octagon)).toBeLessThanOrEqual(3);
  });

  it('is found when it stands still, by its colour', () => {
    const still = showing(octagon, (x, y) => mucosa(x, y, 0));
    expect(missBy(still, octagon)).toBeLessThanOrEqual(3);
  });

  it('is found when it is grey, by its motion', () => {
    const gray = showing(octagon, (x, y, at) => {
      const [red] = mucosa(x, y, 2 * at);
      return [red, red, red];
    });
    expect(missBy(gray, octagon)).toBeLessThanOrEqual(3);
  });

  const pictureIn = (sample: readonly YuvFrame[]) => {
    const geometry = findPicture(sample);
    if (!geometry.found) throw new Error(geometry.reason);
    return geometry.picture;
  };
  const rectangle: Picture = { ...octagon, shape: 'rectangle', cuts: [0, 0, 0, 0] };
  const inCorner = (x: number, y: number) => 312 - x + (174 - y) < 22;

  it('keeps a corner that is lit, though grey and without motion', () => {
    const grey = showing(rectangle, (x, y, at) => (inCorner(x, y) ? [70, 70, 70] : mucosa(x, y, at)));
    expect(isInside(pictureIn(grey), 307, 169)).toBe(true);
  });

  it('keeps a lit corner whose outermost row is half as bright, as a picture’s edge may be', () => {
    const soft = showing(rectangle, (x, y, at) => {
      if (y === 173) return inCorner(x, y) ? [25, 25, 25] : (mucosa(x, y, at).map((value) => value / 2) as never);
      return inCorner(x, y) ? [70, 70, 70] : mucosa(x, y, at);
    });
    expect(isInside(pictureIn(soft), 307, 169)).toBe(true);
  });

  describe('with large corners of dull tissue', () => {
    const inCorners = (x: number, y: number) => Math.abs(x - 204) / 108 + Math.abs(y - 90) / 84 > 1.3;
    const dull = (x: number, y: number, at: number): Colour => {
      const fold = 3 * Math.sin(x / 17 + at) + 3 * Math.cos(y / 13 - at / 2);
      return [74 + fold, 82 + fold, 70 + fold];
    };
    const corner = { x: 101, y: 11 };
    const withCorners = (draw: (x: number, y: number, at: number) => Colour) =>
      showing(rectangle, (x, y, at) => (inCorners(x, y) ? draw(x, y, at) : mucosa(x, y, at)));
    const isShown = (draw: (x: number, y: number, at: number) => Colour) => {
      const geometry = findPicture(withCorners(draw));
      return geometry.found && isInside(geometry.picture, corner.x, corner.y);
    };

    it('keeps them: they have a little colour and move a little', () => expect(isShown(dull)).toBe(true));

    it.each<[string, (x: number, y: number, at: number) => Colour]>([
      ['a panel of the same colour, which stands still', (x, y) => dull(x, y, 0)],
      [
        'a grey panel that a capture makes noisy',
        (x, y, at) => {
          const noise = ((x * 7919 + y * 104_729 + at * 1_299_709) % 11) - 5;
          return [74 + noise, 74 + noise, 74 + noise];
        },
      ],
    ])('does not take %s for it', (_, draw) => expect(isShown(draw)).toBe(false));
  });

  it('keeps what is lit beside the cut of a corner', () => {
    const [cut] = octagon.cuts;
    const beside = (x: number, y: number) => 312 - x + (174 - y) < cut + 14;
    const grey = showing(octagon, (x, y, at) => (beside(x, y) ? [70, 70, 70] : mucosa(x, y, at)));
    const isShown = (x: number, y: number) => isInside(pictureIn(grey), x, y);
    expect([isShown(293, 155), isShown(299, 161)]).toEqual([true, false]);
  });

  it('does not keep a corner that is black, whatever is written in it', () => {
    const written = showing(rectangle, (x, y, at) =>
      inCorner(x, y) ? (y % 7 < 3 && x % 4 < 2 ? [225, 225, 225] : black) : mucosa(x, y, at),
    );
    expect(isInside(pictureIn(written), 307, 169)).toBe(false);
  });

  it('is not claimed where only an overlay is', () => {
    const overlay = frames((x, y) => (x < 80 && y % 12 < 6 && x % 4 < 2 ? [225, 225, 225] : black));
    expect(findPicture(overlay)).toMatchObject({ found: false, reason: 'picture-not-found' });
  });

  it('is not claimed in the dark', () =>
    expect(findPicture(frames(() => [8, 6, 6]))).toMatchObject({ found: false, reason: 'picture-not-found' }));

  it('is refused when it fills the frame: text could stand anywhere', () =>
    expect(findPicture(showing(full))).toMatchObject({ found: false, reason: 'picture-fills-frame' }));

  it('is refused in a shape that no endoscope makes', () => {
    const cross = frames((x, y, at) =>
      (x > 130 && x < 190) || (y > 60 && y < 120 && x > 20 && x < 300) ? mucosa(x, y, at) : black,
    );
    expect(findPicture(cross)).toMatchObject({ found: false, reason: 'geometry-uncertain' });
  });
});
