import type { Check } from '@endoveil/contracts';
import { failed, passed, unsure } from './check.js';
import type { VideoPass } from './video-pass.js';

const NAME = 'outside-black';
const PICTURE = 56;
const FAR = 16;
/** Grey levels above black that an encoder leaves far from and near to an edge (measured). */
const FAR_MAY_BE = 2;
const NEAR_MAY_BE = 48;
const SMALLEST_SHARE = 0.03;

/**
 * Finds the picture in the result by itself: the largest region that was ever bright. Everything else must have stayed
 * black, on every frame, because the brightest of all frames is looked at.
 */
export function checkOutsideBlack({ width, height, brightest, times }: VideoPass): Check {
  const region = largestBright(brightest, width);
  const size = region.reduce((sum, value) => sum + value, 0);
  if (size < SMALLEST_SHARE * region.length) return failed(NAME, 'result-blank', times.length, 'frames');
  const distance = distanceFrom(region, width, height, FAR);
  for (let i = 0; i < brightest.length; i += 1) {
    if (distance[i]! >= FAR && brightest[i]! > FAR_MAY_BE)
      return failed(NAME, 'outside-not-black', times.length, 'frames');
    if (distance[i]! > 1 && distance[i]! < FAR && brightest[i]! > PICTURE + NEAR_MAY_BE)
      return failed(NAME, 'outside-not-black', times.length, 'frames');
  }
  // a picture is one compact area; what has arms is a picture with an overlay grown on to it
  if (size < 0.7 * boundingArea(region, width))
    return unsure(NAME, 'candidate-unexplained', times.length, times.length, 'frames');
  // a frame that is all picture has no outside that could be judged
  if (size > 0.97 * region.length) return unsure(NAME, 'picture-fills-frame', times.length, times.length, 'frames');
  return passed(NAME, times.length, 'frames');
}

function largestBright(brightest: Uint8Array, width: number): Uint8Array {
  const label = new Int32Array(brightest.length);
  let best = { name: 0, size: 0 };
  let names = 0;
  const stack: number[] = [];
  for (let start = 0; start < brightest.length; start += 1) {
    if (brightest[start]! <= PICTURE || label[start] !== 0) continue;
    names += 1;
    label[start] = names;
    stack.push(start);
    let size = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      size += 1;
      const x = at % width;
      for (const to of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (to < 0 || to >= label.length || label[to] !== 0 || brightest[to]! <= PICTURE) continue;
        label[to] = names;
        stack.push(to);
      }
    }
    if (size > best.size) best = { name: names, size };
  }
  return Uint8Array.from(label, (name) => (name === best.name && name !== 0 ? 1 : 0));
}

/** Chessboard distance in pixels, up to `most`; 0 inside. */
function distanceFrom(region: Uint8Array, width: number, height: number, most: number): Uint8Array {
  const distance = Uint8Array.from(region, (value) => (value === 1 ? 0 : most));
  const relax = (i: number, to: number) => {
    if (distance[to]! + 1 < distance[i]!) distance[i] = distance[to]! + 1;
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      if (x > 0) relax(i, i - 1);
      if (y > 0) relax(i, i - width);
      if (x > 0 && y > 0) relax(i, i - width - 1);
      if (x < width - 1 && y > 0) relax(i, i - width + 1);
    }
  for (let y = height - 1; y >= 0; y -= 1)
    for (let x = width - 1; x >= 0; x -= 1) {
      const i = y * width + x;
      if (x < width - 1) relax(i, i + 1);
      if (y < height - 1) relax(i, i + width);
      if (x < width - 1 && y < height - 1) relax(i, i + width + 1);
      if (x > 0 && y < height - 1) relax(i, i + width - 1);
    }
  return distance;
}

function boundingArea(region: Uint8Array, width: number): number {
  let [left, right, top, bottom] = [width, 0, Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < region.length; i += 1) {
    if (region[i] === 0) continue;
    const x = i % width;
    const y = (i - x) / width;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  return (right - left + 1) * (bottom - top + 1);
}
