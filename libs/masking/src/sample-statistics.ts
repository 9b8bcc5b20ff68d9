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

/** Throws when there is no frame. All frames have one size. */
export function statisticsOf(frames: readonly YuvFrame[]): SampleStatistics {
  const first = frames[0];
  if (!first) throw new Error('a sample has at least one frame');
  const { width, height } = first;
  const count = width * height;
  const brightest = new Uint8Array(count);
  const sum = new Float32Array(count);
  const squares = new Float32Array(count);
  const colour = new Float32Array(count >> 2);
  for (const frame of frames) {
    const { y } = frame;
    for (let i = 0; i < count; i += 1) {
      const luma = y[i]!;
      if (luma > brightest[i]!) brightest[i] = luma;
      sum[i]! += luma;
      squares[i]! += luma * luma;
    }
    for (let i = 0; i < colour.length; i += 1) colour[i]! += colourAt(frame, i) / frames.length;
  }
  const motion = squares.map((value, i) =>
    Math.sqrt(Math.max(0, value / frames.length - (sum[i]! / frames.length) ** 2)),
  );
  return { width, height, brightest, motion, colour };
}
