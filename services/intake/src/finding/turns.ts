/** What changed less long ago than this is looked at in every scan. */
const RESTLESS_MS = 600_000;
/** Nothing goes without a look for longer. */
const LONGEST_REST_MS = 300_000;
const GOLDEN_RATIO = 0.618_034;

/** When something that has not changed for long is looked at again, spread so that each scan has its share of it. */
export class Turns {
  private drawn = 0;

  constructor(readonly nowMs: () => number) {}

  /** The moment of the next look, after half of the longest rest or later. */
  next(): number {
    this.drawn = (this.drawn + GOLDEN_RATIO) % 1;
    return this.nowMs() + (LONGEST_REST_MS * (1 + this.drawn)) / 2;
  }

  isResting(unchangedSinceMs: number, nextMs: number): boolean {
    const nowMs = this.nowMs();
    return nowMs - unchangedSinceMs >= RESTLESS_MS && nowMs < nextMs;
  }
}
