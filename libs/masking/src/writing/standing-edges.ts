import type { Rectangle } from '../picture/picture.js';

/** Of the edges where writing was sighted, its own are among the highest: so many are no higher. */
const OWN = 0.8;
/** Side of a cell, in pixels, and how many cells are close: writing that fades along its line fades more slowly. */
const CELL = 8;
const CLOSE = 5;

/** How much fainter than letters edges are that are none, as share of them. */
export interface Clear {
  readonly fainter: number;
  /** Than those that were sighted, wherever they lie; otherwise those close by may be fainter. */
  readonly isAlone?: boolean;
}

/** Edges that stand at their places within an area: rises (or, negative, falls) over two pixels, in grey levels. */
export class StandingEdges {
  private readonly rises: Float32Array;
  private readonly down: Uint8Array;

  constructor(private readonly area: Rectangle) {
    this.rises = new Float32Array(Math.max(0, area.width * area.height));
    this.down = new Uint8Array(this.rises.length);
  }

  /** `isDown`: met while walking down a column. */
  add(x: number, y: number, isDown: boolean, rise: number): void {
    const at = (y - this.area.y) * this.area.width + x - this.area.x;
    this.rises[at] = rise;
    this.down[at] = isDown ? 1 : 0;
  }

  /**
   * Those that may be letters: without what is fainter than the letters close to it.
   * Where the camera stands still, what writing stands on stays as well as the writing. `sighted`: where it was seen
   * clearly.
   */
  forEachClear(
    sighted: Rectangle,
    { fainter, isAlone = false }: Clear,
    look: (x: number, y: number, isDown: boolean) => void,
  ): void {
    const { area, rises } = this;
    const own = this.ownHeight(sighted);
    const least = (at: number) => fainter * (isAlone ? own : Math.min(own, near[cellAt(at)]!));
    const columns = Math.ceil(area.width / CELL);
    const cellAt = (at: number) =>
      Math.floor(Math.floor(at / area.width) / CELL) * columns + Math.floor((at % area.width) / CELL);
    const highest = new Float32Array(columns * Math.ceil(area.height / CELL));
    for (let at = 0; at < rises.length; at += 1) {
      if (rises[at] === 0) continue;
      const cell = cellAt(at);
      highest[cell] = Math.max(highest[cell]!, Math.abs(rises[at]!));
    }
    const near = highestNear(highest, columns);
    for (let at = 0; at < rises.length; at += 1) {
      if (rises[at] === 0 || Math.abs(rises[at]!) < least(at)) continue;
      look(area.x + (at % area.width), area.y + Math.floor(at / area.width), this.down[at] === 1);
    }
  }

  private ownHeight({ x, y, width, height }: Rectangle): number {
    const { area } = this;
    const heights: number[] = [];
    const [right, bottom] = [Math.min(x + width, area.x + area.width), Math.min(y + height, area.y + area.height)];
    for (let row = Math.max(y, area.y); row < bottom; row += 1)
      for (let column = Math.max(x, area.x); column < right; column += 1) {
        const rise = this.rises[(row - area.y) * area.width + column - area.x]!;
        if (rise !== 0) heights.push(Math.abs(rise));
      }
    return heights.toSorted((a, b) => a - b)[Math.floor(OWN * heights.length)] ?? 0;
  }
}

/** For each cell the highest of those that are close to it. */
function highestNear(cells: Float32Array, columns: number): Float32Array {
  const along = cells.map((_, at) => {
    const row = at - (at % columns);
    return Math.max(...cells.subarray(Math.max(row, at - CLOSE), Math.min(row + columns, at + CLOSE + 1)));
  });
  return along.map((_, at) => {
    let most = 0;
    for (let to = at - CLOSE * columns; to <= at + CLOSE * columns; to += columns)
      most = Math.max(most, along[to] ?? 0);
    return most;
  });
}
