import { describe, expect, it } from 'vitest';
import { whatStays } from './what-stays.js';

const [WIDTH, HEIGHT] = [320, 180];
const inside = new Uint8Array(WIDTH * HEIGHT).fill(1);
const line = { x: 80, y: 64, width: 160, height: 16 };
const area = { x: 56, y: 40, width: 208, height: 64 };

/** Stems on a texture that stands still as well, both drawn once: the camera does not move. */
function frozen(contrastAt: (x: number) => number, texture = 8): Uint8Array[] {
  const luma = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const isStem = y >= line.y && y < line.y + line.height && x >= line.x && x < line.x + line.width && x % 8 < 3;
      const ground = 90 + Math.round(texture * (Math.sin(x / 3) + Math.cos(y / 3)));
      luma[y * WIDTH + x] = ground + (isStem ? contrastAt(x) : 0);
    }
  return Array.from({ length: 9 }, () => luma);
}

describe('what stays', () => {
  it('is the writing, not the faint texture around it, where the camera stands still', () => {
    const { box } = whatStays(
      frozen(() => 120),
      WIDTH,
      area,
      inside,
      line,
    )!;
    expect(box.x).toBeLessThanOrEqual(line.x + 1);
    expect(box.x + box.width).toBeGreaterThanOrEqual(line.x + line.width - 6);
    expect(box.y).toBeLessThanOrEqual(line.y);
    expect(box.y + box.height).toBeGreaterThanOrEqual(line.y + line.height);
    expect(box.width * box.height).toBeLessThan(1.5 * line.width * line.height);
  });

  it('is a line up to its end, where it fades to a tenth of its contrast', () => {
    const looks = frozen((x) => 120 * 0.1 ** ((x - line.x) / line.width), 1);
    const { box } = whatStays(looks, WIDTH, area, inside, { ...line, width: 80 })!;
    expect(box.x).toBeLessThanOrEqual(line.x + 1);
    expect(box.x + box.width).toBeGreaterThanOrEqual(line.x + line.width - 8);
  });

  it('is there also where too few edges are left without the fainter ones', () => {
    // one high spot where the line was sighted, and a line a tenth as high beside it
    const luma = Uint8Array.from(frozen(() => 12, 0)[0]!);
    for (let y = 68; y < 72; y += 1) luma.fill(250, y * WIDTH + 80, y * WIDTH + 84);
    const looks = Array.from({ length: 9 }, () => luma);
    const { box } = whatStays(looks, WIDTH, { ...area, width: 60 }, inside, { x: 80, y: 68, width: 8, height: 4 })!;
    expect(box.x + box.width).toBeGreaterThanOrEqual(106);
  });

  it('is all of it where nothing is plainer than the rest', () => {
    const { box } = whatStays(
      frozen(() => 14),
      WIDTH,
      area,
      inside,
      line,
    )!;
    expect(box.width * box.height).toBeGreaterThan(0.8 * area.width * area.height);
  });
});
