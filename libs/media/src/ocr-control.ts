import { randomInt } from 'node:crypto';

/** Letters that OCR does not mistake for each other. */
const LETTERS = 'ABDEFHKLMNPRTUWXY';

/** Seven by five strokes for each letter, row by row: a control needs no font and no drawing library. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  A: ['01110', '10001', '10001', '11111', '10001', '10001', '10001'],
  B: ['11110', '10001', '10001', '11110', '10001', '10001', '11110'],
  D: ['11110', '10001', '10001', '10001', '10001', '10001', '11110'],
  E: ['11111', '10000', '10000', '11110', '10000', '10000', '11111'],
  F: ['11111', '10000', '10000', '11110', '10000', '10000', '10000'],
  H: ['10001', '10001', '10001', '11111', '10001', '10001', '10001'],
  K: ['10001', '10010', '10100', '11000', '10100', '10010', '10001'],
  L: ['10000', '10000', '10000', '10000', '10000', '10000', '11111'],
  M: ['10001', '11011', '10101', '10101', '10001', '10001', '10001'],
  N: ['10001', '11001', '10101', '10011', '10001', '10001', '10001'],
  P: ['11110', '10001', '10001', '11110', '10000', '10000', '10000'],
  R: ['11110', '10001', '10001', '11110', '10100', '10010', '10001'],
  T: ['11111', '00100', '00100', '00100', '00100', '00100', '00100'],
  U: ['10001', '10001', '10001', '10001', '10001', '10001', '01110'],
  W: ['10001', '10001', '10001', '10101', '10101', '11011', '10001'],
  X: ['10001', '01010', '01010', '00100', '01010', '01010', '10001'],
  Y: ['10001', '01010', '01010', '00100', '00100', '00100', '00100'],
};
const DOT = 5;
const MARGIN = 40;

export interface OcrControl {
  /** Binary PGM. */
  readonly image: Uint8Array;
  isReadIn(text: string): boolean;
}

/**
 * A picture of a random word that a working OCR reads. Not read: the batch was not checked, whatever else it says. One
 * letter may be mistaken; a program that prints nothing, or always the same, never passes.
 */
export function ocrControl(): OcrControl {
  const word = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]!).join('');
  return {
    image: draw(word),
    isReadIn: (text) => text.split(/\s+/).some((read) => distance(read.toUpperCase(), word) <= 2),
  };
}

function draw(word: string): Uint8Array {
  const width = 2 * MARGIN + word.length * 6 * DOT;
  const height = 2 * MARGIN + 7 * DOT;
  const pixels = Buffer.alloc(width * height, 255);
  for (const [at, letter] of [...word].entries())
    for (const [row, strokes] of GLYPHS[letter]!.entries())
      for (const [column, stroke] of [...strokes].entries()) {
        if (stroke === '0') continue;
        const left = MARGIN + (at * 6 + column) * DOT;
        for (let y = 0; y < DOT; y += 1) {
          const start = (MARGIN + row * DOT + y) * width + left;
          pixels.fill(0, start, start + DOT);
        }
      }
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min(row[j]! + (letter === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    row = next;
  }
  return row[b.length]!;
}
