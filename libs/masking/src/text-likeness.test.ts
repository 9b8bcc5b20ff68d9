import { describe, expect, it } from 'vitest';
import type { Rectangle } from './picture.js';
import { findTextLike } from './text-likeness.js';

const WIDTH = 640;
const HEIGHT = 360;
const everywhere = new Uint8Array(WIDTH * HEIGHT).fill(1);

/** Letters of a 5 by 7 grid: enough for a name. */
const glyphs: Readonly<Record<string, string>> = {
  M: '10001 11011 10101 10001 10001 10001 10001',
  U: '10001 10001 10001 10001 10001 10001 01110',
  E: '11111 10000 10000 11110 10000 10000 11111',
  L: '10000 10000 10000 10000 10000 10000 11111',
  R: '11110 10001 10001 11110 10100 10010 10001',
  I: '01110 00100 00100 00100 00100 00100 01110',
  A: '01110 10001 10001 11111 10001 10001 10001',
  N: '10001 11001 10101 10011 10001 10001 10001',
};

/** Mucosa: soft light and shade. */
function mucosa(): Uint8Array {
  const gray = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) gray[y * WIDTH + x] = 115 + 45 * Math.sin(x / 60) * Math.cos(y / 45);
  return gray;
}

function write(gray: Uint8Array, text: string, left: number, top: number, size: number, value: number): Rectangle {
  for (const [i, letter] of [...text].entries())
    for (const [row, bits] of (glyphs[letter] ?? '').split(' ').entries())
      for (const [column, bit] of [...bits].entries())
        if (bit === '1')
          for (let y = 0; y < size; y += 1) {
            const at = (top + row * size + y) * WIDTH + left + (i * 6 + column) * size;
            gray.fill(value, at, at + size);
          }
  return { x: left, y: top, width: (text.length * 6 - 1) * size, height: 7 * size };
}

const find = (gray: Uint8Array, inside = everywhere) => findTextLike({ width: WIDTH, height: HEIGHT, gray }, inside);
const covers = (boxes: readonly Rectangle[], { x, y, width, height }: Rectangle) =>
  boxes.some((box) => box.x <= x && box.y <= y && box.x + box.width >= x + width && box.y + box.height >= y + height);

describe('writing in the picture', () => {
  it.each([
    ['white on tissue', 'MUELLER', 240, 2],
    ['black on tissue', 'MUELLER', 5, 2],
    ['large', 'MARIANNE', 235, 3],
    ['small', 'MARIANNE', 235, 1],
    ['faint', 'MUELLER', 190, 2],
  ])('is covered whole: %s', (_, text, value, size) => {
    const gray = mucosa();
    const place = write(gray, text, 210, 150, size, value);
    expect(covers(find(gray), place)).toBe(true);
  });

  it('is covered wherever it stands, not only on a tile', () => {
    for (let shift = 0; shift < 16; shift += 1) {
      const gray = mucosa();
      const place = write(gray, 'MUELLER', 200 + shift, 140 + (shift % 8), 2, 240);
      expect(covers(find(gray), place), `shifted by ${shift}`).toBe(true);
    }
  });

  it('is one box for each line, not the whole picture', () => {
    const gray = mucosa();
    write(gray, 'MUELLER', 120, 60, 2, 240);
    write(gray, 'MARIANNE', 400, 280, 2, 240);
    const boxes = find(gray);
    expect(boxes).toHaveLength(2);
    expect(Math.max(...boxes.map(({ width, height }) => width * height))).toBeLessThan(0.1 * WIDTH * HEIGHT);
  });
});

describe('what is no writing', () => {
  it('is soft tissue', () => {
    expect(find(mucosa())).toEqual([]);
  });

  it('is a round wet light, however bright', () => {
    const gray = mucosa();
    for (const [x, y, radius] of [
      [150, 100, 4],
      [300, 200, 7],
      [320, 215, 3],
      [480, 90, 12],
    ] as const)
      for (let dy = -radius; dy <= radius; dy += 1)
        for (let dx = -radius; dx <= radius; dx += 1)
          if (Math.hypot(dx, dy) <= radius) gray[(y + dy) * WIDTH + x + dx] = 255;
    expect(find(gray)).toEqual([]);
  });

  it('is the edge of the picture', () => {
    const inside = new Uint8Array(WIDTH * HEIGHT);
    const gray = new Uint8Array(WIDTH * HEIGHT);
    for (let y = 40; y < 320; y += 1) {
      inside.fill(1, y * WIDTH + 102, y * WIDTH + 538);
      gray.fill(140, y * WIDTH + 100, y * WIDTH + 540);
    }
    expect(find(gray, inside)).toEqual([]);
  });

  it('is what stands outside of the picture', () => {
    const gray = mucosa();
    write(gray, 'MUELLER', 20, 100, 2, 240);
    const inside = new Uint8Array(WIDTH * HEIGHT);
    for (let y = 0; y < HEIGHT; y += 1) inside.fill(1, y * WIDTH + 300, (y + 1) * WIDTH);
    expect(find(gray, inside)).toEqual([]);
  });
});
