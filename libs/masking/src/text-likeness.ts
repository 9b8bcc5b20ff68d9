import type { Rectangle } from './picture.js';
import { findStrokeTiles } from './stroke-tiles.js';
import { type GrayFrame, type StrokePlane, type StrokeRun, strokesOf } from './strokes.js';

/** Rows of strokes above each other, of one sign. */
interface Line {
  readonly sign: 1 | -1;
  left: number;
  right: number;
  readonly top: number;
  bottom: number;
  rows: number;
  runs: number;
  strokes: number;
  contrast: number;
  newest: StrokeRun;
}

/** The same in both directions: writing along the side stands upright. */
export interface Strokes {
  readonly across: StrokePlane;
  readonly upright: StrokePlane;
}

const ROWS = 4;
const TALLEST_SHARE = 0.12;
/** So many strokes of a row go on in the next one: letters have stems, grain has none. */
const STEMS = 0.5;
/** Writing beyond doubt, on a single frame. */
const PLAIN = { rows: 6, strokes: 6, contrast: 45, stems: 0.6 };
/** Fainter writing gives itself away by standing still to the pixel while tissue moves. */
const STAYS = 0.75;

/**
 * Where something looks like writing: several thin strokes side by side over several rows, with stems. Plain writing is
 * found on one frame; faint writing when its strokes stood at the same pixels on the frame before (`before`, as returned
 * for it). `earlier`: a grey frame from a moment ago, against which dense strokes must stand still. `inside`: pixels that are looked at. Boxes are in pixels of the frame, with a letter's margin.
 */
export function findTextLike(
  frame: GrayFrame,
  inside: Uint8Array,
  before?: Strokes,
  earlier?: Uint8Array,
): { boxes: Rectangle[]; strokes: Strokes } {
  const across = lookAlong(frame, inside, before?.across);
  const turned = { width: frame.height, height: frame.width, gray: transposed(frame.gray, frame.width) };
  const upright = lookAlong(turned, transposed(inside, frame.width), before?.upright);
  const boxes = [
    // the lines below alone miss every second faint name over real tissue: what is seen by one of both is covered
    ...findStrokeTiles(frame, inside, earlier),
    ...across.boxes,
    ...upright.boxes.map(({ x, y, width, height }) => ({ x: y, y: x, width: height, height: width })),
  ].map((box) => within(box, frame));
  return { boxes, strokes: { across: across.plane, upright: upright.plane } };
}

function lookAlong(frame: GrayFrame, inside: Uint8Array, before: StrokePlane | undefined) {
  const { plane, runs } = strokesOf(frame, inside);
  const boxes = linesOf(runs)
    .filter((line) => isWriting(line, frame, plane, before))
    .map(({ left, right, top, bottom }) => {
      const high = bottom - top + 1;
      // capitals, tails and the letters at both ends may have been too faint
      return { x: left - 2 * high, y: top - high, width: right - left + 1 + 4 * high, height: 3 * high };
    });
  return { boxes, plane };
}

function linesOf(runs: readonly StrokeRun[]): Line[] {
  const lines: Line[] = [];
  let open: Line[] = [];
  for (const run of runs) {
    open = open.filter((line) => line.bottom >= run.y - 2);
    const line = open.find(({ sign, newest }) => sign === run.sign && overlap(newest, run) > 0.5);
    if (line) {
      if (line.bottom < run.y) line.rows += 1;
      line.bottom = run.y;
      line.left = Math.min(line.left, run.left);
      line.right = Math.max(line.right, run.right);
      line.runs += 1;
      line.strokes += run.strokes;
      line.contrast += run.contrast;
      line.newest = run;
    } else {
      const { sign, left, right, y, strokes, contrast } = run;
      const begun = { sign, left, right, top: y, bottom: y, rows: 1, runs: 1, strokes, contrast, newest: run };
      lines.push(begun);
      open.push(begun);
    }
  }
  return lines;
}

/** Share of the shorter run. */
function overlap(a: StrokeRun, b: StrokeRun): number {
  const common = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return common / Math.max(1, Math.min(a.right - a.left, b.right - b.left));
}

function isWriting(line: Line, { width, height }: GrayFrame, plane: StrokePlane, before?: StrokePlane): boolean {
  const high = line.bottom - line.top + 1;
  if (line.rows < ROWS || high > TALLEST_SHARE * Math.max(width, height) || line.right - line.left < 2.2 * high)
    return false;
  let [strokes, stems, stays] = [0, 0, 0];
  for (let y = line.top; y < line.bottom; y += 1)
    for (let x = line.left; x <= line.right; x += 1) {
      const at = y * width + x;
      if (plane[at] !== line.sign) continue;
      strokes += 1;
      const below = at + width;
      if (plane[below] === line.sign || plane[below - 1] === line.sign || plane[below + 1] === line.sign) stems += 1;
      if (before?.[at] === line.sign) stays += 1;
    }
  if (stems < STEMS * strokes) return false;
  if (stays >= STAYS * strokes) return true;
  return (
    line.rows >= PLAIN.rows &&
    line.strokes >= PLAIN.strokes * line.runs &&
    line.contrast >= PLAIN.contrast * line.runs &&
    stems >= PLAIN.stems * strokes
  );
}

function transposed(plane: Uint8Array, width: number): Uint8Array {
  const height = plane.length / width;
  const result = new Uint8Array(plane.length);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) result[x * height + y] = plane[y * width + x]!;
  return result;
}

function within({ x, y, width, height }: Rectangle, frame: GrayFrame): Rectangle {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  return {
    x: left,
    y: top,
    width: Math.min(frame.width, x + width) - left,
    height: Math.min(frame.height, y + height) - top,
  };
}
