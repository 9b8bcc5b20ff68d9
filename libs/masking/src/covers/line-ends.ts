import { type Rectangle, union } from '../picture/picture.js';
import type { Sighting } from './track.js';
import { heightOf, type Written } from './what-stays.js';

/** Parts of so many pixels with so many edges may be letters, also where they are fainter than the line: such a share. */
const PART = 8;
const FEWEST_EDGES = 4;
const FAINTER = 0.2;
/** Less in grey levels is grain. */
const EDGE = 8;
/** Words are not farther apart than so many heights of the line. */
const GAP = 2;

/**
 * What stays of a line, with what stands before and behind it on a frame, as far as it was sighted: letters that were
 * typed so late that they are not seen to stay.
 */
export function withEnds(line: Written, sightings: readonly Sighting[], plane: Uint8Array, width: number): Rectangle {
  const { box } = line;
  const sighted = sightings.map((one) => one.box).reduce((all, one) => union(all, one));
  const isWide = box.width >= box.height;
  const [at, size] = isWide ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const high = isWide ? box.height : box.width;
  const least = Math.max(EDGE, FAINTER * heightOf(line, plane, width));
  const isLetter = (from: number) => {
    const part = { ...box, [at]: from, [size]: PART };
    let edges = 0;
    for (let y = Math.max(1, part.y); y < Math.min(plane.length / width - 1, part.y + part.height); y += 1)
      for (let x = Math.max(1, part.x); x < Math.min(width - 1, part.x + part.width); x += 1) {
        const place = y * width + x;
        const across = Math.abs(plane[place + 1]! - plane[place - 1]!);
        const down = Math.abs(plane[place + width]! - plane[place - width]!);
        if (Math.max(across, down) >= least) edges += 1;
      }
    return edges >= FEWEST_EDGES;
  };
  let [begin, end] = [box[at], box[at] + box[size]];
  for (let from = begin - PART; from + PART > sighted[at] && from + PART > begin - GAP * high; from -= PART)
    if (isLetter(from)) begin = from;
  for (let from = end; from < sighted[at] + sighted[size] && from < end + GAP * high; from += PART)
    if (isLetter(from)) end = from + PART;
  return { ...box, [at]: begin, [size]: end - begin };
}
