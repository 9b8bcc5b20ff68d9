import type { Rectangle } from './picture.js';

/** A rise or fall over two pixels, in grey levels, that may be a letter's edge: less than a faint name over mucosa has. */
const EDGE = 5;
/** It may differ from look to look by so much of itself, and by grain: what the camera sees comes and goes. */
const UNSTEADY = 0.35;
const GRAIN = 1.5;
/** A row or column with fewer pixels of such edges holds no letter. */
const FEWEST = 2;
/** Fewer in all are no writing: a handful of letters have more. */
const FEWEST_IN_ALL = 40;
/** And less than this share of all the sharp edges are what happens to stand still. */
const SHARE = 0.15;

/**
 * The part of `area` where edges stay at their place over the looks (luma of one size, in order of time), as tightly as
 * rows and columns tell; undefined where hardly any does. Only pixels of `inside` count: the picture's own edge stays.
 */
export function whatStays(
  looks: readonly Uint8Array[],
  width: number,
  area: Rectangle,
  inside: Uint8Array,
): Rectangle | undefined {
  const height = inside.length / width;
  const [left, right] = [Math.max(1, area.x), Math.min(width - 1, area.x + area.width)];
  const [top, bottom] = [Math.max(1, area.y), Math.min(height - 1, area.y + area.height)];
  const columns = new Uint16Array(width);
  const rows = new Uint16Array(height);
  let [all, sharp] = [0, 0];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const at = y * width + x;
      if (inside[at] === 0) continue;
      const newest = looks.at(-1)!;
      if (isEdge(newest, at, 1) || isEdge(newest, at, width)) sharp += 1;
      if (!stays(looks, at, 1) && !stays(looks, at, width)) continue;
      all += 1;
      columns[x]! += 1;
      rows[y]! += 1;
    }
  if (process.env.DBG) console.log('   stays',all,sharp,(all/sharp).toFixed(2),looks.length);
  if (all < FEWEST_IN_ALL || all < SHARE * sharp) return undefined;
  const [x, end] = ends(columns);
  const [y, below] = ends(rows);
  return end < x || below < y ? undefined : { x, y, width: end + 1 - x, height: below + 1 - y };
}

const isEdge = (luma: Uint8Array, at: number, step: number) => Math.abs(luma[at + step]! - luma[at - step]!) >= SHARP;

/** Whether an edge stood at the pixel all through the looks. */
function stays(looks: readonly Uint8Array[], at: number, step: number): boolean {
  const middle = looks[looks.length >> 1]!;
  const once = middle[at + step]! - middle[at - step]!;
  if (2 * once < EDGE && 2 * once > -EDGE) return false;
  let [sum, squares] = [0, 0];
  for (const luma of looks) {
    const edge = luma[at + step]! - luma[at - step]!;
    sum += edge;
    squares += edge * edge;
  }
  const count = looks.length;
  const mean = sum / count;
  const size = Math.abs(mean);
  return size >= EDGE && Math.sqrt(Math.max(0, squares / count - mean * mean)) <= UNSTEADY * size + GRAIN;
}

/** First and last of two neighbours that both have enough. */
function ends(counts: Uint16Array): [number, number] {
  let [first, last] = [counts.length, -1];
  for (let i = 1; i < counts.length; i += 1) {
    if (counts[i]! < FEWEST || counts[i - 1]! < FEWEST) continue;
    first = Math.min(first, i - 1);
    last = i;
  }
  return [first, last];
}

/** How near an edge of the frame before has to be to be the same one, in pixels. */
const NEAR = 2;
const SHARP = 8;

/** Share of the sharp edges in `area` that were not there, nor near by, one frame before: 1 for what was not there at all. */
export function newShare(luma: Uint8Array, before: Uint8Array, width: number, area: Rectangle): number {
  const height = luma.length / width;
  const [left, right] = [Math.max(1 + NEAR, area.x), Math.min(width - 1 - NEAR, area.x + area.width)];
  const [top, bottom] = [Math.max(NEAR, area.y), Math.min(height - NEAR, area.y + area.height)];
  let [sharp, fresh] = [0, 0];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const at = y * width + x;
      const edge = luma[at + 1]! - luma[at - 1]!;
      if (edge < SHARP && edge > -SHARP) continue;
      sharp += 1;
      if (!wasNear(before, at, width, edge)) fresh += 1;
    }
  return sharp === 0 ? 0 : fresh / sharp;
}

function wasNear(before: Uint8Array, at: number, width: number, edge: number): boolean {
  for (let dy = -NEAR; dy <= NEAR; dy += 1)
    for (let to = at + dy * width - NEAR; to <= at + dy * width + NEAR; to += 1) {
      const was = before[to + 1]! - before[to - 1]!;
      if (edge > 0 ? 2 * was >= edge : 2 * was <= edge) return true;
    }
  return false;
}
