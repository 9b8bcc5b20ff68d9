/** The newest frames' planes, each under its index, in the size of the frame. Frames may be missing. */
export interface PlaneHistory {
  /** Copies it; frames come in order. */
  add(index: number, plane: Uint8Array): void;
  /** Undefined where it was never there, or is no longer kept. */
  at(index: number): Uint8Array | undefined;
  /** Asking costs nothing. */
  readonly isAtHand: boolean;
}

/** Keeps planes as they are. */
export class LumaHistory implements PlaneHistory {
  readonly isAtHand = true;
  private readonly planes: Uint8Array[] = [];
  private readonly indexes: number[] = [];

  /** `frames`: how many are kept. */
  constructor(private readonly frames: number) {}

  add(index: number, plane: Uint8Array): void {
    const slot = index % this.frames;
    const kept = this.planes[slot];
    if (kept?.length === plane.length) kept.set(plane);
    else this.planes[slot] = Uint8Array.from(plane);
    this.indexes[slot] = index;
  }

  at(index: number): Uint8Array | undefined {
    const slot = index % this.frames;
    return index >= 0 && this.indexes[slot] === index ? this.planes[slot] : undefined;
  }
}

/** So many planes are looked at together at the most. */
const LOOKED_AT = 14;

/** Keeps colour differences, half as wide and high as the frame, and gives them in its size. */
export class ColourHistory implements PlaneHistory {
  readonly isAtHand = false;
  private readonly kept: LumaHistory;
  /** Given lately: several lines are looked back at together. */
  private readonly given = new Map<number, Uint8Array>();

  constructor(
    frames: number,
    /** Of the frame, even. */
    private readonly width: number,
  ) {
    this.kept = new LumaHistory(frames);
  }

  add(index: number, difference: Uint8Array): void {
    this.kept.add(index, difference);
  }

  at(index: number): Uint8Array | undefined {
    const difference = this.kept.at(index);
    if (!difference) return undefined;
    let plane = this.given.get(index);
    if (plane) return plane;
    plane = doubled(difference, this.width);
    this.given.set(index, plane);
    if (this.given.size > LOOKED_AT) this.given.delete(Math.min(...this.given.keys()));
    return plane;
  }
}

/** Each pixel four times: its edges are as high then as luma's. */
function doubled(difference: Uint8Array, width: number): Uint8Array {
  const half = width >> 1;
  const plane = new Uint8Array(difference.length * 4);
  const pairs = new Uint16Array(plane.buffer);
  for (let from = 0, to = 0; from < difference.length; from += half, to += width) {
    for (let x = 0; x < half; x += 1) pairs[to + x] = difference[from + x]! * 0x0101;
    pairs.copyWithin(to + half, to, to + half);
  }
  return plane;
}
