import { areaOf, type Rectangle, union } from '../picture/picture.js';
import { lineWithMargin, PLAIN, type Sighting, type Track } from './track.js';
import { heightOf, isThere, whatStays, type Written } from './what-stays.js';

/** Pixels by which the area that is looked at grows where writing reaches its rim, and how often. */
const STEP = 32;
const MOST_STEPS = 8;
const RIM = 10;

type Size = { readonly width: number; readonly height: number };

interface Still {
  readonly still: Written | undefined;
  /** What was looked at in the end. */
  readonly area: Rectangle;
}

/**
 * What stays over the looks where a line was sighted, and in ever more of what lies around it as long as writing goes on
 * at its rim. Where the picture is frozen all of it stays: only the line is followed then.
 * What is hardly a sighting of the track is no line there: what stayed before is asked.
 */
export function stillAround(
  looks: readonly Uint8Array[],
  frame: Size,
  inside: Uint8Array,
  sightings: readonly Sighting[],
  { best, stays: before }: Pick<Track, 'best' | 'stays'>,
): Still {
  const core = clearlySighted(sightings);
  const follow = (lines: readonly Sighting[], how: { along?: Along; allStays?: boolean } = {}): Still => {
    let area = lines.map(({ box, turned }) => lineWithMargin(box, turned, frame)).reduce((all, box) => union(all, box));
    let still = whatStays(looks, frame.width, area, inside, core, how);
    for (let step = 0; step < MOST_STEPS && still; step += 1) {
      const grown = beyondRim(still.box, area, frame, how.along);
      if (areaOf(grown) === areaOf(area)) break;
      area = grown;
      still = whatStays(looks, frame.width, area, inside, core, how);
    }
    return { still, area };
  };
  const found = follow(sightings);
  if (!found.still) return found;
  const newest = looks.at(-1)!;
  const allStays = isNoLine(found.still) || (best < PLAIN && isEverywhere(found.still, core, frame.width));
  const own = linesAmong(sightings, best);
  if (own.length === 0) {
    const isStill = before && isThere(before, newest, frame.width);
    return isStill ? { ...found, still: before } : follow(sightings, { along: alongOf(sightings), allStays });
  }
  if (!allStays && !isFlat(own)) return found;
  if (best >= PLAIN && isPrint(beside(found.still, own, frame), newest, frame.width)) return found;
  return follow(own, { along: alongOf(own), allStays });
}

/** So much as share of the best, a sighting is the line's own; one across it, so much. */
const HARDLY = 0.15;
const CLEARLY = 0.5;

/** Those of the line itself. Print is sighted faintly across its lines as well. */
function linesAmong(sightings: readonly Sighting[], best: number): readonly Sighting[] {
  const along = alongOf(sightings);
  return sightings.filter(({ score, turned }) => score >= (turned === (along === 'down') ? HARDLY : CLEARLY) * best);
}

/** Where the clearest of the sightings are. */
export function clearlySighted(sightings: readonly Sighting[]): Rectangle {
  const best = Math.max(...sightings.map(({ score }) => score));
  const clear = sightings.filter(({ score }) => 2 * score >= best);
  return clear.map(({ box }) => box).reduce((all, box) => union(all, box));
}

/** Higher and wider than any line, in pixels; and so full of edges as no slanted line and no block of lines is. */
const LARGE = 80;
const FULL = 0.15;
/** A code is as full, and as high as print, in grey levels. */
const PRINTED = 40;

function isNoLine({ box, edges }: Written): boolean {
  return Math.min(box.width, box.height) > LARGE && edges.length >= FULL * areaOf(box);
}

/** Letters have so many times the edges of what else stays, by area, which lies on so many times as much. */
const DENSER = 2;
const FAR_LARGER = 20;

/** What stays does so where the line was sighted hardly more than on all the rest: tissue that stands, or moves slowly. */
function isEverywhere({ box, edges }: Written, core: Rectangle, width: number): boolean {
  if (Math.min(box.width, box.height) <= LARGE || areaOf(box) < FAR_LARGER * areaOf(core)) return false;
  const on = edges.filter((edge) => {
    const [column, row] = [(edge >> 2) % width, Math.floor((edge >> 2) / width)];
    return column >= core.x && column < core.x + core.width && row >= core.y && row < core.y + core.height;
  }).length;
  return on / areaOf(core) <= (DENSER * (edges.length - on)) / (areaOf(box) - areaOf(core));
}

/** So many times as long as high it is sighted as a line that is not slanted: it does not go on across itself. */
const FLAT = 5;

function isFlat(lines: readonly Sighting[]): boolean {
  const { width, height } = clearlySighted(lines);
  return alongOf(lines) === 'down' ? height >= FLAT * width : width >= FLAT * height;
}

const isPrint = (written: Written, luma: Uint8Array, width: number) => heightOf(written, luma, width) >= PRINTED;

/** What of it lies on none of the lines. */
function beside({ box, edges }: Written, lines: readonly Sighting[], frame: Size): Written {
  const areas = lines.map((line) => lineWithMargin(line.box, line.turned, frame));
  const isOn = (column: number, row: number) =>
    areas.some(({ x, y, width, height }) => column >= x && column < x + width && row >= y && row < y + height);
  return {
    box,
    edges: edges.filter((edge) => !isOn((edge >> 2) % frame.width, Math.floor((edge >> 2) / frame.width))),
  };
}

type Along = 'across' | 'down';

/** How most of the evidence runs. */
const alongOf = (sightings: readonly Sighting[]): Along =>
  sightings.reduce((sum, { turned, score }) => sum + (turned ? score : -score), 0) > 0 ? 'down' : 'across';

/** The area grown on the sides on which less than a letter's width is left between a part of it and its rim; `along`: of a line only at its ends. */
function beyondRim(part: Rectangle, area: Rectangle, frame: Size, along?: Along): Rectangle {
  const [wide, high] = [along === 'down' ? 0 : STEP, along === 'across' ? 0 : STEP];
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  const left = part.x < area.x + RIM ? Math.max(0, area.x - wide) : area.x;
  const top = part.y < area.y + RIM ? Math.max(0, area.y - high) : area.y;
  const goesRight = part.x + part.width > right - RIM;
  const goesDown = part.y + part.height > bottom - RIM;
  return {
    x: left,
    y: top,
    width: (goesRight ? Math.min(frame.width, right + wide) : right) - left,
    height: (goesDown ? Math.min(frame.height, bottom + high) : bottom) - top,
  };
}
