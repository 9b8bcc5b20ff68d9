import type { Rectangle } from '../picture/picture.js';
import type { Sighting } from './track.js';

/** Rows (of a turned line: columns) from the first to before the second. */
interface Rows {
  readonly from: number;
  readonly to: number;
}

/** A part of a line with its letters' rows. */
interface Piece {
  readonly along: number;
  readonly edges: number;
  readonly rows: Rows;
  /** Edges of each row that was looked at, from `first` on. */
  readonly counts: Uint32Array;
  readonly first: number;
}

interface Letters {
  readonly rows: Rows;
  /** Those that are full of letters. */
  readonly pieces: readonly Piece[];
}

/** A rise or fall over two pixels, in grey levels, that may be a letter's edge. */
const EDGE = 5;
/** Letters where they are plain have edges as high as this share of the highest, which so many are lower than. */
const PLAIN_LETTERS = 0.5;
const LOWER = 0.95;
/** Length of a piece, in pixels; one with fewer edges tells nothing. */
const PIECE = 48;
const FEWEST_EDGES = 40;
/** Share of the fullest row's edges from which on a row belongs to the letters' bodies. */
const FULL = 0.2;
/** Room for tails, dots and accents above and below, as share of the bodies' height. */
const TAILS = 0.35;
/** Rows of one line differ by so much at the most, as share of their height. */
const ASKEW = 0.35;
/** So many sightings have to agree, in all and as share, and their pieces to lie on such a share of the way. */
const FEWEST_AGREEING = 4;
const SHARE_AGREEING = 0.7;
const SHARE_OF_WAY = 0.5;
/** A piece with as many edges as this share of the fullest one's holds letters. */
const DENSE = 0.5;
/** A row with so many edges, as share of the fullest one's, is one of writing. */
const AS_FULL = 0.7;
/** A sighting so much fainter than the best does not tell where the line is, as share of it. */
const HARDLY = 0.15;
/** The lowest writing that is looked for, in pixels. */
const LEAST_HIGH = 5;

/**
 * What is sighted of a line is made of cells, and higher than the line. While a line runs along its rows, its letters
 * stand now and then on something that they are plain on: these tell the rows, for all its sightings. A slanted line,
 * and one that moves across its rows, has none. `inside`: pixels that count; the picture's own edge stays.
 */
export function withRows(
  sightings: readonly Sighting[],
  planeAt: (index: number) => Uint8Array | undefined,
  inside: Uint8Array,
  width: number,
): Sighting[] {
  const turned = sightings.reduce((sum, one) => sum + (one.turned ? one.score : -one.score), 0) > 0;
  const best = Math.max(...sightings.map(({ score }) => score));
  const lines = sightings.map((one) => {
    const plane = one.turned === turned && one.score >= HARDLY * best ? planeAt(one.index) : undefined;
    return plane && lettersOf(one, plane, inside, width);
  });
  const rows = commonRows(lines.filter((line) => line !== undefined));
  if (!rows) return [...sightings];
  const size = rows.to - rows.from;
  const tails = Math.ceil(TAILS * size);
  return sightings.map((one, i) => {
    const isOther = lines[i]?.pieces.some((piece) => holdsOther(piece, rows)) ?? false;
    const [top, bottom] = acrossOf(one);
    if (one.turned !== turned || isOther || top > rows.from + ASKEW * size || bottom < rows.to - ASKEW * size)
      return one;
    return { ...one, letters: cutTo(one, Math.max(0, rows.from - tails), rows.to + tails) };
  });
}

/** The rows in which most sightings have their letters; undefined where too few agree, or only at one place. */
function commonRows(lines: readonly Letters[]): Rows | undefined {
  if (lines.length < FEWEST_AGREEING) return undefined;
  const rows = {
    from: median(lines.map((line) => line.rows.from)),
    to: median(lines.map((line) => line.rows.to)),
  };
  const same = lines.filter((line) => agrees(line, rows));
  if (rows.to - rows.from < LEAST_HIGH || same.length < Math.max(FEWEST_AGREEING, SHARE_AGREEING * lines.length))
    return undefined;
  const pieces = same.flatMap((line) => line.pieces);
  const agreeing = pieces.filter((piece) => holds(piece, rows));
  if (agreeing.length < SHARE_AGREEING * pieces.length) return undefined;
  return wayOf(agreeing) < SHARE_OF_WAY * wayOf(pieces) ? undefined : rows;
}

function wayOf(pieces: readonly Piece[]): number {
  const places = pieces.map(({ along }) => along);
  return Math.max(...places) - Math.min(...places) + PIECE;
}

const agrees = ({ rows: one }: { readonly rows: Rows }, rows: Rows) =>
  Math.max(Math.abs(one.from - rows.from), Math.abs(one.to - rows.to)) <= ASKEW * (rows.to - rows.from);

/** Tissue may have edges above and below as well. */
const holds = ({ rows: one }: Piece, { from, to }: Rows) =>
  one.from <= from + ASKEW * (to - from) && one.to >= to - ASKEW * (to - from);

/** Rows beyond the line's, next to each other and half as many, have nearly as many edges as its fullest one. */
function holdsOther({ counts, first }: Piece, { from, to }: Rows): boolean {
  const size = to - from;
  const most = Math.max(...counts.subarray(Math.max(0, from - first), Math.max(0, to - first)));
  let together = 0;
  return counts.some((count, i) => {
    const isBeyond = first + i < from - TAILS * size || first + i >= to + TAILS * size;
    together = isBeyond && count >= AS_FULL * most ? together + 1 : 0;
    return 2 * together >= size;
  });
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const acrossOf = ({ box, turned }: Sighting): [number, number] =>
  turned ? [box.x, box.x + box.width] : [box.y, box.y + box.height];

const cutTo = ({ box, turned }: Sighting, from: number, to: number): Rectangle =>
  turned ? { ...box, x: from, width: to - from } : { ...box, y: from, height: to - from };

/** Where in a sighting letters are plain. */
function lettersOf(one: Sighting, plane: Uint8Array, inside: Uint8Array, width: number): Letters | undefined {
  const { box, turned } = one;
  const [alongStep, acrossStep] = turned ? [width, 1] : [1, width];
  const [top, bottom] = acrossOf(one);
  const high = bottom - top;
  // its bodies may reach beyond the cells that it was sighted in
  const first = Math.max(1, top - (high >> 1));
  const last = Math.min((turned ? width : plane.length / width) - 1, bottom + (high >> 1));
  const from = Math.max(1, turned ? box.y : box.x);
  const to = Math.min((turned ? plane.length / width : width) - 1, turned ? box.y + box.height : box.x + box.width);
  if (to <= from) return undefined;
  const heights = new Uint8Array((last - first) * (to - from));
  const histogram = new Uint32Array(256);
  let edges = 0;
  for (let across = first, i = 0; across < last; across += 1)
    for (let along = from; along < to; along += 1, i += 1) {
      const at = along * alongStep + across * acrossStep;
      if (inside[at] === 0) continue;
      const height = Math.max(
        Math.abs(plane[at + alongStep]! - plane[at - alongStep]!),
        Math.abs(plane[at + acrossStep]! - plane[at - acrossStep]!),
      );
      heights[i] = height;
      if (height < EDGE || across < top || across >= bottom) continue;
      histogram[height]! += 1;
      edges += 1;
    }
  let [highest, lower] = [0, 0];
  while (highest < 255 && lower < LOWER * edges) lower += histogram[highest++]!;
  const least = Math.max(EDGE, PLAIN_LETTERS * highest);
  const pieces: Piece[] = [];
  const all = new Uint32Array(last - first);
  for (let at = 0; at < to - from; at += PIECE) {
    const end = Math.min(to - from, at + PIECE);
    const counts = new Uint32Array(last - first);
    for (let row = 0; row < counts.length; row += 1) {
      for (let along = at; along < end; along += 1) if (heights[row * (to - from) + along]! >= least) counts[row]! += 1;
      all[row]! += counts[row]!;
    }
    const sum = counts.reduce((total, count) => total + count, 0);
    if (sum >= FEWEST_EDGES)
      pieces.push({ along: from + at, edges: sum, rows: bodiesIn(counts, first), counts, first });
  }
  const fullest = Math.max(...pieces.map((piece) => piece.edges));
  if (pieces.length === 0) return undefined;
  return { rows: bodiesIn(all, first), pieces: pieces.filter((piece) => piece.edges >= DENSE * fullest) };
}

function bodiesIn(counts: Uint32Array, first: number): Rows {
  const few = FULL * counts.reduce((most, count) => Math.max(most, count), 0);
  const from = counts.findIndex((count) => count >= few);
  return { from: first + from, to: first + counts.findLastIndex((count) => count >= few) + 1 };
}
