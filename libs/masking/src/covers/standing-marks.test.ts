import { describe, expect, it } from 'vitest';
import { StandingMarks } from './standing-marks.js';

const frame = { width: 480, height: 320 };
const inside = new Uint8Array(frame.width * frame.height);
for (let y = 10; y < 310; y += 1) inside.fill(1, y * frame.width + 10, y * frame.width + 470);
const margins = { slow: 20, sudden: 3, around: 8 };
const FRAMES = 100;

type Draw = (luma: Uint8Array, index: number) => void;

/** Tissue with edges of its own that drifts, and what is drawn over it. */
function tissue(index: number, step = 3): Uint8Array {
  const luma = new Uint8Array(inside.length);
  for (let y = 0; y < frame.height; y += 1)
    for (let x = 0; x < frame.width; x += 1)
      luma[y * frame.width + x] = 110 + 40 * Math.sin((x + step * index) / 4) * Math.cos((y - step * index) / 5);
  return luma;
}

const grey = () => new Uint8Array(inside.length / 4).fill(128);

/** Letters along a line that falls by 45 degrees. */
const AT = Array.from({ length: 14 }, (_, i) => ({ x: 120 + 12 * i, y: 80 + 12 * i }));
const slanted: Draw = (luma) => {
  for (const { x, y } of AT)
    for (let row = 0; row < 10; row += 1)
      for (const column of [0, 1, 5, 6]) luma[(y + row) * frame.width + x + column] = 10;
};

function covers(draw: Draw, step?: number, covered: ReturnType<StandingMarks['beside']> = [], tint?: Draw) {
  const marks = new StandingMarks(frame, margins);
  for (let index = 0; index < FRAMES; index += 1) {
    const luma = tissue(index, step);
    draw(luma, index);
    const colour = grey();
    tint?.(colour, index);
    marks.see(index, { y: luma, u: grey(), v: colour }, inside);
  }
  return marks.beside(covered, FRAMES);
}

/** As a decoder hands frames in: each in the memory of the one before, which Node calls a `Buffer`. */
function coversInOneMemory(draw: Draw) {
  const marks = new StandingMarks(frame, margins);
  const [y, u, v] = [1, 4, 4].map((times) => Buffer.alloc(inside.length / times, 128)) as [Buffer, Buffer, Buffer];
  for (let index = 0; index < FRAMES; index += 1) {
    y.set(tissue(index));
    draw(y, index);
    marks.see(index, { y, u, v }, inside);
  }
  return marks.beside([], FRAMES);
}

const isCovered = (found: ReturnType<typeof covers>, index: number) =>
  AT.every(({ x, y }) =>
    found.some(
      ({ box, first, last }) =>
        first <= index &&
        last >= index &&
        box.x <= x &&
        box.y <= y &&
        box.x + box.width >= x + 7 &&
        box.y + box.height >= y + 10,
    ),
  );

describe('what stands while the tissue moves', () => {
  it('is found in frames that lie one after the other in the same memory', () => {
    expect(coversInOneMemory(slanted)).toEqual(covers(slanted));
    expect(coversInOneMemory(slanted)).not.toEqual([]);
  });

  it('is covered though nobody sighted it, as one, also where it is slanted, and not much more', () => {
    const found = covers(slanted);
    for (let index = 0; index < FRAMES; index += 1) expect(isCovered(found, index), `frame ${index}`).toBe(true);
    const line = { width: 12 * AT.length + 10, height: 12 * AT.length + 10 };
    for (const { box } of found) {
      expect(box.width).toBeGreaterThanOrEqual(line.width - 12);
      expect(box.height).toBeGreaterThanOrEqual(line.height - 12);
      expect(Math.max(box.width - line.width, box.height - line.height)).toBeLessThan(2 * margins.around + 40);
    }
  });

  it('is covered from before it came until after it went', () => {
    const found = covers((luma, index) => (index >= 31 && index <= 90 ? slanted(luma, index) : undefined));
    for (let index = 31; index <= 90; index += 1) expect(isCovered(found, index), `frame ${index}`).toBe(true);
    expect(Math.min(...found.map(({ first }) => first))).toBeGreaterThan(0);
  });

  it('is nothing where only tissue is, and where the camera stands still', () => {
    expect(covers(() => undefined)).toEqual([]);
    expect(covers(slanted, 0)).toEqual([]);
  });

  it('is left to what covers it already', () => {
    const box = { x: 100, y: 60, width: 220, height: 220 };
    expect(covers(slanted, 3, [{ box, first: 0, last: FRAMES - 1 }])).toEqual([]);
    expect(covers(slanted, 3, [{ box: { ...box, width: 100 }, first: 0, last: FRAMES - 1 }])).not.toEqual([]);
  });

  it('is covered where a few low edges of colour tell of it, for two seconds', () => {
    const small: Draw = (colour) => {
      for (let letter = 0; letter < 8; letter += 1)
        for (let row = 0; row < 4; row += 1)
          for (const column of [0, 2]) colour[(60 + row) * (frame.width / 2) + 80 + 5 * letter + column] = 121;
    };
    const found = covers(() => undefined, 3, [], small);
    for (let index = 0; index < FRAMES; index += 1)
      expect(
        found.some(
          ({ box, first, last }) =>
            first <= index &&
            last >= index &&
            box.x <= 160 &&
            box.y <= 120 &&
            box.x + box.width >= 236 &&
            box.y + box.height >= 128,
        ),
        `frame ${index}`,
      ).toBe(true);
    const shortly: Draw = (colour, index) => (index >= 24 && index <= 48 ? small(colour, index) : undefined);
    expect(covers(() => undefined, 3, [], shortly)).toEqual([]);
    expect(covers(() => undefined, 0, [], small)).toEqual([]);
  });

  it('is covered along its sides where it is a frame: what it stands around is not covered', () => {
    const [left, top, right, bottom] = [146, 90, 333, 229];
    const framed: Draw = (luma) => {
      for (let y = top; y <= bottom; y += 1)
        for (let x = left; x <= right; x += 1) {
          const deep = Math.min(x - left, right - x, y - top, bottom - y);
          if (deep < 4) luma[y * frame.width + x] = deep < 2 ? 10 : 200;
        }
    };
    const found = covers(framed);
    const holdsPoint = (x: number, y: number) =>
      found.some(({ box }) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
    for (let x = left; x <= right; x += 1) expect(holdsPoint(x, top) && holdsPoint(x, bottom), `${x}`).toBe(true);
    for (let y = top; y <= bottom; y += 1) expect(holdsPoint(left, y) && holdsPoint(right, y), `${y}`).toBe(true);
    expect(holdsPoint(240, 160)).toBe(false);
  });

  it('is not the rim of the picture', () => {
    const rim: Draw = (luma) => {
      for (let y = 0; y < frame.height; y += 1) for (const x of [14, 18, 22]) luma[y * frame.width + x] = 230;
    };
    expect(covers(rim)).toEqual([]);
  });
});
