import type { WordPlane } from './word-plane.js';

/** A stroke's edge, in grey levels over two pixels: less than a faint name over mucosa has. */
const EDGE = 8;

const HALVES = 0x7f7f7f7f;
const TOPS = 0x80808080 | 0;
const ONES = 0x01010101;
const THREES = 0x03030303;
const HIGH_BITS = 0xf8f8f8f8 | 0;

/** Not 0 where one of four pixels may differ by an edge from the one it is held against; 0 where none does. */
function mayDiffer(four: number, others: number): number {
  // 128 and the difference of halves; no byte takes from the next
  const halves = (((four >>> 1) & HALVES) | TOPS) - ((others >>> 1) & HALVES);
  // 0 to 6 where it is less than half an edge
  const small = (halves + THREES) ^ TOPS;
  return (small | (small + ONES)) & HIGH_BITS;
}

/**
 * Finds pixels where an edge stands: where luma steps from the pixel before to the one behind, and no neighbour's step
 * is larger. Whether there is an edge cannot be foreseen, so nothing branches in here.
 */
export class EdgeFinder {
  /** Where edges stand in the row that was looked at last, rising. */
  readonly places: Int32Array;
  private readonly fours: Int32Array;

  constructor(private readonly plane: WordPlane) {
    this.places = new Int32Array(plane.stride + 4);
    this.fours = new Int32Array(plane.stride / 4 + 1);
  }

  /** Edges along a row, of its pixels from `from` on and before `to`; two more on both sides are looked at. Answers how many. */
  along(row: number, from: number, to: number): number {
    const { words, stride } = this.plane;
    const { fours } = this;
    const first = (row * stride + from) >> 2;
    const last = (row * stride + to + 3) >> 2;
    let count = 0;
    let before = words[first - 1]!;
    let here = words[first]!;
    for (let word = first; word < last; word += 1) {
      const behind = words[word + 1]!;
      fours[count] = word;
      const differ = mayDiffer((here << 8) | (before >>> 24), (here >>> 8) | (behind << 24));
      count += (differ | -differ) >>> 31;
      before = here;
      here = behind;
    }
    return this.edges(count, 1, row * stride + from, row * stride + to);
  }

  /** Edges down the columns that cross the row, likewise. */
  down(row: number, from: number, to: number): number {
    const { words, stride } = this.plane;
    const { fours } = this;
    const wide = stride >> 2;
    const last = (row * stride + to + 3) >> 2;
    let count = 0;
    for (let word = (row * stride + from) >> 2; word < last; word += 1) {
      fours[count] = word;
      const differ = mayDiffer(words[word - wide]!, words[word + wide]!);
      count += (differ | -differ) >>> 31;
    }
    return this.edges(count, stride, row * stride + from, row * stride + to);
  }

  private edges(fours: number, apart: number, from: number, to: number): number {
    const { places } = this;
    const luma = this.plane.bytes;
    let steps = 0;
    for (let i = 0; i < fours; i += 1) {
      const four = this.fours[i]! << 2;
      for (let at = four; at < four + 4; at += 1) {
        places[steps] = at;
        const below = luma[at + apart]! - luma[at - apart]! + EDGE - 1;
        // the sign bit of both is clear for steps of less than an edge
        steps += (below | (2 * EDGE - 2 - below)) >>> 31;
      }
    }
    let count = 0;
    for (let i = 0; i < steps; i += 1) {
      const at = places[i]!;
      places[count] = at;
      const [here, ahead, back] = [luma[at]!, luma[at + apart]!, luma[at - apart]!];
      const falls = (ahead - back) >> 31;
      // steps as they are where luma rises, negative where it falls
      const step = (ahead - back) ^ falls;
      const before = (here - luma[at - 2 * apart]!) ^ falls;
      const after = (luma[at + 2 * apart]! - here) ^ falls;
      count += 1 - (((step - before) | (step - after - 1) | (at - from) | (to - 1 - at)) >>> 31);
    }
    return count;
  }
}
