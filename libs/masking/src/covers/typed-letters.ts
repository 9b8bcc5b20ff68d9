import type { Rectangle } from '../picture/picture.js';
import type { PlaneHistory } from './plane-history.js';
import { heightOf, type Written } from './what-stays.js';

/** A part of a line, and the first frame on which it stands; -1: it stood on the first one that is known. */
export interface Came {
  readonly box: Rectangle;
  readonly since: number;
  /** It was there whole at once. */
  readonly atOnce: boolean;
}

/** Parts are so long, in pixels: hardly a letter. One with fewer edges came with its neighbours. */
const PART = 8;
const FEWEST_EDGES = 6;
/** Shares of its height that a part has where it is there, where it is there whole, and where nothing of it is. */
const THERE = 0.3;
const WHOLE = 0.7;
const NOTHING = 0.15;
/** Where light is on it a letter is fainter than that, but not fainter than so many grey levels. */
const SEEN = 12;
const UNSEEN = 6;
/** What comes at once is there whole after so many frames. */
const AT_ONCE = 3;
/** Letters are typed over so many frames at least; no more than such a share of them comes within a few. */
const TYPED_FRAMES = 8;
const TOGETHER = 0.5;
const FEW_FRAMES = 3;
/** So many of the parts have to have come at once, and in order. */
const MOST = 0.75;
const FEWEST_PARTS = 6;

/** The parts of a line from one end to the other, and how they came. `last`: a frame on which all of it stands. */
export function partsOf(line: Written, history: PlaneHistory, last: number, width: number): Came[] {
  const { box } = line;
  const isWide = box.width >= box.height;
  const [begin, size] = isWide ? [box.x, box.width] : [box.y, box.height];
  const parts: number[][] = Array.from({ length: Math.ceil(size / PART) }, () => []);
  for (const edge of line.edges) {
    const place = edge >> 2;
    const along = isWide ? place % width : Math.floor(place / width);
    parts[Math.floor((along - begin) / PART)]?.push(edge);
  }
  const came = parts.map((edges) =>
    edges.length < FEWEST_EDGES ? undefined : cameAt({ box, edges }, history, last, width),
  );
  return parts.map((_, i) => {
    const from = begin + i * PART;
    const long = Math.min(PART, begin + size - from);
    const near = came[i] ? [came[i]] : [nearest(came, i, -1), nearest(came, i, 1)].filter((one) => one !== undefined);
    return {
      since: Math.min(...near.map(({ since }) => since)),
      atOnce: near.every(({ rise }) => rise <= AT_ONCE),
      box: isWide ? { ...box, x: from, width: long } : { ...box, y: from, height: long },
    };
  });
}

interface Arrival {
  readonly since: number;
  /** Frames until it was there whole. */
  readonly rise: number;
}

function cameAt(part: Written, history: PlaneHistory, last: number, width: number): Arrival | undefined {
  const newest = history.at(last);
  const full = newest ? heightOf(part, newest, width) : 0;
  if (full <= 0) return undefined;
  const [there, nothing] = [Math.min(THERE * full, SEEN), Math.min(NOTHING * full, UNSEEN)];
  let [since, whole, index] = [last, last, last];
  // light may hide it for a while: it came when it was first there, not when it was there again
  for (let plane = newest; plane; index -= 1, plane = history.at(index)) {
    const height = heightOf(part, plane, width);
    if (height >= WHOLE * full) whole = index;
    if (height >= there || (since === index + 1 && height >= nothing)) since = index;
  }
  return since === index + 1 ? { since: -1, rise: 0 } : { since, rise: whole - since };
}

/** Whether a line's parts, from one end to the other, came at once each, and one after the other. */
export function areTyped(parts: readonly Came[]): boolean {
  const fresh = parts.filter(({ since }) => since >= 0);
  if (fresh.length < FEWEST_PARTS) return false;
  const times = fresh.map(({ since }) => since).toSorted((a, b) => a - b);
  if (times.at(-1)! - times[0]! < TYPED_FRAMES) return false;
  const together = times.map((time) => times.filter((other) => other >= time && other < time + FEW_FRAMES).length);
  if (Math.max(...together) > TOGETHER * parts.length) return false;
  const atOnce = fresh.filter((one) => one.atOnce).length;
  const steps = fresh.slice(1).map(({ since }, i) => Math.sign(since - fresh[i]!.since));
  const [forth, back] = [steps.filter((step) => step >= 0).length, steps.filter((step) => step <= 0).length];
  return atOnce >= MOST * fresh.length && Math.max(forth, back) >= MOST * steps.length;
}

/** The next part that is known, on one side. */
function nearest(came: readonly (Arrival | undefined)[], from: number, step: number): Arrival | undefined {
  for (let i = from + step; i >= 0 && i < came.length; i += step) if (came[i]) return came[i];
  return undefined;
}
