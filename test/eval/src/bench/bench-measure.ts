import type { Cost } from './process-cost.js';

/** Smallest, middle and largest of some runs. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Measure {
  readonly name: string;
  /** Wall time against a bare ffmpeg on the same exam, a minute or two before. */
  readonly ratio: Spread;
  /** Processor time against that of the same bare ffmpeg: other work on the machine changes it less. */
  readonly cpu?: Spread;
  /** What the ratio must not exceed, where something is wanted. */
  readonly goal?: number;
  readonly peakMiB?: number;
  readonly note: string;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN, max: sorted.at(-1) ?? NaN };
}

/** Runs of one case, each with the bare encode it is held against. */
export class Ratios {
  private readonly wall: number[] = [];
  private readonly cpu: number[] = [];
  private peak = 0;

  add(cost: Cost, bare: Cost): void {
    this.wall.push(cost.wall / bare.wall);
    this.cpu.push(cost.cpu / bare.cpu);
    this.peak = Math.max(this.peak, cost.peakMiB);
  }

  measure(name: string, note: string, goal?: number): Measure {
    const [ratio, cpu] = [spreadOf(this.wall), spreadOf(this.cpu)];
    return { name, ratio, cpu, ...(goal === undefined ? {} : { goal }), peakMiB: this.peak, note };
  }
}
