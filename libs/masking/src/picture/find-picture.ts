import type { ReasonCode } from '@endoveil/contracts';
import { fitEllipse, type Point } from './fit-ellipse.js';
import { type Picture, type Rectangle, rowInside } from './picture.js';
import { grown, largestRegion, type Plane, shrunk } from '../regions.js';
import { type SampleStatistics, statisticsOf } from './sample-statistics.js';
import type { YuvFrame } from '../yuv-frame.js';

export type Geometry =
  | {
      readonly found: true;
      readonly picture: Picture;
      /** 0 to 1: how well the model explains what was seen. */ readonly confidence: number;
    }
  | { readonly found: false; readonly reason: ReasonCode; readonly confidence: number };

/** A model that explains less than this of what was seen is a guess. */
export const CERTAIN_ENOUGH = 0.93;
const SMALLEST_AREA = 0.06;
const FILLS = 0.97;
/** Darker than this at its brightest (studio range) nothing was shown. */
const SHOWN = 40;
const MOVES = 3.5;
const COLOURED = 8;
/** What has both may be dull tissue; a panel stands still, and what makes a grey one noisy gives it no colour. */
const MOVES_LITTLE = 1.2;
const HARDLY_COLOURED = 2.5;
/** Share of its region: a shape with dull tissue fits better by so much, or what is seen for sure counts. */
const CLEARLY = 0.003;
/** Of a box's shorter side: how much of a cut may be lit; the share of a diagonal that must be; and pixels that do not tell. */
const SMALL_CUT = 0.15;
const ALL_LIT = 0.97;
const BLURRED = 4;
/** So far from the box's sides its rows are half picture, half ground. */
const EDGE = 2;

/**
 * Finds the endoscope picture: what moves or has colour, in one piece, in a shape that endoscopes make. Overlays are
 * grey and stand still; a clock moves but is thin; a dark or frozen picture still has colour. Fails closed.
 */
export function findPicture(frames: readonly YuvFrame[]): Geometry {
  const guess = guessPicture(frames);
  if (!guess.found || guess.confidence >= CERTAIN_ENOUGH) return guess;
  return { found: false, reason: 'geometry-uncertain', confidence: guess.confidence };
}

/** The same, however little of what was seen the picture explains. */
export function guessPicture(frames: readonly YuvFrame[]): Geometry {
  const statistics = statisticsOf(frames);
  const region = pictureRegion(statistics);
  const area = region.set.reduce((sum, value) => sum + value, 0);
  if (area < SMALLEST_AREA * region.set.length) return { found: false, reason: 'picture-not-found', confidence: 0 };
  const box = boundsOf(region);
  if (box.width >= FILLS * region.width && box.height >= FILLS * region.height && area > 0.9 * region.set.length)
    return { found: false, reason: 'picture-fills-frame', confidence: 0 };
  const sure = bestModel(region, box, statistics);
  // nothing fits clearly better than that
  if (sure.confidence + CLEARLY >= 1) return { found: true, ...sure };
  const dull = pictureRegion(statistics, box);
  const guessed = bestModel(dull, boundsOf(dull), statistics);
  return { found: true, ...(guessed.confidence > sure.confidence + CLEARLY ? guessed : sure) };
}

/** What moves or has colour; within `box` also what does both a little. */
function pictureRegion({ width, height, brightest, motion, colour }: SampleStatistics, box?: Rectangle): Plane {
  const set = new Uint8Array(width * height);
  const half = width >> 1;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      if (brightest[i]! <= SHOWN) continue;
      const hue = colour[(y >> 1) * half + (x >> 1)]!;
      if (motion[i]! > MOVES || hue > COLOURED) set[i] = 1;
      else if (box && motion[i]! > MOVES_LITTLE && hue > HARDLY_COLOURED && isWithin(box, x, y)) set[i] = 1;
    }
  // strokes of a clock are thinner than this; gaps within a picture are narrower
  const stroke = Math.max(1, Math.round(width / 240));
  const gap = Math.max(2, Math.round(width / 120));
  const solid = grown(shrunk({ width, height, set }, stroke), stroke);
  const whole = largestRegion(shrunk(grown(solid, gap), gap));
  // what hangs on it by a thin bridge is an overlay that came too close
  return largestRegion(grown(shrunk(whole, 2 * gap), 2 * gap));
}

const isWithin = (box: Rectangle, x: number, y: number) =>
  x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;

function boundsOf({ width, height, set }: Plane): Rectangle {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (set[y * width + x] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function bestModel(
  region: Plane,
  box: Rectangle,
  statistics: SampleStatistics,
): { picture: Picture; confidence: number } {
  const models: Picture[] = [
    { shape: 'rectangle', box, cuts: [0, 0, 0, 0] },
    { shape: 'octagon', box, cuts: withoutLit(cutsOf(region, box), box, statistics) },
    { shape: 'ellipse', box, cuts: [0, 0, 0, 0] },
  ];
  const ellipse = fitEllipse(roundEdgeOf(region, box));
  if (ellipse) models.push({ shape: 'ellipse', box, cuts: [0, 0, 0, 0], ellipse });
  return models
    .map((picture) => ({ picture, confidence: overlap(region, picture) }))
    .reduce((best, next) => (next.confidence > best.confidence ? next : best));
}

/** Along each diagonal: how far from the box's corner the region begins. A cut of `c` is met at half of it, at the latest. */
function cutsOf({ width, set }: Plane, box: Rectangle): Picture['cuts'] {
  const depth = (x: number, y: number, dx: 1 | -1, dy: 1 | -1) => {
    const most = Math.min(box.width, box.height) / 2;
    let steps = 0;
    while (steps < most && set[(y + dy * steps) * width + x + dx * steps] === 0) steps += 1;
    return steps === 0 ? 0 : 2 * steps + 1;
  };
  const right = box.x + box.width - 1;
  const bottom = box.y + box.height - 1;
  return [
    depth(box.x, box.y, 1, 1),
    depth(right, box.y, -1, 1),
    depth(right, bottom, -1, -1),
    depth(box.x, bottom, 1, -1),
  ];
}

/**
 * A corner's cut is black. What of it, next to the picture, is lit all over is a part of the picture that has little colour
 * and motion; lines of writing in a cut, also when they run, leave black between them.
 */
function withoutLit(cuts: Picture['cuts'], box: Rectangle, { width, brightest }: SampleStatistics): Picture['cuts'] {
  const [right, bottom] = [box.x + box.width - 1, box.y + box.height - 1];
  const corners = [
    (dx: number, dy: number) => (box.y + dy) * width + box.x + dx,
    (dx: number, dy: number) => (box.y + dy) * width + right - dx,
    (dx: number, dy: number) => (bottom - dy) * width + right - dx,
    (dx: number, dy: number) => (bottom - dy) * width + box.x + dx,
  ];
  const most = SMALL_CUT * Math.min(box.width, box.height);
  return cuts.map((cut, i) => {
    const isLit = (diagonal: number) => {
      const from = Math.min(EDGE, diagonal >> 1);
      const to = diagonal - from;
      let lit = 0;
      for (let dx = from; dx <= to; dx += 1) if (brightest[corners[i]!(dx, diagonal - dx)]! > SHOWN) lit += 1;
      return lit >= ALL_LIT * (to - from + 1);
    };
    let black = cut;
    while (black > 0 && cut - black < most && isLit(black - 1)) black -= 1;
    // a picture's edge is not sharp
    return cut - black >= BLURRED ? black : cut;
  }) as unknown as Picture['cuts'];
}

/** Where the rows of a region begin and end; the middles of its edge's pixels. */
function roundEdgeOf({ width, set }: Plane, box: Rectangle): Point[] {
  const points: Point[] = [];
  const right = box.x + box.width;
  for (let y = box.y; y < box.y + box.height; y += 1) {
    let first = box.x;
    while (first < right && set[y * width + first] === 0) first += 1;
    let last = right - 1;
    while (last > first && set[y * width + last] === 0) last -= 1;
    if (first >= last) continue;
    // an edge of the frame is no edge of the picture
    if (first > 0) points.push([first, y + 0.5]);
    if (last < width - 1) points.push([last + 1, y + 0.5]);
  }
  return points;
}

/** Intersection over union. */
function overlap({ width, height, set }: Plane, picture: Picture): number {
  let [both, either] = [0, 0];
  for (let y = 0; y < height; y += 1) {
    const [from, to] = rowInside(picture, y, width);
    either += to - from;
    for (let at = y * width, x = 0; x < width; x += 1, at += 1) {
      if (set[at] === 0) continue;
      if (x >= from && x < to) both += 1;
      else either += 1;
    }
  }
  return either === 0 ? 0 : both / either;
}
