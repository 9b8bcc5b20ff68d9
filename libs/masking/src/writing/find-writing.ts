import { type Rectangle, union } from '../picture/picture.js';
import { CELL, type CellArea, type StrokeCells, StrokeFinder, strokesOf, Sum, SUMS } from './stroke-cells.js';
import { type Plane, Planes } from './plane.js';
import { WindowOdds } from './window-odds.js';
import { FEWEST_STROKES, HIGH, LONG, STRIDE, WritingWindows } from './writing-windows.js';

/** Where something looks like writing, in pixels of the frame. */
export interface Writing {
  readonly box: Rectangle;
  readonly turned: boolean;
  /** Evidence, summed along the line: log odds. */
  readonly score: number;
}

const LEVELS = 3;
/** Log odds of a window from which on it is evidence; fainter ones only carry a line on. */
const EVIDENCE = 0;
const CARRIES_ON = -2;
const TOO_FAINT = -99;
/** So many windows a line is carried on at the most, at each end. */
const MOST_STEPS = 6;
/** A line has twice as many windows in a frame twice as large. */
const CLEARER = 1.5;
/** Evidence that a piece of writing needs to be joined with another. */
const PIECE = 4;
/** Share of its fullest row's strokes below which a row at the edge of a line is empty. */
const EMPTY = 0.2;
/** Of the fullest column's, at its ends: a thin letter may stand there. */
const EMPTY_END = 0.08;

interface Level {
  readonly strokes: StrokeFinder;
  readonly windows: readonly [upright: WritingWindows, turned: WritingWindows];
  /** 1 where a window may begin, cell by cell. */
  readonly allowed: Uint8Array;
  readonly area: CellArea;
  readonly odds: Float32Array;
}

export interface Looking {
  /** How often the frame is halved, and one more. */
  readonly levels?: number;
  /** Lines end with their last letters; otherwise with the last window that shows one. */
  readonly endsWithLetters?: boolean;
}

/** Looks for writing of all sizes, upright and turned, in frames of one size. */
export class WritingFinder {
  private readonly planes: Planes;
  private readonly levels: readonly Level[];
  private readonly odds = new WindowOdds();
  private readonly endsWithLetters: boolean;

  /** `inside`: pixels that are looked at. */
  constructor(
    width: number,
    height: number,
    inside: Uint8Array,
    { levels = LEVELS, endsWithLetters = false }: Looking = {},
  ) {
    this.endsWithLetters = endsWithLetters;
    this.planes = new Planes(width, height, levels);
    this.levels = this.planes.levels.map((plane, level) => levelOf(plane, level, width, height, inside));
  }

  /** `luma`: row by row. */
  find(luma: Uint8Array): Writing[] {
    this.planes.show(luma);
    const found: Writing[] = [];
    for (const [i, level] of this.levels.entries()) {
      const cells = level.strokes.find(level.area);
      for (const turned of [false, true]) {
        if (!this.weigh(level, turned)) continue;
        const lines = linesOf(cells, level.odds, turned, i, this.endsWithLetters);
        found.push(...lines.filter((line) => !isCoarserSight(line, found)));
      }
    }
    return joined(found);
  }

  /** Whether any window is evidence. */
  private weigh({ strokes: { cells }, windows: both, allowed, area, odds }: Level, turned: boolean): boolean {
    const windows = both[turned ? 1 : 0];
    windows.count(area);
    odds.fill(TOO_FAINT);
    let most = TOO_FAINT;
    const [stepX, stepY] = turned ? [1, STRIDE] : [STRIDE, 1];
    const [wide, high] = turned ? [HIGH, LONG] : [LONG, HIGH];
    for (let row = area.top; row <= area.bottom - high; row += stepY)
      for (let column = area.left; column <= area.right - wide; column += stepX) {
        const at = row * cells.columns + column;
        if (allowed[at] === 0 || windows.strokesAt(at) < FEWEST_STROKES) continue;
        windows.describe(at, this.odds.features);
        odds[at] = this.odds.atLeast(CARRIES_ON) ?? TOO_FAINT;
        most = Math.max(most, odds[at]);
      }
    return most >= EVIDENCE;
  }
}

function levelOf(plane: Plane, level: number, fullWidth: number, fullHeight: number, inside: Uint8Array): Level {
  const strokes = new StrokeFinder(plane);
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
    strokes,
    windows: [new WritingWindows(strokes.cells, false), new WritingWindows(strokes.cells, true)],
    allowed,
    area,
    odds: new Float32Array(columns * rows),
  };
}

/** Clear pieces close to each other become one: slanted writing falls into pieces, and what lies between belongs to it. */
function joined(found: readonly Writing[]): Writing[] {
  const lines = [...found];
  for (let i = 0; i < lines.length; i += 1)
    for (let j = i + 1; j < lines.length; j += 1) {
      const [one, other] = [lines[i]!, lines[j]!];
      if (one.turned !== other.turned || one.score < PIECE || other.score < PIECE || !areClose(one, other)) continue;
      lines[i] = { ...one, box: union(one.box, other.box), score: one.score + other.score };
      lines.splice(j, 1);
      j = i;
    }
  return lines;
}

/** Less than a line's height apart, and hardly more is covered together than one by one. */
function areClose({ box: a, turned }: Writing, { box: b }: Writing): boolean {
  const high = turned ? Math.max(a.width, b.width) : Math.max(a.height, b.height);
  const gapX = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  const gapY = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  if (gapX > (turned ? 0.5 : 1.5) * high || gapY > (turned ? 1.5 : 0.5) * high) return false;
  const both = union(a, b);
  return both.width * both.height <= 3 * (a.width * a.height + b.width * b.height);
}

/** True where the same line was seen more clearly in a larger frame: its box is tighter there. */
function isCoarserSight({ box, turned, score }: Writing, finer: readonly Writing[]): boolean {
  let [evidence, covered] = [0, 0];
  for (const line of finer) {
    const wide = Math.min(box.x + box.width, line.box.x + line.box.width) - Math.max(box.x, line.box.x);
    const high = Math.min(box.y + box.height, line.box.y + line.box.height) - Math.max(box.y, line.box.y);
    if (line.turned !== turned || wide <= 0 || high <= 0) continue;
    evidence += line.score;
    covered += turned ? high : wide;
  }
  return evidence >= CLEARER * score && covered >= 0.6 * (turned ? box.height : box.width);
}

/** Windows that touch each other become one line, carried on at both ends by fainter ones. */
function linesOf(
  cells: StrokeCells,
  odds: Float32Array,
  turned: boolean,
  level: number,
  endsWithLetters: boolean,
): Writing[] {
  const { columns, rows } = cells;
  const lines: Writing[] = [];
  let seen: Uint8Array | undefined;
  for (let start = 0; start < odds.length; start += 1) {
    if (odds[start]! < EVIDENCE || seen?.[start] === 1) continue;
    seen ??= new Uint8Array(odds.length);
    const block = { left: columns, right: 0, top: rows, bottom: 0 };
    const best = new Map<number, number>();
    const stack = [start];
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % columns;
      const y = (at - x) / columns;
      const place = turned ? y : x;
      best.set(place, Math.max(best.get(place) ?? 0, odds[at]!));
      [block.left, block.right] = [Math.min(block.left, x), Math.max(block.right, x)];
      [block.top, block.bottom] = [Math.min(block.top, y), Math.max(block.bottom, y)];
      const [reachX, reachY] = turned ? [1, LONG] : [LONG, 1];
      for (let dy = -reachY; dy <= reachY; dy += 1)
        for (let dx = -reachX; dx <= reachX; dx += 1) {
          if (x + dx < 0 || x + dx >= columns || y + dy < 0 || y + dy >= rows) continue;
          const to = at + dy * columns + dx;
          if (odds[to]! >= EVIDENCE && seen[to] === 0) {
            seen[to] = 1;
            stack.push(to);
          }
        }
    }
    carryOn(cells, odds, turned, block);
    const [wide, high] = turned ? [HIGH, LONG] : [LONG, HIGH];
    const area = { left: block.left, right: block.right + wide, top: block.top, bottom: block.bottom + high };
    const line = withoutEmptyEdges(cells, turned, area);
    lines.push({
      box: boxOf(endsWithLetters ? withoutEmptyEnds(cells, turned, line) : line, CELL << level),
      turned,
      score: [...best.values()].reduce((sum, value) => sum + value, 0),
    });
  }
  return lines;
}

/** Moves both ends of a line on, window by window, while there is one that may belong to it. */
function carryOn({ columns, rows }: StrokeCells, odds: Float32Array, turned: boolean, block: Block): void {
  const may = (place: number): boolean => {
    const [from, to] = turned ? [block.left, block.right] : [block.top, block.bottom];
    for (let across = from; across <= to; across += 1)
      if (odds[turned ? place * columns + across : across * columns + place]! >= CARRIES_ON) return true;
    return false;
  };
  const [begin, end] = turned ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const most = turned ? rows : columns;
  for (let step = 0; step < MOST_STEPS && block[begin] >= STRIDE && may(block[begin] - STRIDE); step += 1)
    block[begin] -= STRIDE;
  for (let step = 0; step < MOST_STEPS && block[end] + STRIDE < most && may(block[end] + STRIDE); step += 1)
    block[end] += STRIDE;
}

/** Windows are higher than small letters: rows (turned: columns) of cells at the edge with hardly a stroke are left out. */
function withoutEmptyEdges(cells: StrokeCells, turned: boolean, area: CellArea): CellArea {
  const [first, last] = fullOnes(strokesAlong(cells, turned, area, !turned), EMPTY);
  return turned
    ? { ...area, left: area.left + first, right: area.left + last + 1 }
    : { ...area, top: area.top + first, bottom: area.top + last + 1 };
}

/** And longer than its last letter: cells at both ends with no stroke to speak of are left out. */
function withoutEmptyEnds(cells: StrokeCells, turned: boolean, area: CellArea): CellArea {
  const [first, last] = fullOnes(strokesAlong(cells, turned, area, turned), EMPTY_END);
  return turned
    ? { ...area, top: area.top + first, bottom: area.top + last + 1 }
    : { ...area, left: area.left + first, right: area.left + last + 1 };
}

/** Strokes along the direction of reading, row by row or column by column. */
function strokesAlong(
  { across, down, columns }: StrokeCells,
  turned: boolean,
  area: CellArea,
  byRow: boolean,
): number[] {
  const stems = turned ? down : across;
  const [from, to] = byRow ? [area.top, area.bottom] : [area.left, area.right];
  const [begin, end] = byRow ? [area.left, area.right] : [area.top, area.bottom];
  return Array.from({ length: to - from }, (_, i) => {
    let count = 0;
    for (let other = begin; other < end; other += 1) {
      const at = (byRow ? (from + i) * columns + other : other * columns + from + i) * SUMS;
      count += strokesOf(stems[at + Sum.counts] ?? 0);
    }
    return count;
  });
}

/** The first and the last one that has this share of the fullest. */
function fullOnes(counts: readonly number[], share: number): readonly [first: number, last: number] {
  const few = share * Math.max(...counts);
  return [counts.findIndex((count) => count >= few), counts.findLastIndex((count) => count >= few)];
}

const boxOf = ({ left, right, top, bottom }: CellArea, cell: number): Rectangle => ({
  x: left * cell,
  y: top * cell,
  width: (right - left) * cell,
  height: (bottom - top) * cell,
});

/** First and last cells at which windows begin. */
interface Block {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
