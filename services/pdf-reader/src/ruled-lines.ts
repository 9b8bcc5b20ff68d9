/** Shorter than this, in pixels at 200 dpi (15 mm), a stroke may be writing. */
const LEAST_LENGTH = 120;
/** A rule is no thicker than so many pixels; what is dark and thicker is a picture, a bar code, a blot. */
const MOST_THICK = 6;
const THIN_SHARE = 0.85;
/** A scan leaves holes of so many pixels in a line. */
const HOLE = 2;

/**
 * Takes straight rules out of a page's dark pixels (1 is dark, row by row), in place: the lines of a table hang together,
 * so that without this the whole table is one piece of ink that nobody read. Letters have no such run in any row.
 */
export function eraseRules(dark: Uint8Array, width: number, height: number): void {
  const found = [...runsOf(dark, height, width, width, 1), ...runsOf(dark, width, height, 1, width)];
  for (const { start, length, step } of found) for (let i = 0; i < length; i += 1) dark[start + i * step] = 0;
}

interface Run {
  readonly start: number;
  readonly length: number;
  readonly step: number;
}

/** Long thin runs of `lines` lines of `along` pixels; `across` and `step` are the offsets to the next line and pixel. */
function runsOf(dark: Uint8Array, lines: number, along: number, across: number, step: number): Run[] {
  const runs: Run[] = [];
  for (let line = 0; line < lines; line += 1) {
    let from = -1;
    let last = -1;
    for (let at = 0; at <= along; at += 1) {
      const isDark = at < along && dark[line * across + at * step] === 1;
      if (isDark) {
        if (from < 0) from = at;
        last = at;
      } else if (from >= 0 && (at - last > HOLE || at === along)) {
        const run = { start: line * across + from * step, length: last - from + 1, step };
        if (run.length >= LEAST_LENGTH && isThin(dark, run, line, lines, across)) runs.push(run);
        from = -1;
      }
    }
  }
  return runs;
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
