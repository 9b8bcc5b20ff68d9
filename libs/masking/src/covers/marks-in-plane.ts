import { staying, type Steady } from './what-stays.js';

/** Pixels of a cell's side on the frame, and cells that edges of one mark may lie apart. */
export const CELL = 8;
const REACH = 2;
/** So near to the picture's rim, in pixels of the frame, the rim itself stands. */
const RIM = 24;
/** Of the picture a mark has no more than this share. */
const LARGEST = 0.06;

/** What a mark is made of in a plane. */
export interface PlaneKind {
  /** Pixels of the frame to one of the plane, along each side. */
  readonly scale: 1 | 2;
  /** Lower edges are tissue's, or made by the encoder. */
  readonly edge: Steady;
  /** Fewer standing edges in a cell are none. */
  readonly inCell: number;
  /** So many edges a mark has, so high on average in grey levels. */
  readonly mark: { readonly edges: number; readonly height: number };
}

export const LUMA: PlaneKind = {
  scale: 1,
  edge: { least: 8, grain: 1.5 },
  inCell: 4,
  mark: { edges: 300, height: 20 },
};
/** Tissue has hardly an edge in its colour: small letters in it are told by a few low ones. */
export const COLOUR: PlaneKind = {
  scale: 2,
  edge: { least: 4, grain: 1 },
  inCell: 2,
  mark: { edges: 35, height: 6 },
};

/** Edges in one place that stood there all through the looks. */
export interface PieceOfEdges {
  readonly cells: readonly (readonly [column: number, row: number])[];
  readonly edges: number;
  /** Of its edges on average, in grey levels. */
  readonly height: number;
}

interface Standing {
  readonly marks: readonly PieceOfEdges[];
  /** Of all edges, those that stood. */
  readonly share: number;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/**
 * What stands in a plane over the looks, in order of time. `inside`: pixels of the frame, `width` wide, that are looked
 * at.
 */
export function standingIn(
  looks: readonly Uint8Array[],
  inside: Uint8Array,
  frame: { readonly width: number; readonly height: number },
  { scale, edge, inCell, mark }: PlaneKind,
): Standing {
  const [width, height, side] = [frame.width / scale, frame.height / scale, CELL / scale];
  const bits = Math.log2(side);
  const grid = { columns: Math.ceil(width / side), rows: Math.ceil(height / side) };
  const edges = new Uint16Array(grid.columns * grid.rows);
  const heights = new Float32Array(edges.length);
  const middle = looks[looks.length >> 1]!;
  const { least } = edge;
  let [standing, all, area] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      if (inside[scale * (y * frame.width + x)] === 0) continue;
      area += 1;
      const at = y * width + x;
      // no array of both: it would be made and thrown away for every pixel
      const across = middle[at + 1]! - middle[at - 1]!;
      const down = middle[at + width]! - middle[at - width]!;
      if (Math.abs(across) < least && Math.abs(down) < least) continue;
      all += 1;
      const rise = Math.max(Math.abs(staying(looks, at, 1, edge)), Math.abs(staying(looks, at, width, edge)));
      if (rise < least) continue;
      standing += 1;
      const cell = (y >> bits) * grid.columns + (x >> bits);
      edges[cell]! += 1;
      heights[cell]! += rise;
    }
  const share = all === 0 ? 0 : standing / all;
  const isAtRim = rimOf(inside, frame, grid);
  const inner = edges.map((count, cell) => (count > 0 && !isAtRim(cell) ? count : 0));
  const marks = piecesOf(inner, inCell, grid).flatMap((cells) => {
    const count = cells.reduce((sum, cell) => sum + edges[cell]!, 0);
    const high = cells.reduce((sum, cell) => sum + heights[cell]!, 0) / count;
    if (count < mark.edges || high < mark.height || cells.length * side * side > LARGEST * area) return [];
    const whole = toTheRim(cells, edges, inCell, grid);
    return [{ cells: whole.map((cell) => placeOf(cell, grid)), edges: count, height: high }];
  });
  return { marks, share };
}

const placeOf = (cell: number, { columns }: Grid) => [cell % columns, Math.floor(cell / columns)] as const;

/** Whether the middle of a cell lies near the picture's rim. */
function rimOf(inside: Uint8Array, { width, height }: { width: number; height: number }, grid: Grid) {
  const isOutside = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height || inside[y * width + x] === 0;
  return (cell: number) => {
    const [x, y] = placeOf(cell, grid).map((at) => CELL * at + CELL / 2) as [number, number];
    return isOutside(x - RIM, y) || isOutside(x + RIM, y) || isOutside(x, y - RIM) || isOutside(x, y + RIM);
  };
}

/** With the edges close to it at the rim, as far as that reaches. */
function toTheRim(cells: readonly number[], edges: Uint16Array, inCell: number, grid: Grid): number[] {
  const all = new Set(cells);
  for (let reached = 0; reached <= RIM; reached += REACH * CELL)
    for (const cell of [...all]) for (const next of near(cell, grid)) if (edges[next]! >= inCell) all.add(next);
  return [...all];
}

/** Cells close to one, itself among them. */
function near(cell: number, { columns, rows }: Grid): number[] {
  const [atColumn, atRow] = [cell % columns, Math.floor(cell / columns)];
  const found: number[] = [];
  for (let row = Math.max(0, atRow - REACH); row <= Math.min(rows - 1, atRow + REACH); row += 1)
    for (let column = Math.max(0, atColumn - REACH); column <= Math.min(columns - 1, atColumn + REACH); column += 1)
      found.push(row * columns + column);
  return found;
}

/** Cells with edges that are close to each other. */
function piecesOf(edges: Uint16Array, inCell: number, grid: Grid): number[][] {
  const seen = new Uint8Array(edges.length);
  const pieces: number[][] = [];
  for (let start = 0; start < edges.length; start += 1) {
    if (seen[start] === 1 || edges[start]! < inCell) continue;
    seen[start] = 1;
    const piece = [start];
    for (const cell of piece)
      for (const next of near(cell, grid)) {
        if (seen[next] === 1 || edges[next]! < inCell) continue;
        seen[next] = 1;
        piece.push(next);
      }
    pieces.push(piece);
  }
  return pieces;
}
