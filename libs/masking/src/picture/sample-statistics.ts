import { colourAt, type YuvFrame } from '../yuv-frame.js';

/** What each pixel did over the sample. */
export interface SampleStatistics {
  readonly width: number;
  readonly height: number;
  /** Studio range. */
  readonly brightest: Uint8Array;
  /** Standard deviation of the luma over time. */
  readonly motion: Float32Array;
  /** Mean distance from grey; half as wide and half as high. */
  readonly colour: Float32Array;
}

/** Pixels that are added up over all frames before the next are: their sums stay in the processor's own memory. */
const BLOCK = 4096;
/** Frames that are added up together: sums are read and written once for all of them. */
const TOGETHER = 4;

/** Throws when there is no frame. All frames have one size. */
export function statisticsOf(frames: readonly YuvFrame[]): SampleStatistics {
  const first = frames[0];
  if (!first) throw new Error('a sample has at least one frame');
  const { width, height } = first;
  const count = width * height;
  const brightest = new Uint8Array(count);
  const sum = new Int32Array(count);
  const squares = new Int32Array(count);
  const colour = new Float32Array(count >> 2);
  const fours = inFours(frames);
  for (let from = 0; from < count; from += BLOCK)
    for (const [{ y: a }, { y: b }, { y: c }, { y: d }] of fours)
      for (let i = from, to = Math.min(count, from + BLOCK); i < to; i += 1) {
        // no arrays in here: they would be made and thrown away for every pixel
        const one = a[i]!;
        const two = b[i]!;
        const three = c[i]!;
        const four = d[i]!;
        let most = brightest[i]!;
        if (one > most) most = one;
        if (two > most) most = two;
        if (three > most) most = three;
        if (four > most) most = four;
        brightest[i] = most;
        sum[i]! += one + two + three + four;
        squares[i]! += one * one + two * two + three * three + four * four;
      }
  // a sum in single precision, frame by frame
  const parts = Float64Array.from({ length: 257 }, (_, distance) => distance / frames.length);
  for (let from = 0; from < colour.length; from += BLOCK)
    for (const [a, b, c, d] of fours)
      for (let i = from, to = Math.min(colour.length, from + BLOCK); i < to; i += 1) {
        const two = Math.fround(Math.fround(colour[i]! + parts[colourAt(a, i)]!) + parts[colourAt(b, i)]!);
        colour[i] = Math.fround(two + parts[colourAt(c, i)]!) + parts[colourAt(d, i)]!;
      }
  const motion = new Float32Array(count);
  for (let i = 0; i < count; i += 1)
    motion[i] = Math.sqrt(Math.max(0, squares[i]! / frames.length - (sum[i]! / frames.length) ** 2));
  return { width, height, brightest, motion, colour };
}

type Four = readonly [YuvFrame, YuvFrame, YuvFrame, YuvFrame];

/** Filled up with frames that add nothing: black and grey. */
function inFours(frames: readonly YuvFrame[]): Four[] {
  const { y, u, v: _, ...size } = frames[0]!;
  const grey = new Uint8Array(u.length).fill(128);
  const nothing = { ...size, y: new Uint8Array(y.length), u: grey, v: grey };
  return Array.from({ length: Math.ceil(frames.length / TOGETHER) }, (_, i) => {
    const [a = nothing, b = nothing, c = nothing, d = nothing] = frames.slice(i * TOGETHER);
    return [a, b, c, d];
  });
}
