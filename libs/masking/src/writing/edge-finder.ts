import { EDGES } from './vector-code.js';
import type { Plane } from './plane.js';

/** A stroke's edge, in grey levels over two pixels: less than a faint name over mucosa has. */
const EDGE = 8;

/** For each byte the places of its set bits, rising, eight bytes each. */
const LISTS = Uint8Array.from({ length: 256 * 8 }, (_, i) => {
  const places = Array.from({ length: 8 }, (__, bit) => bit).filter((bit) => ((i >> 3) >> bit) & 1);
  return places[i & 7] ?? 0;
});
/** Bytes of a vector. */
const VECTOR = 16;

const code = new WebAssembly.Module(Buffer.from(EDGES, 'base64'));

interface Code {
  edges(from: number, to: number, apart: number, column: number, edge: number, lists: number, columns: number): number;
  steps(from: number, to: number, column: number, edge: number, lists: number, columns: number): number;
}

/**
 * Finds pixels where an edge stands: where luma steps from the pixel before to the one behind, and no neighbour's step
 * is larger. It costs the most of all that is done on every frame: sixteen pixels are looked at together.
 */
export class EdgeFinder {
  /** Columns found in the row that was looked at last, rising. */
  readonly columns: Uint16Array;
  private readonly code: Code;
  private readonly lists: number;

  constructor(private readonly plane: Plane) {
    const { memory, behind, width } = plane;
    this.lists = behind;
    new Uint8Array(memory.buffer).set(LISTS, behind);
    this.columns = new Uint16Array(memory.buffer, behind + LISTS.length, width + VECTOR);
    this.code = new WebAssembly.Instance(code, { plane: { memory } }).exports as unknown as Code;
  }

  /** Edges along a row, of its pixels from `from` on and before `to`; two more on both sides are looked at. Answers how many. */
  along(row: number, from: number, to: number): number {
    return this.edges(row, from, to, 1);
  }

  /** Edges down the columns that cross the row, likewise. */
  down(row: number, from: number, to: number): number {
    return this.edges(row, from, to, this.plane.width);
  }

  /** Pixels of the row where luma steps by `least` or more from the one before to the one behind, likewise; one more on both sides is looked at. */
  steps(row: number, from: number, to: number, least: number): number {
    const at = this.plane.at + row * this.plane.width;
    return this.code.steps(at + from, at + to, from, least, this.lists, this.columns.byteOffset);
  }

  private edges(row: number, from: number, to: number, apart: number): number {
    const at = this.plane.at + row * this.plane.width;
    return this.code.edges(at + from, at + to, apart, from, EDGE, this.lists, this.columns.byteOffset);
  }
}
