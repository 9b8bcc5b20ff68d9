/** Shorter than this, in pixels at 200 dpi (15 mm), a stroke may be writing. */
const LEAST_LENGTH = 120;
/** A rule is no thicker than so many pixels; what is dark and thicker is a picture, a bar code, a blot. */
const MOST_THICK = 6;
const THIN_SHARE = 0.85;
/** A scan leaves holes of so many pixels in a line. */
const HOLE = 2;

/**
 * Takes straight rules out of a page's dark pixels (1 is dark, 0 is not, row by row), in place: the lines of a table hang together,
 * so that without this the whole table is one piece of ink that nobody read. Letters have no such run in any row.
 */
export function eraseRules(dark: Uint8Array, width: number, height: number): void {
  const level = new Runs(dark, height, { across: width, step: 1 });
  const upright = new Runs(dark, width, { across: 1, step: width });
  // one look at the page for both: row by row as it lies in memory, where most is paper
  eachDark(dark, width, (y, x) => {
    level.see(y, x);
    upright.see(x, y);
  });
  for (const { start, length, step } of [...level.end(), ...upright.end()])
    for (let i = 0; i < length; i += 1) dark[start + i * step] = 0;
}

/** Row by row. Most of a page is paper, so four pixels are looked at as one number first. */
export function eachDark(dark: Uint8Array, width: number, visit: (y: number, x: number) => void): void {
  const fours = new Uint32Array(dark.buffer, dark.byteOffset, dark.length >> 2);
  let [y, start] = [0, 0];
  const see = (at: number) => {
    if (dark[at] === 0) return;
    for (; at >= start + width; start += width) y += 1;
    visit(y, at - start);
  };
  for (let four = 0; four < fours.length; four += 1)
    if (fours[four] !== 0) for (let at = 4 * four; at < 4 * four + 4; at += 1) see(at);
  for (let at = 4 * fours.length; at < dark.length; at += 1) see(at);
}

interface Run {
  readonly start: number;
  readonly length: number;
  readonly step: number;
}

/** Long thin runs of `lines` lines; `across` and `step` are the offsets to the next line and to the next pixel of one. */
class Runs {
  private readonly found: Run[] = [];
  /** Where the run of each line began, and its last dark pixel so far. */
  private readonly from: Int32Array;
  private readonly last: Int32Array;

  constructor(
    private readonly dark: Uint8Array,
    private readonly lines: number,
    private readonly offsets: { readonly across: number; readonly step: number },
  ) {
    this.from = new Int32Array(lines).fill(-1);
    this.last = new Int32Array(lines);
  }

  /** A dark pixel; those of one line in order. */
  see(line: number, at: number): void {
    if (this.from[line]! >= 0 && at - this.last[line]! > HOLE + 1) this.close(line);
    if (this.from[line]! < 0) this.from[line] = at;
    this.last[line] = at;
  }

  end(): readonly Run[] {
    for (let line = 0; line < this.lines; line += 1) this.close(line);
    return this.found;
  }

  private close(line: number): void {
    const { across, step } = this.offsets;
    const from = this.from[line]!;
    this.from[line] = -1;
    if (from < 0 || this.last[line]! - from + 1 < LEAST_LENGTH) return;
    const run = { start: line * across + from * step, length: this.last[line]! - from + 1, step };
    if (isThin(this.dark, run, line, this.lines, across)) this.found.push(run);
  }
}

function isThin(dark: Uint8Array, { start, length, step }: Run, line: number, lines: number, across: number): boolean {
  let thin = 0;
  for (let i = 0; i < length; i += 1) {
    const at = start + i * step;
    let thick = 1;
    for (let away = 1; away <= MOST_THICK && line - away >= 0 && dark[at - away * across] === 1; away += 1) thick += 1;
    for (let away = 1; away <= MOST_THICK && line + away < lines && dark[at + away * across] === 1; away += 1)
      thick += 1;
    if (thick <= MOST_THICK) thin += 1;
  }
  return thin >= THIN_SHARE * length;
}
