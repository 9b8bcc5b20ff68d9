import { overlapArea, type Rectangle, union, within } from '../picture/picture.js';
import { MOVING, type Sighting } from './track.js';

/** A rise or fall over two pixels, in grey levels, as high as print has it, and as share of the line's own. */
const PRINTED = 40;
const AS_PLAIN = 0.4;
/** The line's own: so many of its edges are lower. */
const LOWER = 0.95;
const EDGE = 5;
/** Print on one thing is not farther apart, in pixels; and how often it may go on. */
const REACH = 48;
const MOST_STEPS = 8;
/** What stands beside a line has so many edges at the least. */
const FEWEST_EDGES = 60;
/** And on so much of it: glints lie apart, letters and a paper's own edge do not. */
const DENSE = 0.025;

/**
 * A label in somebody's hand moves as a whole: with the line that was sighted all that is printed beside it, a code of
 * which nothing looks like writing, and the paper's own edge. Tissue has no edges as high, next to each other, but at
 * glints and vessels: a line that runs over it is not asked, nor a sighting that is not writing by itself. One sighting of
 * each frame is told what stands around it.
 */
export function withBlocks(
  sightings: readonly Sighting[],
  planeAt: (index: number) => Uint8Array | undefined,
  inside: Uint8Array,
  width: number,
): Sighting[] {
  const clearest = new Map<number, Sighting>();
  for (const one of sightings)
    if (one.score >= Math.max(MOVING, clearest.get(one.index)?.score ?? 0)) clearest.set(one.index, one);
  return sightings.map((one) => {
    const plane = clearest.get(one.index) === one ? planeAt(one.index) : undefined;
    if (!plane) return one;
    const block = blockAround(one.box, plane, inside, width);
    return overlapArea(block, one.box) === overlapArea(block, block) ? one : { ...one, block };
  });
}

function blockAround(line: Rectangle, plane: Uint8Array, inside: Uint8Array, width: number): Rectangle {
  const frame = { width, height: plane.length / width };
  const edges = edgesIn(plane, inside, frame);
  const least = Math.max(PRINTED, AS_PLAIN * highestIn(edges, line));
  let block = line;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const grown = sidesOf(block, within(block, REACH, REACH, frame))
      .map((side) => boundsOf(edges, side, least))
      .reduce<Rectangle>((all, one) => (one ? union(all, one) : all), block);
    if (grown.width === block.width && grown.height === block.height) break;
    block = grown;
  }
  return block;
}

/** Says where in a part of the frame edges are, and how high. */
type Edges = (part: Rectangle, seen: (x: number, y: number, height: number) => void) => void;

const edgesIn =
  (plane: Uint8Array, inside: Uint8Array, frame: { readonly width: number; readonly height: number }): Edges =>
  ({ x, y, width, height }, seen) => {
    const [right, bottom] = [Math.min(frame.width - 1, x + width), Math.min(frame.height - 1, y + height)];
    for (let row = Math.max(1, y); row < bottom; row += 1)
      for (let column = Math.max(1, x); column < right; column += 1) {
        const at = row * frame.width + column;
        if (inside[at] === 0) continue;
        const across = Math.abs(plane[at + 1]! - plane[at - 1]!);
        const down = Math.abs(plane[at + frame.width]! - plane[at - frame.width]!);
        const edge = Math.max(across, down);
        if (edge >= EDGE) seen(column, row, edge);
      }
  };

function highestIn(edges: Edges, line: Rectangle): number {
  const histogram = new Uint32Array(256);
  let all = 0;
  edges(line, (_, __, height) => {
    histogram[height]! += 1;
    all += 1;
  });
  let [highest, lower] = [0, 0];
  while (highest < 255 && lower < LOWER * all) lower += histogram[highest++]!;
  return highest;
}

/** What lies above, below, before and behind, the corners with the first two. */
function sidesOf(inner: Rectangle, outer: Rectangle): Rectangle[] {
  const [right, bottom] = [inner.x + inner.width, inner.y + inner.height];
  const [outerRight, outerBottom] = [outer.x + outer.width, outer.y + outer.height];
  return [
    { ...outer, height: inner.y - outer.y },
    { ...outer, y: bottom, height: outerBottom - bottom },
    { ...inner, x: outer.x, width: inner.x - outer.x },
    { ...inner, x: right, width: outerRight - right },
  ];
}

/** Around all edges that are as high as print; undefined where they are few. */
function boundsOf(edges: Edges, part: Rectangle, least: number): Rectangle | undefined {
  let [left, right, top, bottom, count] = [Infinity, 0, Infinity, 0, 0];
  edges(part, (x, y, height) => {
    if (height < least) return;
    count += 1;
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  });
  return count < Math.max(FEWEST_EDGES, DENSE * part.width * part.height)
    ? undefined
    : { x: left, y: top, width: right - left, height: bottom - top };
}
