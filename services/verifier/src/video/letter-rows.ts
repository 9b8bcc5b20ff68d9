import { barRows } from './bar-rows.js';
import { BLOCK, FrameBlocks } from './frame-blocks.js';
import { type Shape, ShapeFinder } from './letter-shapes.js';
import { slantedRows } from './slanted-rows.js';

/** Letter-like shapes side by side. Right and bottom are inside. */
export interface LetterRow {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /**
   * `down`: the shapes stand below each other, as in writing that is turned by a quarter; `aslant`: by something else;
   * `bars`: they are no letters but the bars of a code.
   */
  readonly runs: 'across' | 'down' | 'aslant' | 'bars';
  /** 1: brighter than the ground, -1: darker. */
  readonly sign: 1 | -1;
  readonly letters: readonly Shape[];
  /** Grey levels, of the median letter. */
  readonly contrast: number;
}

const SMALLEST = 6;
const LETTERS_IN_A_ROW = 3;

/**
 * Looks for letters as shapes, where the levels look for strokes: connected regions that stand out from the ground
 * around them, of a letter's proportions, several of like height and strength side by side. Bright and dark ones.
 * Keeps its buffers between frames.
 */
export class LetterRows {
  readonly blocks: FrameBlocks;
  private readonly shapes: ShapeFinder;
  private readonly tallest: number;
  private readonly wide: number;

  constructor(width: number, height: number) {
    this.blocks = new FrameBlocks(width, height);
    this.shapes = new ShapeFinder(width, height);
    this.tallest = Math.max(24, Math.round(height / 6));
    this.wide = Math.max(1, Math.round(height / 40 / BLOCK));
  }

  /**
   * `contrast`: by how many grey levels a letter must differ from its ground. `ground`: how far that reaches; `near` for
   * small letters beside edges, `wide` for large ones. Undefined: too much to look through.
   */
  find(luma: Uint8Array, contrast: number, ground: 'near' | 'wide', isSame = false): LetterRow[] | undefined {
    if (this.blocks.see(luma, contrast, ground === 'near' ? 1 : this.wide, isSame) === 0) return [];
    const rows: LetterRow[] = [];
    for (const sign of [1, -1] as const) {
      const shapes = this.shapes.find(luma, this.blocks, sign, contrast);
      if (!shapes) return undefined;
      const letters = shapes.filter((shape) => couldBeLetter(shape, this.tallest));
      rows.push(...rowsAcross(letters).map((row) => rowOf(row, 'across', sign)));
      // whether letters grew together is told across only
      const turned = letters.map(transposed).filter((shape) => couldBeLetter(shape, this.tallest));
      const down = rowsAcross(turned).filter(({ length }) => length >= LETTERS_IN_A_ROW);
      rows.push(...down.map((row) => rowOf(row.map(transposed), 'down', sign)));
      rows.push(...slantedRows(letters).map((row) => rowOf(row, 'aslant', sign)));
      rows.push(...barRows(shapes).map((row) => rowOf(row, 'bars', sign)));
    }
    return rows;
  }
}

function couldBeLetter({ left, right, top, bottom, size, pieces }: Shape, tallest: number): boolean {
  const [wide, high] = [right - left + 1, bottom - top + 1];
  if (high < SMALLEST || high > tallest || wide < 2) return false;
  const fill = size / (wide * high);
  if (fill < 0.12) return false;
  // small letters grow together: then each pixel row crosses many strokes
  if (wide > 2.2 * high) return wide < 14 * high && pieces / high > 0.55 * (wide / high) && fill < 0.75;
  return fill < 0.92 || wide < 0.45 * high;
}

const transposed = ({ left, right, top, bottom, ...more }: Shape): Shape => ({
  ...more,
  left: top,
  right: bottom,
  top: left,
  bottom: right,
});

/** Shapes of like height and strength on one line, each close to the one before. */
function rowsAcross(shapes: readonly Shape[]): Shape[][] {
  const rows: Shape[][] = [];
  const open: Shape[][] = [];
  for (const shape of shapes.toSorted((a, b) => a.left - b.left)) {
    const high = shape.bottom - shape.top + 1;
    let best: Shape[] | undefined;
    let bestGap = Number.POSITIVE_INFINITY;
    for (let i = open.length - 1; i >= 0; i -= 1) {
      const row = open[i]!;
      const last = row.at(-1)!;
      const tall = last.bottom - last.top + 1;
      const gap = shape.left - last.right;
      if (gap > 8 * tall) {
        open.splice(i, 1);
        continue;
      }
      if (gap < -2 || gap > 1.2 * Math.max(tall, high) || gap >= bestGap) continue;
      if (high > 1.9 * tall || tall > 1.9 * high) continue;
      const overlap = Math.min(last.bottom, shape.bottom) - Math.max(last.top, shape.top) + 1;
      if (overlap <= 0.55 * Math.min(tall, high)) continue;
      if (shape.contrast > 2.2 * last.contrast || last.contrast > 2.2 * shape.contrast) continue;
      [best, bestGap] = [row, gap];
    }
    if (best) best.push(shape);
    else {
      const row = [shape];
      rows.push(row);
      open.push(row);
    }
  }
  return rows.filter((row) => lettersIn(row) >= LETTERS_IN_A_ROW);
}

/** A shape much wider than high is several letters. */
const lettersIn = (row: readonly Shape[]) =>
  row.reduce((sum, { left, right, top, bottom }) => {
    const wide = (right - left + 1) / (bottom - top + 1);
    return sum + (wide > 2.2 ? wide / 0.8 : 1);
  }, 0);

function rowOf(letters: readonly Shape[], runs: LetterRow['runs'], sign: 1 | -1): LetterRow {
  const row = { left: Infinity, right: 0, top: Infinity, bottom: 0 };
  for (const { left, right, top, bottom } of letters) {
    if (left < row.left) row.left = left;
    if (right > row.right) row.right = right;
    if (top < row.top) row.top = top;
    if (bottom > row.bottom) row.bottom = bottom;
  }
  const contrasts = letters.map(({ contrast }) => contrast).toSorted((a, b) => a - b);
  return { ...row, runs, sign, letters, contrast: contrasts[contrasts.length >> 1]! };
}
