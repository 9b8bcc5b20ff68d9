import { maskOf, type Picture, scaled } from './picture.js';
import { colourAt, type YuvFrame } from '../yuv-frame.js';

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
 * every frame; all of one size. Looks at every second pixel beside the picture and every fourth inside.
 */
export class LayoutWatch {
  /** Places of luma beside the picture, and what it is there in most frames. */
  private readonly outside: Int32Array;
  private readonly usual: Uint8Array;
  /** Places inside it: of luma, and of colour. */
  private readonly inside: Int32Array;
  private readonly colours: Int32Array;
  private readonly usualColour: number;

  constructor(picture: Picture, sample: readonly YuvFrame[]) {
    const { width, height } = sample[0]!;
    const [wide, high] = [(width >> 2) * 2, (height >> 2) * 2];
    const beside = maskOf(scaled(picture, 0.5, 0.5), wide, high, -2).map((value) => 1 - value);
    const inside = maskOf(scaled(picture, 0.25, 0.25), wide >> 1, high >> 1, 1);
    this.outside = placesOf(beside, wide, width, 2);
    this.inside = placesOf(inside, wide >> 1, width, 4);
    this.colours = placesOf(inside, wide >> 1, width >> 1, 2);
    this.usual = medianLuma(sample, this.outside);
    this.usualColour = median(sample.map((frame) => this.look(frame).colour));
  }

  /** How far a frame is from the layout: 0 like most of the frames it was found in, from 1 on another one. */
  strangeness(frame: YuvFrame): number {
    const { outside, usual } = this;
    let [differs, all] = [0, 0];
    for (let i = 0; i < outside.length; i += 1) {
      const difference = Math.abs(frame.y[outside[i]!]! - usual[i]!);
      all += difference;
      if (difference > DIFFERS_BY) differs += 1;
    }
    const beside = Math.max(differs / OUTSIDE_MAY_DIFFER, all / MAY_DIFFER_ON_AVERAGE) / Math.max(1, outside.length);
    if (beside > 1 || this.usualColour < 0.3) return beside;
    const { colour, shown } = this.look(frame);
    return shown < 0.01 ? beside : Math.max(beside, (COLOUR_SHARE_KEPT * this.usualColour) / Math.max(1e-6, colour));
  }

  /** Shares of the picture that have colour, and that are not dark. */
  private look(frame: YuvFrame): { colour: number; shown: number } {
    const { inside, colours } = this;
    let [coloured, shown] = [0, 0];
    for (let i = 0; i < inside.length; i += 1) {
      if (frame.y[inside[i]!]! <= DARK) continue;
      shown += 1;
      if (colourAt(frame, colours[i]!) > COLOURED) coloured += 1;
    }
    const all = inside.length;
    return all === 0 ? { colour: 0, shown: 0 } : { colour: coloured / all, shown: shown / all };
  }
}

/** Where the set pixels of a smaller frame, `width` wide, lie in one that is so many times as large. */
function placesOf(set: Uint8Array, width: number, fullWidth: number, times: number): Int32Array {
  const places: number[] = [];
  for (let i = 0; i < set.length; i += 1)
    if (set[i] === 1) places.push(times * (Math.floor(i / width) * fullWidth + (i % width)));
  return Int32Array.from(places);
}

/** What luma is in half of the frames, place by place. */
function medianLuma(sample: readonly YuvFrame[], places: Int32Array): Uint8Array {
  const half = sample.length >> 1;
  const counts = new Uint32Array(256);
  return Uint8Array.from(places, (at) => {
    for (const { y } of sample) counts[y[at]!]! += 1;
    let value = 0;
    for (let below = counts[0]!; below <= half; below += counts[value]!) value += 1;
    for (const { y } of sample) counts[y[at]!] = 0;
    return value;
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
