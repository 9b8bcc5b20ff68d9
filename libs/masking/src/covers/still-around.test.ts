import { describe, expect, it } from 'vitest';
import { stillAround } from './still-around.js';
import type { Rectangle } from '../picture/picture.js';
import type { Sighting } from './track.js';

const frame = { width: 480, height: 400 };
const inside = new Uint8Array(frame.width * frame.height).fill(1);

/** Numbers that are the same for the same seed, 0 to 1. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

/** Blocks of 3 by 3 pixels, bright or dark. */
function draw(
  luma: Uint8Array,
  seed: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
  values = [60, 200],
) {
  const random = numbers(seed);
  for (let y = top; y < bottom; y += 3)
    for (let x = left; x < right; x += 3) {
      const value = random.next().value > 0.5 ? values[1]! : values[0]!;
      for (let row = y; row < Math.min(y + 3, bottom); row += 1)
        luma.fill(value, row * frame.width + x, row * frame.width + Math.min(x + 3, right));
    }
}

const looks = (paint: (luma: Uint8Array, look: number) => void) =>
  Array.from({ length: 9 }, (_, look) => {
    const luma = new Uint8Array(frame.width * frame.height).fill(100);
    paint(luma, look);
    return luma;
  });
const sighting = (x: number, y: number, width: number, height: number): Sighting => ({
  index: 0,
  box: { x, y, width, height },
  score: 3,
  turned: false,
});

const [plain, faint] = [{ best: 9 }, { best: 3 }];

describe('what stays around a sighting', () => {
  it('is followed where it goes on, and not into what stays beside it', () => {
    const still = looks((luma) => {
      draw(luma, 1, 100, 21, 118, 380);
      draw(luma, 2, 180, 61, 240, 341);
    });
    const { box } = stillAround(still, frame, inside, [sighting(84, 180, 48, 16)], plain).still!;
    expect(box.x).toBeLessThanOrEqual(100);
    expect(box.x + box.width).toBeGreaterThanOrEqual(118);
    expect(box.x + box.width).toBeLessThan(180);
    expect(box.y).toBeLessThanOrEqual(21);
    expect(box.y + box.height).toBeGreaterThanOrEqual(380);
  });

  const line = sighting(200, 180, 64, 16);
  const isLine = ({ x, y, width, height }: Rectangle) =>
    height < 60 && y < 180 && y + height > 196 && x <= 200 && x + width >= 264;

  it('is only the line where all of a frozen picture stays and the evidence is faint', () => {
    const frozen = looks((luma) => draw(luma, 3, 0, 0, frame.width, frame.height));
    const { box } = stillAround(frozen, frame, inside, [line], faint).still!;
    expect(box).toSatisfy(isLine);
    expect(box.width).toBeGreaterThan(300);
  });

  it('is only the line where the evidence is faint and all around it stays as much', () => {
    const slow = looks((luma) => {
      for (let y = 12; y < frame.height - 12; y += 12)
        for (let x = 12; x < frame.width - 12; x += 18)
          for (let row = y; row < y + 4; row += 1) luma.fill(130, row * frame.width + x, row * frame.width + x + 3);
    });
    expect(stillAround(slow, frame, inside, [line], faint).still!.box.height).toBeLessThan(100);
    expect(stillAround(slow, frame, inside, [line], plain).still!.box.height).toBeGreaterThan(300);
  });

  it('is a code as well that is as high as the line beside it', () => {
    const printed = looks((luma) => draw(luma, 3, 120, 60, 400, 340));
    expect(stillAround(printed, frame, inside, [line], plain).still!.box.height).toBeGreaterThan(270);
  });

  /** A second picture that stands in the first, and a line in it. */
  const second = looks((luma) => {
    draw(luma, 4, 120, 60, 400, 340, [90, 115]);
    draw(luma, 5, 200, 180, 264, 196);
  });

  it('is only the line where it stands in a picture that stays, plain or not, also where it is sighted across', () => {
    expect(stillAround(second, frame, inside, [line], faint).still!.box).toSatisfy(isLine);
    const across = { ...sighting(220, 120, 32, 160), score: 0.4 * line.score, turned: true };
    expect(stillAround(second, frame, inside, [line, across], plain).still!.box).toSatisfy(isLine);
  });

  it('is not followed from a long line to what stays above and below it', () => {
    const texture = looks((luma) => {
      for (const x of [190, 280]) draw(luma, x, x, 90, x + 9, 290, [86, 114]);
      draw(luma, 6, 160, 180, 320, 196, [70, 130]);
    });
    expect(stillAround(texture, frame, inside, [sighting(156, 176, 168, 24)], plain).still!.box).toSatisfy(
      ({ y, height }: Rectangle) => y > 140 && y <= 180 && y + height >= 196 && y + height < 240,
    );
  });

  it('is what stayed before where in a picture that stays it is hardly sighted any more', () => {
    const { still } = stillAround(second, frame, inside, [line], plain);
    const stray = { ...sighting(150, 80, 48, 32), score: 0.5 };
    const later = stillAround(second, frame, inside, [stray], { best: 30, stays: still! });
    expect(later.still!.box).toSatisfy(isLine);
  });
});
