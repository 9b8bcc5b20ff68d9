import { maskOf, type Picture, scaled } from './picture.js';
import { colourAt, halved, type YuvFrame } from './yuv-frame.js';

/** Share of the outside that may differ: clocks, counters and labels do. A menu, a zoom or another device is more. */
const OUTSIDE_MAY_DIFFER = 0.06;
const DIFFERS_BY = 41;
/** And how much all of it may differ on average, in grey levels: a menu's ground may be hardly brighter than black. */
const MAY_DIFFER_ON_AVERAGE = 10;
/** A picture that loses nearly all its colour is a menu, a worklist or a title where the picture was. */
const COLOUR_SHARE_KEPT = 0.2;
const COLOURED = 8;
/** A picture no brighter than this shows nothing, whatever its colour: the light is off. Studio range. */
const DARK = 32;

/**
 * Tells frames that do not have the layout the picture was found in. Made from the frames it was found in, asked for
 * every frame; all of one size. Looks at every second pixel.
 */
export class LayoutWatch {
  private readonly inside: Uint8Array;
  private readonly outside: Uint8Array;
  private readonly usual: Uint8Array;
  private readonly usualColour: number;

  constructor(picture: Picture, sample: readonly YuvFrame[]) {
    const small = sample.map(halved);
    const { width, height } = small[0]!;
    const half = scaled(picture, 0.5, 0.5);
    this.inside = maskOf(scaled(picture, 0.25, 0.25), width >> 1, height >> 1, 1);
    this.outside = maskOf(half, width, height, -2).map((value) => 1 - value);
    this.usual = medianLuma(small);
    this.usualColour = median(small.map((frame) => this.look(frame).colour));
  }

  /** How far a frame is from the layout: 0 like most of the frames it was found in, from 1 on another one. */
  strangeness(frame: YuvFrame): number {
    const small = halved(frame);
    let [differs, all, outside] = [0, 0, 0];
    for (let i = 0; i < this.outside.length; i += 1) {
      if (this.outside[i] === 0) continue;
      outside += 1;
      const difference = Math.abs(small.y[i]! - this.usual[i]!);
      all += difference;
      if (difference > DIFFERS_BY) differs += 1;
    }
    const beside = Math.max(differs / OUTSIDE_MAY_DIFFER, all / MAY_DIFFER_ON_AVERAGE) / Math.max(1, outside);
    if (beside > 1 || this.usualColour < 0.3) return beside;
    const { colour, shown } = this.look(small);
    return shown < 0.01 ? beside : Math.max(beside, (COLOUR_SHARE_KEPT * this.usualColour) / Math.max(1e-6, colour));
  }

  /** Shares of the picture that have colour, and that are not dark. */
  private look(frame: YuvFrame): { colour: number; shown: number } {
    const half = frame.width >> 1;
    let [coloured, shown, inside] = [0, 0, 0];
    for (let i = 0; i < this.inside.length; i += 1) {
      if (this.inside[i] === 0) continue;
      inside += 1;
      const luma = frame.y[2 * Math.floor(i / half) * frame.width + 2 * (i % half)]!;
      if (luma <= DARK) continue;
      shown += 1;
      if (colourAt(frame, i) > COLOURED) coloured += 1;
    }
    return inside === 0 ? { colour: 0, shown: 0 } : { colour: coloured / inside, shown: shown / inside };
  }
}

function medianLuma(sample: readonly YuvFrame[]): Uint8Array {
  const { width, height } = sample[0]!;
  const usual = new Uint8Array(width * height);
  const values = new Uint8Array(sample.length);
  for (let i = 0; i < usual.length; i += 1) {
    for (const [at, { y }] of sample.entries()) values[at] = y[i]!;
    values.sort();
    usual[i] = values[values.length >> 1]!;
  }
  return usual;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
