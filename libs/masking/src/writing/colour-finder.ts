import { EdgeFinder } from './edge-finder.js';
import { type Writing, WritingFinder } from './find-writing.js';
import { Planes } from './plane.js';

/** The colour differences are half the size of the frame already: of its three levels two are left. */
const LEVELS = 2;
/** A step over two pixels of the colour difference that may be a letter's edge, and the widest stroke between two. */
const STEP = 4;
const STROKE = 17;
/** A part of the frame with fewer strokes in every second of its rows holds no letters. */
const PART = { width: 64, height: 32, strokes: 10 };

/** Looks for writing in the colour differences of frames of one size: what is as bright as its ground is seen there alone. */
export class ColourFinder {
  private readonly width: number;
  private readonly inside: Uint8Array;
  /** Strokes of the parts side by side. */
  private readonly counts: Uint16Array;
  private readonly planes: Planes;
  private readonly steps: EdgeFinder;
  private readonly finder: WritingFinder;

  /** Size and `inside` (pixels that are looked at) are the frame's. */
  constructor(width: number, height: number, inside: Uint8Array) {
    const [wide, high] = [width >> 1, height >> 1];
    this.width = wide;
    this.inside = Uint8Array.from(
      { length: wide * high },
      (_, i) => inside[2 * Math.floor(i / wide) * width + 2 * (i % wide)]!,
    );
    this.counts = new Uint16Array(Math.ceil(wide / PART.width));
    this.planes = new Planes(wide, high, 1);
    this.steps = new EdgeFinder(this.planes.levels[0]!);
    this.finder = new WritingFinder(wide, high, this.inside, { levels: LEVELS, endsWithLetters: true });
  }

  /** In pixels of the frame. */
  find(difference: Uint8Array): Writing[] {
    if (!this.hasStrokes(difference)) return [];
    return this.finder.find(difference).map((writing) => {
      const { x, y, width, height } = writing.box;
      return { ...writing, box: { x: 2 * x, y: 2 * y, width: 2 * width, height: 2 * height } };
    });
  }

  /** Most frames of tissue have none: colour comes and goes softly there. */
  private hasStrokes(difference: Uint8Array): boolean {
    const { width, inside, counts, planes, steps } = this;
    planes.show(difference);
    for (let y = 0, row = 0; row < difference.length; y += 2, row += 2 * width) {
      if (y % PART.height === 0) counts.fill(0);
      const found = steps.steps(y, 1, width - 1, STEP);
      let [since, rises] = [-STROKE, false];
      for (let i = 0; i < found; i += 1) {
        const x = steps.columns[i]!;
        const at = row + x;
        if (inside[at + 1] === 0 || inside[at - 1] === 0) continue;
        const isRise = difference[at + 1]! > difference[at - 1]!;
        if (isRise !== rises && x - since <= STROKE) {
          const part = Math.floor((x + 1) / PART.width);
          counts[part]! += 1;
          if (counts[part]! >= PART.strokes) return true;
        }
        [since, rises] = [x, isRise];
      }
    }
    return false;
  }
}
