/** The newest frames' luma, each under its index. Frames may be missing. */
export class LumaHistory {
  private readonly planes: Uint8Array[] = [];
  private readonly indexes: number[] = [];

  /** `frames`: how many are kept. */
  constructor(private readonly frames: number) {}

  /** Copies it; frames come in order. */
  add(index: number, luma: Uint8Array): void {
    const slot = index % this.frames;
    const kept = this.planes[slot];
    if (kept?.length === luma.length) kept.set(luma);
    else this.planes[slot] = Uint8Array.from(luma);
    this.indexes[slot] = index;
  }

  /** Undefined where it was never there, or is no longer kept. */
  at(index: number): Uint8Array | undefined {
    const slot = index % this.frames;
    return index >= 0 && this.indexes[slot] === index ? this.planes[slot] : undefined;
  }
}
