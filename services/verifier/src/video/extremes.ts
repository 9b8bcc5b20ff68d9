import { areAtLeast, boundOf, mostOf, reachingLow, TOP_BITS, wordsOf } from './four-bytes.js';
import { BLACK, BLACK_WORD, BLOCK } from './frame-blocks.js';
import { LIT } from './picture-region.js';

/** A frame's three planes as recorded (4:2:0); sides multiples of 8, memory aligned to four bytes. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly blue: Uint8Array;
  readonly red: Uint8Array;
}

const NEUTRAL_WORD = 0x80808080 | 0;
const IS_LIT = boundOf(BLACK + LIT + 1);

/**
 * What several frames together showed: for each pixel the most that it ever was. Blocks that were lit all over belong
 * to the picture or to nothing that is allowed, so they are not followed any further.
 */
export class Extremes {
  /** Luma. */
  readonly brightest: Uint8Array;
  /** Half as wide and high: how far either colour difference ever was from neutral. */
  readonly colour: Uint8Array;
  /** 1 for each block of 8×8 with a lit pixel. */
  readonly lit: Uint8Array;
  frames = 0;
  private readonly settled: Uint8Array;
  private readonly words: Int32Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.brightest = new Uint8Array(width * height);
    this.words = new Int32Array(this.brightest.buffer);
    this.colour = new Uint8Array((width * height) / 4);
    this.lit = new Uint8Array((width * height) / BLOCK / BLOCK);
    this.settled = new Uint8Array(this.lit.length);
    this.clear();
  }

  /** Forgets everything: memory of this size is dear. */
  clear(): void {
    this.brightest.fill(BLACK);
    for (const plane of [this.colour, this.lit, this.settled]) plane.fill(0);
    this.frames = 0;
  }

  get isBlack(): boolean {
    return !this.lit.includes(1);
  }

  see({ luma, blue, red }: Planes): void {
    const { width, height, settled } = this;
    const words = wordsOf(luma);
    const colours = [wordsOf(blue), wordsOf(red)] as const;
    const columns = width / BLOCK;
    this.frames += 1;
    for (let row = 0, block = 0; row < height / BLOCK; row += 1)
      for (let column = 0; column < columns; column += 1, block += 1) {
        if (settled[block] === 1) continue;
        this.seeLuma(words, block, row, column);
        if (settled[block] === 1) continue;
        this.seeColour(colours[0], blue, row, column);
        this.seeColour(colours[1], red, row, column);
      }
  }

  private seeLuma(frame: Int32Array, block: number, row: number, column: number): void {
    const { width, words } = this;
    const perLine = width / 4;
    const from = row * BLOCK * perLine + column * 2;
    let changed = false;
    for (let y = 0, word = from; y < BLOCK; y += 1, word += perLine)
      for (let at = word; at < word + 2; at += 1) {
        const [now, before] = [frame[at]!, words[at]!];
        if (now === BLACK_WORD || now === before) continue;
        changed = true;
        words[at] = mostOf(before, now);
      }
    if (changed) this.settle(block, from);
  }

  private settle(block: number, from: number): void {
    const { words } = this;
    const perLine = this.width / 4;
    let [all, any] = [TOP_BITS, 0];
    for (let y = 0, at = from; y < BLOCK; y += 1, at += perLine) {
      const [left, right] = [reachingLow(words[at]!, IS_LIT), reachingLow(words[at + 1]!, IS_LIT)];
      all &= left & right;
      any |= left | right;
    }
    if (any !== 0) this.lit[block] = 1;
    if (all === TOP_BITS) this.settled[block] = 1;
  }

  private seeColour(words: Int32Array, plane: Uint8Array, row: number, column: number): void {
    const perLine = this.width / 8;
    for (let y = 0, at = row * 4 * perLine + column; y < 4; y += 1, at += perLine) {
      if (words[at] === NEUTRAL_WORD) continue;
      for (let i = at * 4; i < at * 4 + 4; i += 1) {
        const away = Math.abs(plane[i]! - 128);
        if (away > this.colour[i]!) this.colour[i] = away;
      }
    }
  }

  /** Takes over what another stretch of frames showed. */
  add(other: Extremes): void {
    most(this.brightest, other.brightest);
    most(this.colour, other.colour);
    most(this.lit, other.lit);
    most(this.settled, other.settled);
    this.frames += other.frames;
  }
}

function most(own: Uint8Array, other: Uint8Array): void {
  const [words, others] = [wordsOf(own), wordsOf(other)];
  for (let at = 0; at < words.length; at += 1)
    if (!areAtLeast(words[at]!, others[at]!)) words[at] = mostOf(words[at]!, others[at]!);
}
