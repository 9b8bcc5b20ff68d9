import { colourAt, type YuvFrame } from './yuv-frame.js';

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
  for (let from = 0; from < count; from += BLOCK)
    for (const { y } of frames) {
      const to = Math.min(count, from + BLOCK);
      for (let i = from; i < to; i += 1) {
        const luma = y[i]!;
        if (luma > brightest[i]!) brightest[i] = luma;
        sum[i]! += luma;
        squares[i]! += luma * luma;
      }
    }
  for (let from = 0; from < colour.length; from += BLOCK)
    for (const frame of frames) {
      const to = Math.min(colour.length, from + BLOCK);
      for (let i = from; i < to; i += 1) colour[i]! += colourAt(frame, i) / frames.length;
    }
  const motion = Float32Array.from(squares, (value, i) =>
    Math.sqrt(Math.max(0, value / frames.length - (sum[i]! / frames.length) ** 2)),
  );
  return { width, height, brightest, motion, colour };
}
