import type { Rectangle } from './picture.js';
import { CELL, type CellArea, type StrokeCells, StrokeFinder } from './stroke-cells.js';
import { HIDDEN, HIDDEN_BIAS, OUTPUT, OUTPUT_BIAS } from './writing-weights.js';
import { FEATURES, FEWEST_STROKES, HIGH, LONG, STRIDE, WritingWindows } from './writing-windows.js';

/** Where something looks like writing, in pixels of the frame. */
export interface Writing {
  readonly box: Rectangle;
  readonly turned: boolean;
  /** Evidence, summed along the line: log odds. */
  readonly score: number;
  readonly best: number;
  readonly level: number;
}

const LEVELS = 3;
/** Log odds from which on a window takes part in a line. */
export const TAKES_PART = 0;
const NOT_LOOKED_AT = -99;

interface Level {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly strokes: StrokeFinder;
  readonly windows: readonly [upright: WritingWindows, turned: WritingWindows];
  /** 1 where a window may begin, cell by cell. */
  readonly allowed: Uint8Array;
  readonly area: CellArea;
  readonly odds: Float32Array;
}

/** Looks for writing of all sizes, upright and turned, in frames of one size. */
export class WritingFinder {
  private readonly levels: readonly Level[];
  private readonly features = new Float32Array(FEATURES);

  /** `inside`: pixels that are looked at. */
  constructor(
    private readonly width: number,
    height: number,
    inside: Uint8Array,
  ) {
    this.levels = Array.from({ length: LEVELS }, (_, level) => levelOf(level, width, height, inside));
  }

  /** `luma`: row by row. */
  find(luma: Uint8Array): Writing[] {
    const found: Writing[] = [];
    let plane = luma;
    for (const [i, level] of this.levels.entries()) {
      if (i > 0) {
        shrinkInto(level, plane, this.width >> (i - 1));
        plane = level.luma;
      }
      const cells = level.strokes.find(plane, level.area);
      for (const turned of [false, true]) {
        this.weigh(level, turned);
        found.push(...linesOf(cells, level.odds, turned, i));
      }
    }
    return found;
  }

  private weigh({ strokes: { cells }, windows: both, allowed, area, odds }: Level, turned: boolean): void {
    const windows = both[turned ? 1 : 0];
    windows.sum(area);
    odds.fill(NOT_LOOKED_AT);
    const [stepX, stepY] = turned ? [1, STRIDE] : [STRIDE, 1];
    const [wide, high] = turned ? [HIGH, LONG] : [LONG, HIGH];
    for (let row = area.top; row <= area.bottom - high; row += stepY)
      for (let column = area.left; column <= area.right - wide; column += stepX) {
        const at = row * cells.columns + column;
        if (allowed[at] === 0 || windows.strokesAt(at) < FEWEST_STROKES) continue;
        windows.describe(at, this.features);
        odds[at] = oddsOf(this.features);
      }
  }
}

function levelOf(level: number, fullWidth: number, fullHeight: number, inside: Uint8Array): Level {
  const [width, height] = [fullWidth >> level, fullHeight >> level];
  const strokes = new StrokeFinder(width, height);
  const { columns, rows } = strokes.cells;
  const allowed = new Uint8Array(columns * rows);
  let [left, right, top, bottom] = [columns, 0, rows, 0];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const x = Math.min(fullWidth - 1, ((column + 1) * CELL) << level);
      const y = Math.min(fullHeight - 1, ((row + 1) * CELL) << level);
      if (inside[y * fullWidth + x] === 0) continue;
      allowed[row * columns + column] = 1;
      [left, right, top, bottom] = [
        Math.min(left, column),
        Math.max(right, column + LONG),
        Math.min(top, row),
        Math.max(bottom, row + LONG),
      ];
    }
  const area = { left, right: Math.min(right, columns), top, bottom: Math.min(bottom, rows) };
  return {
    width,
    height,
    luma: new Uint8Array(width * height),
    strokes,
    windows: [new WritingWindows(strokes.cells, false), new WritingWindows(strokes.cells, true)],
    allowed,
    area,
    odds: new Float32Array(columns * rows),
  };
}

// one row for each hidden unit
const HIDDEN_WEIGHTS = Float32Array.from(HIDDEN.flat());

function oddsOf(features: Float32Array): number {
  let sum = OUTPUT_BIAS;
  for (let unit = 0, at = 0; unit < HIDDEN_BIAS.length; unit += 1) {
    let value = HIDDEN_BIAS[unit]!;
    for (let i = 0; i < FEATURES; i += 1, at += 1) value += HIDDEN_WEIGHTS[at]! * features[i]!;
    if (value > 0) sum += OUTPUT[unit]! * value;
  }
  return sum;
}

/** Windows that touch each other become one line. */
function linesOf({ columns, rows }: StrokeCells, odds: Float32Array, turned: boolean, level: number): Writing[] {
  const lines: Writing[] = [];
  const [wide, high] = turned ? [HIGH, LONG] : [LONG, HIGH];
  const seen = new Uint8Array(odds.length);
  const along = new Float32Array(Math.max(columns, rows));
  for (let start = 0; start < odds.length; start += 1) {
    if (odds[start]! < TAKES_PART || seen[start] === 1) continue;
    const stack = [start];
    seen[start] = 1;
    let [left, right, top, bottom, best] = [columns, 0, rows, 0, -99];
    along.fill(0);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % columns;
      const y = (at - x) / columns;
      const value = odds[at]!;
      best = Math.max(best, value);
      const place = turned ? y : x;
      along[place] = Math.max(along[place]!, value);
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      const [reachX, reachY] = turned ? [1, 4] : [4, 1];
      for (let dy = -reachY; dy <= reachY; dy += 1)
        for (let dx = -reachX; dx <= reachX; dx += 1) {
          if (x + dx < 0 || x + dx >= columns || y + dy < 0 || y + dy >= rows) continue;
          const to = at + dy * columns + dx;
          if (odds[to]! >= TAKES_PART && seen[to] === 0) {
            seen[to] = 1;
            stack.push(to);
          }
        }
    }
    const cell = CELL << level;
    lines.push({
      box: {
        x: left * cell,
        y: top * cell,
        width: (right - left + wide) * cell,
        height: (bottom - top + high) * cell,
      },
      turned,
      score: along.reduce((sum, value) => sum + value, 0),
      best,
      level,
    });
  }
  return lines;
}

function shrinkInto({ width, height, luma }: Level, from: Uint8Array, fromWidth: number): void {
  for (let y = 0, out = 0; y < height; y += 1)
    for (let x = 0, at = 2 * y * fromWidth; x < width; x += 1, at += 2, out += 1)
      luma[out] = (from[at]! + from[at + 1]! + from[at + fromWidth]! + from[at + fromWidth + 1]! + 2) >> 2;
}
