import { describe, expect, it } from 'vitest';
import { SteadyRim } from './steady-rim.js';

const [width, height] = [240, 160];
const inPicture = (x: number, y: number) => x >= 80 && x < 220 && y >= 20 && y < 140;
type Paint = (x: number, y: number, time: number) => number | undefined;
const tissue: Paint = (x, y, time) => (inPicture(x, y) ? 60 + ((x * 3 + y * 5 + time * 31) % 90) : undefined);
const strip =
  (value: number, wide = 8): Paint =>
  (x, y) =>
    x >= 80 - wide && x < 80 && y >= 40 && y < 100 ? value : undefined;
const light: Paint = (x, y) => (Math.hypot(x - 84, y - 80) < 30 && inPicture(x, y) ? 230 : undefined);

function hasStrip(paints: readonly Paint[], moves = true): boolean {
  const rim = new SteadyRim(width, height);
  const inside = new Uint8Array(width * height);
  for (let time = 0; time < 6; time += 1) {
    const luma = Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      for (const paint of paints) {
        const value = paint(x, y, moves ? time : 0);
        if (value !== undefined) return value;
      }
      return 16;
    });
    rim.see(luma);
    for (const [i, value] of luma.entries()) if (value > 28) inside[i] = 1;
  }
  return rim.hasStrip(inside);
}

describe('a strip beside the picture', () => {
  it('that stands still while the picture moves is seen', () => {
    expect(hasStrip([strip(140), tissue])).toBe(true);
  });

  it.each<[string, readonly Paint[], boolean]>([
    ['no strip', [tissue], true],
    ['a dark one', [strip(50), tissue], true],
    ['the encoder’s line at an edge', [strip(140, 2), tissue], true],
    ['a wet light at the rim', [light, tissue], true],
    ['a picture that stands still', [strip(140), tissue], false],
  ])('%s is not', (_, paints, moves) => {
    expect(hasStrip(paints, moves)).toBe(false);
  });
});
