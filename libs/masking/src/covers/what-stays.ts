import { EdgePieces } from '../writing/edge-pieces.js';
import type { Rectangle } from '../picture/picture.js';
import { type Clear, StandingEdges } from '../writing/standing-edges.js';

/** A rise or fall over two pixels, in grey levels, that may be a letter's edge: less than a faint name over mucosa has. */
const EDGE = 5;
/** It may differ from look to look by so much of itself, and by grain: what the camera sees comes and goes. */
const UNSTEADY = 0.25;
const GRAIN = 1.5;

/** What is fainter than writing by so much, close to edges as high as its own, is what it stands on. */
const FAINTER = 0.2;
/** And where all stays, by so much. */
const ALL_STAYS = { fainter: 0.5, isAlone: true };

/** Edges of writing, at their places. */
export interface Written {
  readonly box: Rectangle;
  /** Pixels, whether the edge is one of a column, and whether it rises: 4 × place + 2 + 1. */
  readonly edges: readonly number[];
}

/**
 * The part of `area` where edges stay at their place over the looks (luma of one size, in order of time), as tightly as
 * they tell; undefined where there is no writing that stays. `inside`: pixels that count; the picture's own edge stays.
 * `sighted`: where the writing was seen clearly. `ground`: a frame before; what stood there already is left out. `allStays`:
 * what is no writing does so as well.
 */
export function whatStays(
  looks: readonly Uint8Array[],
  width: number,
  area: Rectangle,
  inside: Uint8Array,
  sighted: Rectangle,
  { ground, allStays = false }: { readonly ground?: Uint8Array | undefined; readonly allStays?: boolean } = {},
): Written | undefined {
  const standing = new StandingEdges(area);
  const others: number[] = [];
  const newest = looks.at(-1)!;
  forEach(area, width, inside.length / width, (at, x, y) => {
    if (inside[at] === 0) return;
    let highest = 0;
    let along = 1;
    for (let turn = 0; turn < 2; turn += 1) {
      const step = turn === 0 ? 1 : width;
      const rise = staying(looks, at, step);
      if (Math.abs(rise) <= Math.abs(highest) || (ground && wasNear(newest, ground, at, width, step))) continue;
      highest = rise;
      along = step;
    }
    if (highest !== 0) standing.add(x, y, along !== 1, highest);
    else if (isEdge(newest, at, 1) || isEdge(newest, at, width)) others.push(x, y);
  });
  const writtenBy = (clear: Clear): Written | undefined => {
    const pieces = new EdgePieces(area);
    const edges: number[] = [];
    for (let i = 0; i < others.length; i += 2) pieces.addOther(others[i]!, others[i + 1]!);
    standing.forEachClear(sighted, clear, (x, y, isDown) => {
      const [at, step] = [y * width + x, isDown ? width : 1];
      if (isEdge(newest, at, 1) || isEdge(newest, at, width)) pieces.addOther(x, y);
      pieces.add(x, y);
      edges.push(edgeAt(newest, at, step));
    });
    const box = pieces.bounds();
    return box && { box, edges: edges.filter((edge) => holdsEdge(box, edge, width)) };
  };
  // what is left out makes a cover smaller; whether there is one does not hang on it
  return (allStays ? writtenBy(ALL_STAYS) : undefined) ?? writtenBy({ fainter: FAINTER }) ?? writtenBy({ fainter: 0 });
}

/** An edge's least height, and what grain may add to how unsteady it is, in grey levels. */
export interface Steady {
  readonly least: number;
  readonly grain: number;
}

/** The rise of an edge that stood at the pixel all through the looks, on average; 0: there is none. */
export function staying(
  looks: readonly Uint8Array[],
  at: number,
  step: number,
  { least, grain }: Steady = { least: EDGE, grain: GRAIN },
): number {
  const middle = looks[looks.length >> 1]!;
  const once = middle[at + step]! - middle[at - step]!;
  if (2 * once < least && 2 * once > -least) return 0;
  // counted: an iterator would be made and thrown away for every pixel
  let sum = 0;
  for (let look = 0; look < looks.length; look += 1) sum += looks[look]![at + step]! - looks[look]![at - step]!;
  const mean = sum / looks.length;
  const size = Math.abs(mean);
  if (size < least) return 0;
  let squares = 0;
  for (let look = 0; look < looks.length; look += 1)
    squares += (looks[look]![at + step]! - looks[look]![at - step]!) ** 2;
  const isSteady = Math.sqrt(Math.max(0, squares / looks.length - mean * mean)) <= UNSTEADY * size + grain;
  return isSteady ? mean : 0;
}

/** How near an edge of the frame before has to be to be the same one, in pixels. */
const NEAR = 2;
const SHARP = 8;
/** What stands on a frame with so many of its edges new was not there before. */
const MOSTLY_NEW = 0.3;
/** And it is still there as long as so many of them are. */
const MOSTLY_THERE = 0.4;
/** Other writing on the same place has as many as that now and then, but not so many. */
export const PLAINLY_THERE = 0.5;

/**
 * What of `area` was not there one frame before, as tightly as its edges tell; undefined where most of what stands in
 * `core` was there, or near by. Without the frame before everything is new.
 */
export function whatIsNew(
  luma: Uint8Array,
  before: Uint8Array | undefined,
  width: number,
  core: Rectangle,
  area: Rectangle,
): Written | undefined {
  const pieces = new EdgePieces(area);
  const edges: number[] = [];
  let [sharp, fresh] = [0, 0];
  forEach(area, width, luma.length / width, (at, x, y) => {
    const steps = [1, width].filter((step) => isEdge(luma, at, step));
    if (steps.length === 0) return;
    pieces.addOther(x, y);
    const isCore = x >= core.x && x < core.x + core.width && y >= core.y && y < core.y + core.height;
    if (isCore) sharp += 1;
    const step = steps.find((one) => !before || !wasNear(luma, before, at, width, one));
    if (step === undefined) return;
    if (isCore) fresh += 1;
    pieces.add(x, y);
    edges.push(edgeAt(luma, at, step));
  });
  const box = fresh < MOSTLY_NEW * sharp ? undefined : pieces.bounds();
  return box && { box: before ? box : area, edges };
}

/** Whether writing stands at its place on another frame. */
export function isThere({ edges }: Written, luma: Uint8Array, width: number, share = MOSTLY_THERE): boolean {
  let there = 0;
  for (const edge of edges) {
    const [at, step] = [edge >> 2, (edge & 2) === 0 ? 1 : width];
    const rise = luma[at + step]! - luma[at - step]!;
    if (((edge & 1) === 1 ? rise : -rise) >= SHARP / 2) there += 1;
  }
  return there >= share * edges.length;
}

/** One that comes or goes at once has so much of its height on one frame, and hardly any on the next. */
const FULL_HEIGHT = 0.7;
const NO_HEIGHT = 0.15;

/** Whether its edges have their height on one frame, and are gone on the other: it is neither faded nor typed. */
export function isAtOnce(
  written: Written,
  height: number,
  shown: Uint8Array | undefined,
  gone: Uint8Array | undefined,
  width: number,
): boolean {
  if (!shown || !gone) return false;
  return (
    heightOf(written, shown, width) >= FULL_HEIGHT * height && heightOf(written, gone, width) <= NO_HEIGHT * height
  );
}

/** Edges of so few grey levels are not seen. */
const UNSEEN = 6;

/** Whether hardly anything of it is on a frame. */
export const isGone = (written: Written, height: number, luma: Uint8Array, width: number) =>
  heightOf(written, luma, width) <= Math.min(NO_HEIGHT * height, UNSEEN);

/** Of its edges on a frame, on average, in grey levels. */
export function heightOf({ edges }: Written, luma: Uint8Array, width: number): number {
  let sum = 0;
  for (const edge of edges) {
    const [at, step] = [edge >> 2, (edge & 2) === 0 ? 1 : width];
    const rise = luma[at + step]! - luma[at - step]!;
    sum += (edge & 1) === 1 ? rise : -rise;
  }
  return sum / edges.length;
}

/** Edges outside the pieces that may be letters are not the writing's. */
function holdsEdge({ x, y, ...size }: Rectangle, edge: number, width: number): boolean {
  const [column, row] = [(edge >> 2) % width, Math.floor((edge >> 2) / width)];
  return column >= x && column < x + size.width && row >= y && row < y + size.height;
}

const edgeAt = (luma: Uint8Array, at: number, step: number) =>
  4 * at + (step === 1 ? 0 : 2) + (luma[at + step]! > luma[at - step]! ? 1 : 0);

const isEdge = (luma: Uint8Array, at: number, step: number) => Math.abs(luma[at + step]! - luma[at - step]!) >= SHARP;

function wasNear(luma: Uint8Array, before: Uint8Array, at: number, width: number, step: number): boolean {
  const edge = luma[at + step]! - luma[at - step]!;
  for (let dy = -NEAR; dy <= NEAR; dy += 1)
    for (let to = at + dy * width - NEAR; to <= at + dy * width + NEAR; to += 1) {
      const was = before[to + step]! - before[to - step]!;
      if (edge > 0 ? 2 * was >= edge : 2 * was <= edge) return true;
    }
  return false;
}

/** Every pixel of the area that has enough neighbours. */
function forEach(area: Rectangle, width: number, height: number, look: (at: number, x: number, y: number) => void) {
  const rim = NEAR + 1;
  const [right, bottom] = [Math.min(width - rim, area.x + area.width), Math.min(height - rim, area.y + area.height)];
  for (let y = Math.max(rim, area.y); y < bottom; y += 1)
    for (let x = Math.max(rim, area.x); x < right; x += 1) look(y * width + x, x, y);
}
