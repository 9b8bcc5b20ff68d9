import { maskOf, type Picture } from './picture.js';
import type { SampleFrame } from './sample-statistics.js';
import { lumaOf } from './sample-statistics.js';

/** Share of the outside that may differ: clocks, counters and labels do. A menu, a zoom or another device is more. */
const OUTSIDE_MAY_DIFFER = 0.06;
const DIFFERS_BY = 48;
/** A picture that loses nearly all its colour is a menu, a worklist or a title where the picture was. */
const COLOUR_SHARE_KEPT = 0.2;

/**
 * Tells frames that do not have the layout the picture was found in. Made from the sample; asked for every frame, all
 * of one size.
 */
export class LayoutWatch {
  private readonly inside: Uint8Array;
  private readonly outside: Uint8Array;
  private readonly usual: Uint8Array;
  private readonly usualColour: number;

  constructor(picture: Picture, sample: readonly SampleFrame[]) {
    const { width, height } = sample[0]!;
    this.inside = maskOf(picture, width, height, 2);
    this.outside = maskOf(picture, width, height, -4).map((value) => 1 - value);
    this.usual = medianLuma(sample);
    this.usualColour = median(sample.map((frame) => this.colourShare(frame)));
  }

  hasLayout(frame: SampleFrame): boolean {
    let [differs, outside] = [0, 0];
    for (let i = 0; i < this.outside.length; i += 1) {
      if (this.outside[i] === 0) continue;
      outside += 1;
      const at = 3 * i;
      const luma = lumaOf(frame.rgb[at]!, frame.rgb[at + 1]!, frame.rgb[at + 2]!);
      if (Math.abs(luma - this.usual[i]!) > DIFFERS_BY) differs += 1;
    }
    if (outside > 0 && differs / outside > OUTSIDE_MAY_DIFFER) return false;
    return this.usualColour < 0.3 || this.colourShare(frame) > COLOUR_SHARE_KEPT * this.usualColour;
  }

  private colourShare({ rgb }: SampleFrame): number {
    let [coloured, inside] = [0, 0];
    for (let i = 0; i < this.inside.length; i += 1) {
      if (this.inside[i] === 0) continue;
      inside += 1;
      const [r, g, b] = [rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!];
      if (Math.max(r, g, b) - Math.min(r, g, b) > 12 && lumaOf(r, g, b) > 20) coloured += 1;
    }
    return inside === 0 ? 0 : coloured / inside;
  }
}

function medianLuma(sample: readonly SampleFrame[]): Uint8Array {
  const { width, height } = sample[0]!;
  const usual = new Uint8Array(width * height);
  const values = new Float32Array(sample.length);
  for (let i = 0; i < usual.length; i += 1) {
    for (const [at, { rgb }] of sample.entries()) values[at] = lumaOf(rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!);
    values.sort();
    usual[i] = values[values.length >> 1]!;
  }
  return usual;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
