import { describe, expect, it } from 'vitest';
import { letterRows } from './letter-rows.js';

const WIDTH = 320;
const HEIGHT = 180;

/** A soft, lit surface: brighter towards the middle. */
function surface(): Uint8Array {
  const gray = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) gray[y * WIDTH + x] = 140 - Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) / 3;
  return gray;
}

const fill = (gray: Uint8Array, x: number, y: number, width: number, height: number, value: number) => {
  for (let row = y; row < y + height; row += 1) gray.fill(value, row * WIDTH + x, row * WIDTH + x + width);
};

/** An H of eight by twelve pixels. */
const CONTRAST = 30;

const letter = (gray: Uint8Array, x: number, y: number, value: number) => {
  fill(gray, x, y, 2, 12, value);
  fill(gray, x + 6, y, 2, 12, value);
  fill(gray, x, y + 5, 8, 2, value);
};

const word = (value: number, letters = 7) => {
  const gray = surface();
  for (let i = 0; i < letters; i += 1) letter(gray, 100 + 12 * i, 80, value);
  return { width: WIDTH, height: HEIGHT, gray };
};

describe('rows of letters', () => {
  it.each([
    ['bright', 250],
    ['dark', 10],
  ])('are seen when %s', (_, value) => {
    const rows = letterRows(word(value), CONTRAST);
    const row = rows.find(({ letters }) => letters === 7);
    expect(row).toBeDefined();
    expect(row!.x).toBeLessThanOrEqual(100);
    expect(row!.x + row!.width).toBeGreaterThanOrEqual(100 + 12 * 6 + 8);
    expect(row!.y).toBeLessThanOrEqual(80);
    expect(row!.y + row!.height).toBeGreaterThanOrEqual(92);
    expect(row!.gray).toHaveLength(row!.width * row!.height);
  });

  it('are cut out with the letters in them', () => {
    const [row] = letterRows(word(250), CONTRAST);
    expect(row!.gray.filter((value) => value === 250)).toHaveLength(7 * (2 * 2 * 12 + 4 * 2));
  });

  it('stand upright for OCR also when there are four of them only', () => {
    expect(letterRows(word(250, 4), CONTRAST)).toHaveLength(1);
    expect(letterRows(word(250, 3), CONTRAST)).toHaveLength(0);
  });

  it('are not seen in a soft surface, nor in one wet light', () => {
    const gray = surface();
    expect(letterRows({ width: WIDTH, height: HEIGHT, gray }, CONTRAST)).toEqual([]);
    fill(gray, 60, 60, 14, 9, 255);
    expect(letterRows({ width: WIDTH, height: HEIGHT, gray }, CONTRAST)).toEqual([]);
  });

  it('are seen at the very edge of the picture', () => {
    const gray = new Uint8Array(WIDTH * HEIGHT);
    for (let i = 0; i < 6; i += 1) letter(gray, 12 * i, 0, 230);
    for (let i = 0; i < 6; i += 1) letter(gray, WIDTH - 8 - 12 * i, HEIGHT - 12, 230);
    const rows = letterRows({ width: WIDTH, height: HEIGHT, gray }, CONTRAST);
    expect(rows.map(({ letters }) => letters)).toEqual([6, 6]);
    for (const { x, y, width, height } of rows) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(WIDTH);
      expect(y + height).toBeLessThanOrEqual(HEIGHT);
    }
  });
});
