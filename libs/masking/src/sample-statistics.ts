/** A frame of a sample: interleaved red, green, blue. */
export interface SampleFrame {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** What each pixel did over the sample. */
export interface SampleStatistics {
  readonly width: number;
  readonly height: number;
  /** 0 to 255. */
  readonly brightest: Uint8Array;
  readonly meanLuma: Float32Array;
  /** Standard deviation of the luma over time. */
  readonly motion: Float32Array;
  /** Mean distance from grey, 0 to 255. */
  readonly colour: Float32Array;
}

export const lumaOf = (r: number, g: number, b: number) => 0.299 * r + 0.587 * g + 0.114 * b;

/** Throws when there is no frame. All frames have one size. */
export function statisticsOf(frames: readonly SampleFrame[]): SampleStatistics {
  const first = frames[0];
  if (!first) throw new Error('a sample has at least one frame');
  const { width, height } = first;
  const count = width * height;
  const brightest = new Uint8Array(count);
  const sum = new Float32Array(count);
  const squares = new Float32Array(count);
  const colour = new Float32Array(count);
  for (const { rgb } of frames) {
    for (let i = 0, at = 0; i < count; i += 1, at += 3) {
      const r = rgb[at]!;
      const g = rgb[at + 1]!;
      const b = rgb[at + 2]!;
      const luma = lumaOf(r, g, b);
      if (luma > brightest[i]!) brightest[i] = luma;
      sum[i]! += luma;
      squares[i]! += luma * luma;
      colour[i]! += Math.max(r, g, b) - Math.min(r, g, b);
    }
  }
  const meanLuma = sum.map((value) => value / frames.length);
  const motion = squares.map((value, i) => Math.sqrt(Math.max(0, value / frames.length - meanLuma[i]! ** 2)));
  return { width, height, brightest, meanLuma, motion, colour: colour.map((value) => value / frames.length) };
}
