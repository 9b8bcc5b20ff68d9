import { describe, expect, it } from 'vitest';
import { LayoutWatch } from './layout-watch.js';
import { isInside, type Picture } from './picture.js';
import type { SampleFrame } from './sample-statistics.js';

const WIDTH = 160;
const HEIGHT = 90;
const picture: Picture = { shape: 'octagon', box: { x: 50, y: 3, width: 104, height: 84 }, cuts: [18, 18, 18, 18] };

type Colour = readonly [number, number, number];
const exam = ({ inside = [150, 80, 70], outside = [0, 0, 0] }: { inside?: Colour; outside?: Colour } = {}) => {
  const rgb = new Uint8Array(3 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) rgb.set(isInside(picture, x, y) ? inside : outside, 3 * (y * WIDTH + x));
  return { width: WIDTH, height: HEIGHT, rgb };
};
const withClock = (frame: SampleFrame, at: number) => {
  for (let y = 10; y < 18; y += 1) frame.rgb.fill(220, 3 * (y * WIDTH + 4 + at), 3 * (y * WIDTH + 14 + at));
  return frame;
};
const watch = new LayoutWatch(
  picture,
  Array.from({ length: 9 }, (_, i) => withClock(exam(), i)),
);

describe('a frame of another layout', () => {
  it('is not one whose clock goes on, nor one that is dark or differently lit', () => {
    expect(watch.hasLayout(withClock(exam(), 20))).toBe(true);
    expect(watch.hasLayout(exam({ inside: [60, 30, 26] }))).toBe(true);
    expect(watch.hasLayout(exam({ inside: [235, 200, 190] }))).toBe(true);
  });

  it('is a menu beside the picture', () => {
    expect(watch.hasLayout(exam({ outside: [90, 90, 95] }))).toBe(false);
  });

  it('is a picture that has grown over its place', () => {
    expect(watch.hasLayout(exam({ outside: [150, 80, 70] }))).toBe(false);
  });

  it('is a grey worklist where the picture was', () => {
    expect(watch.hasLayout(exam({ inside: [200, 200, 200] }))).toBe(false);
  });

  it('is told for every single frame, whatever came before', () => {
    const answers = [exam(), exam({ outside: [90, 90, 95] }), exam()].map((frame) => watch.hasLayout(frame));
    expect(answers).toEqual([true, false, true]);
  });
});
