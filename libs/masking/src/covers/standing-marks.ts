import { overlapArea, type Rectangle, within } from '../picture/picture.js';
import type { YuvFrame } from '../yuv-frame.js';
import { CoversByTime } from './covers-by-time.js';
import { CELL, COLOUR, LUMA, type PieceOfEdges, standingIn } from './marks-in-plane.js';
import type { TrackMargins, WritingTrack } from './track.js';

/** Frames between two looks, and looks in a span: a second. */
const EVERY = 3;
const LOOKS = 9;
/** Of all edges so many stand where the camera stands still: then standing tells nothing. */
const STILL = 0.3;
/** As much of a mark may lie beside what is covered already: its blurred ends. */
const BESIDE = 0.2;
/** A few low edges of colour count where they stand in two spans; so many, so high, in one. */
const PLAIN_COLOUR = { edges: 120, height: 8 };

type Look = Pick<YuvFrame, 'y' | 'u' | 'v'>;

type Size = { readonly width: number; readonly height: number };

interface Mark extends PieceOfEdges {
  readonly plane: 'y' | 'u' | 'v';
  readonly first: number;
  readonly last: number;
}

const PLANES = [
  ['y', LUMA],
  ['u', COLOUR],
  ['v', COLOUR],
] as const;

/**
 * What stands on the screen while the tissue moves was not filmed, whether or not it looks like writing: many high edges
 * in one place over a second, or a few of colour over two. Where the picture's rim is near, the rim itself stands.
 */
export class StandingMarks {
  private looks: Look[] = [];
  /** Looks of spans before: their memory is written to again. */
  private readonly spare: Look[] = [];
  private last = -EVERY;
  private readonly marks: Mark[] = [];

  constructor(
    private readonly frame: Size,
    private readonly margins: TrackMargins,
  ) {}

  /** Frames come in order. `inside`: pixels that are looked at. */
  see(index: number, frame: Look, inside: Uint8Array): void {
    if (index % EVERY !== 0) return;
    if (index !== this.last + EVERY) this.spare.push(...this.looks.splice(0));
    this.last = index;
    this.looks.push(copyOf(frame, this.spare.pop()));
    if (this.looks.length < LOOKS) return;
    this.marks.push(...this.marksIn({ first: index - EVERY * (LOOKS - 1), last: index }, inside));
    this.spare.push(...this.looks.splice(0, LOOKS - 1));
  }

  /** Covers for those that `covers` leave free. */
  beside(covers: readonly WritingTrack[], frames: number): WritingTrack[] {
    const byTime = new CoversByTime(covers);
    return this.marks.filter(isPlain).flatMap((mark) => {
      const there = byTime.near(mark.first).filter(({ first, last }) => first <= mark.first && last >= mark.last);
      const free = mark.cells.filter(
        ([column, row]) => !there.some(({ box }) => holds(box, CELL * column, CELL * row)),
      );
      return free.length <= BESIDE * mark.cells.length ? [] : this.coversOf(mark, frames);
    });
  }

  private marksIn(span: Pick<Mark, 'first' | 'last'>, inside: Uint8Array): Mark[] {
    const found: Mark[] = [];
    for (const [plane, kind] of PLANES) {
      const looks = this.looks.map((look) => look[plane]);
      const { marks, share } = standingIn(looks, inside, this.frame, kind);
      // tissue has too few edges in its colour to tell by them whether the camera stands still
      if (plane === 'y' && share > STILL) return [];
      found.push(...marks.map((mark) => ({ ...mark, ...span, plane })));
    }
    return found;
  }

  private coversOf({ first, last, cells }: Mark, frames: number): WritingTrack[] {
    // the last edges of a letter may be too few in their cell
    const around = this.margins.around + CELL;
    return partsOf(cells).map((part) => ({
      box: within(boundsOf(part), around, around, this.frame),
      // it may have come just after the span before began, and go on for most of the next
      first: Math.max(0, first - EVERY * LOOKS),
      last: Math.min(frames - 1, last + EVERY * LOOKS),
    }));
  }
}

/** `slice` would copy nothing of a `Buffer`, in which a decoder hands frames in. */
function copyOf({ y, u, v }: Look, into?: Look): Look {
  if (!into) return { y: Uint8Array.from(y), u: Uint8Array.from(u), v: Uint8Array.from(v) };
  into.y.set(y);
  into.u.set(u);
  into.v.set(v);
  return into;
}

type Cells = Mark['cells'];

/** A frame around something has so few cells of its rectangle, and is no line: it is hardly longer than wide. */
const FRAME = { filled: 0.2, wide: 0.45 };
/** Its sides are covered where so much of each cover is theirs. */
const FILLED = 0.5;

/**
 * A slanted line is covered as one, with what lies beside it: which of its edges belong together is not known. Of a
 * frame around something, as the rim of another picture is, the sides are covered.
 */
function partsOf(cells: Cells): readonly Cells[] {
  const isFrame = filledBy(cells) < FRAME.filled && wideOf(cells) > FRAME.wide;
  return isFrame ? sidesOf(cells) : [cells];
}

function sidesOf(cells: Cells): readonly Cells[] {
  if (filledBy(cells) >= FILLED) return [cells];
  const { x, y, width, height } = boundsOf(cells);
  const [at, middle] = width >= height ? [0, x + width / 2] : [1, y + height / 2];
  const isBefore = (cell: Cells[number]) => CELL * cell[at]! < middle;
  return [cells.filter(isBefore), cells.filter((cell) => !isBefore(cell))].flatMap(sidesOf);
}

function filledBy(cells: Cells): number {
  const { width, height } = boundsOf(cells);
  return (CELL * CELL * cells.length) / (width * height);
}

/** How wide cells lie, as share of how long, whichever way they run. */
function wideOf(cells: Cells): number {
  const mean = (of: (cell: Cells[number]) => number) => cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length;
  const [x, y] = [mean((cell) => cell[0]), mean((cell) => cell[1])];
  const [xx, yy] = [mean((cell) => (cell[0] - x) ** 2), mean((cell) => (cell[1] - y) ** 2)];
  const xy = mean((cell) => (cell[0] - x) * (cell[1] - y));
  const [middle, apart] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return Math.sqrt(Math.max(0, middle - apart) / (middle + apart));
}

/** Beside the spans before and after it. */
function isPlain(mark: Mark, _: number, all: readonly Mark[]): boolean {
  if (mark.plane === 'y') return true;
  if (mark.edges >= PLAIN_COLOUR.edges && mark.height >= PLAIN_COLOUR.height) return true;
  return all.some(
    (other) =>
      other.plane === mark.plane &&
      (other.first === mark.last || other.last === mark.first) &&
      overlapArea(boundsOf(other.cells), boundsOf(mark.cells)) > 0,
  );
}

const holds = ({ x, y, width, height }: Rectangle, left: number, top: number) =>
  x <= left && y <= top && x + width >= left + CELL && y + height >= top + CELL;

function boundsOf(cells: Cells): Rectangle {
  const [columns, rows] = [cells.map(([column]) => column), cells.map(([, row]) => row)];
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return {
    x: CELL * left,
    y: CELL * top,
    width: CELL * (Math.max(...columns) + 1 - left),
    height: CELL * (Math.max(...rows) + 1 - top),
  };
}
