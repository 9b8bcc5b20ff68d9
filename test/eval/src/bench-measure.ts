/** Smallest, middle and largest of some runs. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Measure {
  readonly name: string;
  /** Wall time against a bare ffmpeg on the same exam in the same minute. */
  readonly ratio: Spread;
  /** The goal, where there is one. */
  readonly goal?: number;
  readonly peakMiB?: number;
  readonly note: string;
}

/** Wall time, seconds. */
export async function wall(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN, max: sorted.at(-1) ?? NaN };
}
