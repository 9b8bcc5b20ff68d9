import { maskOf, type Picture, scaled } from './picture.js';
import { halved, type YuvFrame } from '../yuv-frame.js';

/** Darker shows nothing, brighter is a reflection: neither has a colour. Studio range. */
const LIT = [40, 215] as const;
/** Redder than this, and more red than blue: blood under light, whatever lies on it. */
const RED = 6;
const MORE_RED_THAN_BLUE = 4;
/** Share of what is lit that is red: usual inside a body, and far less outside. */
const USUALLY_RED = 0.5;
const HARDLY_RED = 0.3;
/** Of a frame with less that is lit, as share of the picture, nothing is said. */
const LEAST_LIT = 0.05;

/**
 * Tells frames that were taken outside the body (a room, a screen, people) by their colours. White light inside is red
 * nearly everywhere; where a video is not, nothing can be told. Tissue in light of few wavelengths has the colours of
 * a green wall: it counts as outside. Looks at every fourth pixel.
 */
export class BodyWatch {
  /** Most of the sample was taken inside a body, by white light. */
  readonly isSure: boolean;
  private readonly inside: Uint8Array;

  /** `sample`: frames with this picture, all of one size. */
  constructor(picture: Picture, sample: readonly YuvFrame[]) {
    const { width, height } = sample[0]!;
    this.inside = maskOf(scaled(picture, 0.25, 0.25), ((width >> 2) * 2) >> 1, ((height >> 2) * 2) >> 1, 1);
    const reds = sample.map((frame) => this.look(frame)).flatMap(({ lit, red }) => (lit >= LEAST_LIT ? [red] : []));
    this.isSure = (reds.toSorted((a, b) => a - b)[reds.length >> 1] ?? 0) >= USUALLY_RED;
  }

  isOutside(frame: YuvFrame): boolean {
    const { lit, red } = this.look(frame);
    return this.isSure && lit >= LEAST_LIT && red < HARDLY_RED;
  }

  /** Shares: of the picture that is lit, and of that what is red. */
  private look(frame: YuvFrame): { lit: number; red: number } {
    const { y, u, v, width } = halved(frame);
    const half = width >> 1;
    let [inside, lit, red] = [0, 0, 0];
    for (let i = 0; i < this.inside.length; i += 1) {
      if (this.inside[i] === 0) continue;
      inside += 1;
      const luma = y[2 * Math.floor(i / half) * width + 2 * (i % half)]!;
      if (luma < LIT[0] || luma > LIT[1]) continue;
      const [du, dv] = [u[i]! - 128, v[i]! - 128];
      lit += 1;
      if (dv > RED && dv > du + MORE_RED_THAN_BLUE) red += 1;
    }
    return { lit: lit / Math.max(1, inside), red: red / Math.max(1, lit) };
  }
}
