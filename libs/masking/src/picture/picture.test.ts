import { describe, expect, it } from 'vitest';
import { isInside, maskOf, type Picture, scaled } from './picture.js';

const octagon: Picture = { shape: 'octagon', box: { x: 20, y: 10, width: 60, height: 40 }, cuts: [12, 8, 16, 4] };
const shapes: Picture[] = [octagon, { ...octagon, shape: 'ellipse' }, { ...octagon, cuts: [0, 0, 0, 0] }];

const isBeyond = (i: number) => i % 100 < 20 || i % 100 >= 80 || i < 1000 || i >= 5000;
const areaOf = (mask: Uint8Array) => mask.reduce((all, value) => all + value, 0);
/** Twice the steps along a diagonal until the picture begins. */
const edge = (x: number, y: number, dx: number, dy: number) => {
  let steps = 0;
  while (!isInside(octagon, x + dx * steps, y + dy * steps)) steps += 1;
  return 2 * steps;
};

describe.each(shapes)('the mask of an $shape with cuts $cuts', (picture) => {
  it('holds nothing beyond its box', () => {
    const beyond = maskOf(picture, 100, 60).filter((_, i) => isBeyond(i));
    expect(beyond.length).toBe(6000 - 60 * 40);
    expect(areaOf(beyond)).toBe(0);
  });

  it('shrinks on every side: what is left is that far from the outside', () => {
    const inset = 3;
    const far = Array.from({ length: 8 }, (_, i) => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)]);
    const left = Array.from({ length: 6000 }, (_, i) => [i % 100, Math.floor(i / 100)] as const).filter(([x, y]) =>
      isInside(picture, x, y, inset),
    );
    const tooNear = left.filter(([x, y]) =>
      far.some(([dx, dy]) => !isInside(picture, x + dx! * inset * 0.999, y + dy! * inset * 0.999)),
    );
    expect(left.length).toBeGreaterThan(1000);
    expect(tooNear).toEqual([]);
  });

  it.each([-2.5, 0, 3, 40])('holds exactly the pixels that lie inside, shrunk by %f', (inset) => {
    const mask = maskOf(picture, 100, 60, inset);
    expect([...mask]).toEqual(
      Array.from(mask, (_, i) => (isInside(picture, i % 100, Math.floor(i / 100), inset) ? 1 : 0)),
    );
  });

  it('is the same one in a larger frame', () => {
    const large = maskOf(scaled(picture, 2, 2), 200, 120);
    const small = maskOf(picture, 100, 60);
    expect(areaOf(large) / areaOf(small)).toBeGreaterThan(3.9);
    expect(areaOf(large) / areaOf(small)).toBeLessThan(4.1);
  });
});

it('cuts each corner by its own length, clockwise from the top left', () => {
  expect([edge(20, 10, 1, 1), edge(79, 10, -1, 1), edge(79, 49, -1, -1), edge(20, 49, 1, -1)]).toEqual([12, 8, 16, 4]);
});
