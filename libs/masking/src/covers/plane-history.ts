/** Planes of frames that were seen, each under its index, in the size of the frame. Frames may be missing. */
export interface PlaneHistory {
  /** Copies it; frames come in order. */
  add(index: number, plane: Uint8Array): void;
  /** One of the newest; undefined where it was never there, or is no longer kept. */
  at(index: number): Uint8Array | undefined;
  /** All that are kept of frames before one, back in time: of older ones one now and then. */
  before(index: number): Iterable<readonly [index: number, plane: Uint8Array]>;
  /** Whether a frame may have been there of which nothing is kept any more. */
  hasForgotten(index: number): boolean;
  /** Asking costs nothing. */
  readonly isAtHand: boolean;
}

/** Of frames that are no longer kept one in so many is, and so many of them: a minute. */
const OLDER = { every: 24, planes: 60 };

/** Keeps planes as they are. */
export class LumaHistory implements PlaneHistory {
  readonly isAtHand = true;
  private readonly newest: Ring;
  private readonly older = new Ring(OLDER.planes);

  /** `frames`: how many of the newest are kept. */
  constructor(frames: number) {
    this.newest = new Ring(frames);
  }

  add(index: number, plane: Uint8Array): void {
    this.newest.add(index, plane);
    if (index % OLDER.every === 0) this.older.add(index / OLDER.every, plane);
  }

  at(index: number): Uint8Array | undefined {
    return this.newest.at(index);
  }

  *before(index: number): Generator<readonly [number, Uint8Array]> {
    let at = index - 1;
    for (let plane = this.at(at); plane; at -= 1, plane = this.at(at)) yield [at, plane];
    let look = Math.floor(at / OLDER.every);
    for (let plane = this.older.at(look); plane; look -= 1, plane = this.older.at(look))
      yield [OLDER.every * look, plane];
  }

  hasForgotten(index: number): boolean {
    return this.older.hasForgotten(Math.floor(index / OLDER.every));
  }
}

/** The newest of what is numbered, in memory that is written to again. */
class Ring {
  private readonly planes: Uint8Array[] = [];
  private readonly numbers: number[] = [];

  constructor(private readonly places: number) {}

  add(number: number, plane: Uint8Array): void {
    const slot = number % this.places;
    const kept = this.planes[slot];
    if (kept?.length === plane.length) kept.set(plane);
    else this.planes[slot] = Uint8Array.from(plane);
    this.numbers[slot] = number;
  }

  at(number: number): Uint8Array | undefined {
    const slot = number % this.places;
    return number >= 0 && this.numbers[slot] === number ? this.planes[slot] : undefined;
  }

  /** What has its place now came later. */
  hasForgotten(number: number): boolean {
    return number >= 0 && (this.numbers[number % this.places] ?? -1) > number;
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

  *before(index: number): Generator<readonly [number, Uint8Array]> {
    for (const [at, difference] of this.kept.before(index)) yield [at, this.at(at) ?? doubled(difference, this.width)];
  }

  hasForgotten(index: number): boolean {
    return this.kept.hasForgotten(index);
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
