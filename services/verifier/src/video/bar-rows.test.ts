import { describe, expect, it } from 'vitest';
import { barRows } from './bar-rows.js';
import type { Shape } from './letter-shapes.js';

/** A bar with this middle, turned by so many degrees. */
function bar(x: number, y: number, length: number, thick: number, degrees: number): Shape {
  const turn = (degrees * Math.PI) / 180;
  const wide = length * Math.abs(Math.sin(turn)) + thick * Math.abs(Math.cos(turn));
  const high = length * Math.abs(Math.cos(turn)) + thick * Math.abs(Math.sin(turn));
  return {
    ...{ left: Math.round(x - wide / 2), right: Math.round(x + wide / 2) - 1 },
    ...{ top: Math.round(y - high / 2), bottom: Math.round(y + high / 2) - 1 },
    ...{ size: Math.round(length * thick), pieces: Math.round(high), contrast: 90 },
  };
}

/** Bars side by side on a line that is turned by so many degrees, of uneven thickness. */
function code(degrees: number, count = 20, lengthOf: (place: number) => number = () => 40): Shape[] {
  const turn = (degrees * Math.PI) / 180;
  return Array.from({ length: count }, (_, i) =>
    bar(200 + i * 9 * Math.cos(turn), 200 + i * 9 * Math.sin(turn), lengthOf(i), 2 + (i % 3) * 2, degrees),
  );
}

describe('the bars of a code', () => {
  it.each([0, 8, -17, 35, 55, 90])('are a row when the code is turned by %i degrees', (degrees) => {
    expect(barRows(code(degrees)).map(({ length }) => length)).toContain(20);
  });

  it.each<[string, Shape[]]>([
    ['a few', code(0, 8)],
    ['of many lengths', code(0, 20, (i) => 20 + ((i * 7) % 30))],
    ['blobs', code(0, 20, () => 7)],
    ['strokes that lean all ways', code(0).map((one, i) => bar((one.left + one.right) / 2, 200, 40, 3, (i * 37) % 90))],
    [
      'bars on a slope, upright themselves',
      Array.from({ length: 20 }, (_, i) => bar(200 + 9 * i, 200 + 9 * i, 40, 3, 0)),
    ],
    ['scattered', Array.from({ length: 40 }, (_, i) => bar((i * 97) % 500, (i * 61) % 300, 40, 3, 0))],
  ])('are not %s', (_, shapes) => {
    expect(barRows(shapes)).toEqual([]);
  });
});
