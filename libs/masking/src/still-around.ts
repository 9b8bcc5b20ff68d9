import { areaOf, type Rectangle, union } from './picture.js';
import { lineWithMargin, type Sighting } from './track.js';
import { whatStays, type Written } from './what-stays.js';

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
 * at its rim. Where the picture is frozen all of it stays: of what `isFaint` only the line is followed then.
 */
export function stillAround(
  looks: readonly Uint8Array[],
  frame: Size,
  inside: Uint8Array,
  sightings: readonly Sighting[],
  isFaint: boolean,
): Still {
  const core = clearlySighted(sightings);
  const sighted = sightings
    .map(({ box, turned }) => lineWithMargin(box, turned, frame))
    .reduce((all, box) => union(all, box));
  const follow = (along?: Along): Still => {
    let area = sighted;
    let still = whatStays(looks, frame.width, area, inside, core);
    for (let step = 0; step < MOST_STEPS && still; step += 1) {
      const grown = beyondRim(still.box, area, frame, along);
      if (areaOf(grown) === areaOf(area)) break;
      area = grown;
      still = whatStays(looks, frame.width, area, inside, core);
    }
    return { still, area };
  };
  const found = follow();
  return isFaint && found.still && isNoLine(found.still) ? follow(alongOf(sightings)) : found;
}

/** Where the clearest of the sightings are. */
export function clearlySighted(sightings: readonly Sighting[]): Rectangle {
  const best = Math.max(...sightings.map(({ score }) => score));
  const clear = sightings.filter(({ score }) => 2 * score >= best);
  return clear.map(({ box }) => box).reduce((all, box) => union(all, box));
}

/** Higher and wider than any line, slanted ones too, in pixels; and so full of edges as no block of lines is. */
const LARGE = 160;
const FULL = 0.2;

function isNoLine({ box, edges }: Written): boolean {
  return Math.min(box.width, box.height) > LARGE && edges.length >= FULL * areaOf(box);
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
