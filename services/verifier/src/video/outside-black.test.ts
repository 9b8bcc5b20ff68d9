import { describe, expect, it } from 'vitest';
import { type ExtremesOf, lookOutside } from './outside-black.js';

const [width, height] = [320, 240];
/** Grey levels above black. */
type Paint = (x: number, y: number) => number;
const rectangle =
  (left: number, top: number, wide: number, high: number, value = 180): Paint =>
  (x, y) =>
    x >= left && x < left + wide && y >= top && y < top + high ? value : 0;
const picture = rectangle(96, 32, 192, 160);
const seen = (paints: readonly Paint[], colour: Paint = () => 0): ExtremesOf => ({
  width,
  height,
  brightest: Uint8Array.from(
    { length: width * height },
    (_, i) => 16 + Math.max(...paints.map((paint) => paint(i % width, Math.floor(i / width)))),
  ),
  colour: Uint8Array.from({ length: (width * height) / 4 }, (_, i) =>
    colour((i % (width / 2)) * 2, Math.floor(i / (width / 2)) * 2),
  ),
});

const without =
  (box: readonly [left: number, top: number, wide: number, high: number]) =>
  (paint: Paint): Paint =>
  (x, y) =>
    rectangle(...box)(x, y) ? 0 : paint(x, y);

const octagon: Paint = (x, y) => (picture(x, y) && x - 96 + (y - 32) > 40 && 288 - x + (192 - y) > 40 ? 180 : 0);
const circle: Paint = (x, y) => ((x - 180) ** 2 + (y - 120) ** 2 < 90 ** 2 ? 180 : 0);
const vignette: Paint = (x, y) => Math.max(0, 200 - 2.2 * Math.hypot(x - 180, y - 120));
/** What a lossy encoder leaves beside an edge. */
const ringing: Paint = (x, y) => (x >= 88 && x < 96 && y >= 32 && y < 192 ? 33 : 0);

describe('black outside the picture', () => {
  it.each<[string, readonly Paint[]]>([
    ['a rectangle', [picture]],
    ['an octagon', [octagon]],
    ['a circle', [circle]],
    ['a picture that darkens towards its rim', [vignette]],
    ['a dark part that hangs together with the picture', [picture, rectangle(60, 60, 40, 100, 9)]],
    ['what the encoder leaves beside the edge', [picture, ringing]],
    ['a mask in the middle of the picture', [(x, y) => (rectangle(140, 80, 100, 30)(x, y) ? 0 : picture(x, y))]],
    ['a mask that leaves a sliver of the picture at its side', [without([200, 80, 82, 30])(picture)]],
    ['a mask over whose end a wedge of a circle is left', [without([180, 100, 100, 18])(circle)]],
  ])('%s passes', (_, paints) => {
    expect(lookOutside(seen(paints)).reason).toBeUndefined();
  });

  it.each<[string, ExtremesOf, string]>([
    ['a stroke far away', seen([picture, rectangle(10, 60, 40, 3)]), 'outside-not-black'],
    ['a faint stroke far away', seen([picture, rectangle(10, 60, 40, 3, 3)]), 'outside-not-black'],
    ['one pixel far away', seen([picture, rectangle(10, 60, 1, 1)]), 'outside-not-black'],
    ['a stroke near the picture', seen([picture, rectangle(84, 60, 3, 14, 60)]), 'outside-not-black'],
    ['a stroke that touches the picture', seen([picture, rectangle(40, 60, 60, 6)]), 'outside-not-black'],
    ['colour without light', seen([picture], rectangle(10, 60, 40, 12, 20)), 'outside-not-black'],
    ['a stroke that touches a cut corner', seen([octagon, rectangle(90, 50, 34, 5)]), 'outside-not-black'],
    [
      'a stroke that touches the picture beside a mask',
      seen([without([200, 80, 82, 30])(picture), rectangle(286, 90, 20, 5)]),
      'outside-not-black',
    ],
    ['a second picture', seen([picture, rectangle(8, 150, 60, 60)]), 'outside-not-black'],
    ['a panel that is grown on to the picture', seen([picture, rectangle(0, 180, 320, 60)]), 'candidate-unexplained'],
    ['nothing at all', seen([() => 0]), 'result-blank'],
    ['a spot', seen([rectangle(100, 100, 30, 30)]), 'result-blank'],
    ['a picture that fills the frame', seen([() => 180]), 'picture-fills-frame'],
  ])('%s does not: %#', (_, extremes, reason) => {
    expect(lookOutside(extremes).reason).toBe(reason);
  });
});
