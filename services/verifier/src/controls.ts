/** Letters that no reader mistakes, in rows of five dots. */
const glyphs: Readonly<Record<string, string>> = {
  E: '11111 10000 10000 11110 10000 10000 11111',
  F: '11111 10000 10000 11110 10000 10000 10000',
  H: '10001 10001 10001 11111 10001 10001 10001',
  L: '10000 10000 10000 10000 10000 10000 11111',
  T: '11111 00100 00100 00100 00100 00100 00100',
};
/** `*7*` in Code 39 (ISO/IEC 16388): nine elements a sign, `w` wide, bars and gaps in turns. */
const bars = ['nwnnwnwnn', 'nnnwnnwnw', 'nwnnwnwnn'];
const DOT = 6;

/** What the control picture of letters says. */
export const CONTROL_WORD = 'HELFTHELFT';
/** What the control picture of bars says. */
export const CONTROL_CODE = '7';

/** A grey page (PGM) of one word, dark on white: a reader that does not find it has read nothing else either. */
export function letterControl(): Buffer {
  const [width, height] = [(CONTROL_WORD.length * 7 + 8) * DOT, 15 * DOT];
  const paper = blank(width, height);
  for (const [i, letter] of [...CONTROL_WORD].entries())
    for (const [row, dots] of glyphs[letter]!.split(' ').entries())
      for (const [column, dot] of [...dots].entries())
        if (dot === '1') fill(paper, width, (4 + i * 7 + column) * DOT, (4 + row) * DOT, DOT, DOT);
  return pgm(width, height, paper);
}

/** A grey page (PGM) of one bar code. */
export function barControl(): Buffer {
  const [width, height] = [480, 120];
  const paper = blank(width, height);
  let x = 60;
  for (const sign of bars) {
    for (const [i, element] of [...sign].entries()) {
      const wide = element === 'w' ? 3 * DOT : DOT;
      if (i % 2 === 0) fill(paper, width, x, 20, wide, 80);
      x += wide;
    }
    x += DOT;
  }
  return pgm(width, height, paper);
}

const blank = (width: number, height: number) => Buffer.alloc(width * height, 255);

function fill(paper: Buffer, width: number, x: number, y: number, wide: number, high: number): void {
  for (let row = y; row < y + high; row += 1) paper.fill(0, row * width + x, row * width + x + wide);
}

const pgm = (width: number, height: number, paper: Buffer) =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), paper]);
