import { areAtLeast, leastOf, mostOf, wordsOf } from './four-bytes.js';
import { grown, largestPart, shrunk } from './grow-region.js';

/** How far into the picture a part of a panel may reach that a box left uncovered, in pixels. */
const RIM = 12;
/** Luma: the edge of a panel that is brighter can be read. */
const BRIGHT = 64;
/** What stands still differs by no more over time; a picture does, unless it stands still itself. */
const STEADY = 8;
const MOVING_SHARE = 0.5;
/** Right beside a panel's strip the picture moves by so much at most places: within tissue, rest ends gently. */
const MOVES_BESIDE = { by: 24, share: 0.6 };
/** Pixels: a strip of 8 by 16. */
const SMALLEST = 128;

/**
 * Sees what stands still beside a picture that moves: a strip of a panel that hangs on to the picture has its shape, but
 * not its motion. Looks at some frames of a stretch.
 */
export class SteadyRim {
  private readonly darkest: Uint8Array;
  private readonly brightest: Uint8Array;
  private frames = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.darkest = new Uint8Array(width * height).fill(255);
    this.brightest = new Uint8Array(width * height);
  }

  see(luma: Uint8Array): void {
    const [words, darkest, brightest] = [wordsOf(luma), wordsOf(this.darkest), wordsOf(this.brightest)];
    this.frames += 1;
    for (let at = 0; at < words.length; at += 1) {
      const now = words[at]!;
      if (!areAtLeast(now, darkest[at]!)) darkest[at] = leastOf(darkest[at]!, now);
      if (!areAtLeast(brightest[at]!, now)) brightest[at] = mostOf(brightest[at]!, now);
    }
  }

  /** True when a bright strip along the rim of `inside` stood still while the picture moved. */
  hasStrip(inside: Uint8Array): boolean {
    if (this.frames < 2) return false;
    const { width, height } = this;
    const deep = shrunk(inside, width, height, RIM);
    const strip = new Uint8Array(inside.length);
    let [moving, size] = [0, 0];
    for (let i = 0; i < inside.length; i += 1) {
      if (inside[i] === 0) continue;
      const isSteady = this.brightest[i]! - this.darkest[i]! <= STEADY;
      if (deep[i] === 1) {
        size += 1;
        if (!isSteady) moving += 1;
      }
      // what goes on into the picture is a part of it: a wet light, say
      if (isSteady && this.darkest[i]! > BRIGHT) strip[i] = 1;
    }
    return moving > MOVING_SHARE * size && this.isStripIn(strip, deep, inside);
  }

  private isStripIn(strip: Uint8Array, deep: Uint8Array, inside: Uint8Array): boolean {
    const { width, height } = this;
    // lines of one or two pixels are what the encoder makes of an edge
    const rest = shrunk(strip, width, height, 1);
    while (rest.includes(1)) {
      const part = largestPart(rest, width, height);
      let [size, reachesIn] = [0, false];
      for (let i = 0; i < part.length; i += 1) {
        if (part[i] === 0) continue;
        rest[i] = 0;
        size += 1;
        if (deep[i] === 1) reachesIn = true;
      }
      // the outermost pixels of the strip were taken away
      if (size < SMALLEST / 2) return false;
      if (!reachesIn && this.movesBeside(part, inside)) return true;
    }
    return false;
  }

  private movesBeside(part: Uint8Array, inside: Uint8Array): boolean {
    const [touching, beside] = [2, 5].map((reach) => grown(part, this.width, this.height, reach)) as [
      Uint8Array,
      Uint8Array,
    ];
    let [moving, size] = [0, 0];
    for (let i = 0; i < beside.length; i += 1) {
      if (beside[i] === 0 || touching[i] === 1 || inside[i] === 0) continue;
      size += 1;
      if (this.brightest[i]! - this.darkest[i]! > MOVES_BESIDE.by) moving += 1;
    }
    return size > 0 && moving >= MOVES_BESIDE.share * size;
  }
}
