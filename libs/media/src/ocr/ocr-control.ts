import { randomInt } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';

/** Ordinary words that OCR reads without doubt. */
const WORDS =
  'Garten Fenster Wolken Sommer Zucker Tisch Brücke Lampe Mauer Regen Wiese Kirsche Hammer Kissen Blume Teller Wagen Leiter Feder Nebel Winter Butter Straße Donner Kanne Socken Gabel Spiegel Treppe Kupfer Honig Bäcker Schatten Ofen Wurzel Kreide Mantel Insel Birne Korken'.split(
    ' ',
  );
const WIDTH = 560;
const HEIGHT = 120;

export interface OcrControl {
  /** A PNG. */
  readonly image: Uint8Array;
  isReadIn(text: string): boolean;
}

/**
 * A picture of two random words that a working OCR reads. Not read: the batch was not checked, whatever else it says.
 * One letter of each may be mistaken; a program that prints nothing, or always the same, does not pass.
 */
export function ocrControl(): OcrControl {
  const words = [pick(), pick()];
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#000';
  context.font = '44px "DejaVu Sans", sans-serif';
  context.fillText(words.join(' '), 40, 76);
  const isRead = (word: string, text: string) => text.split(/\s+/).some((read) => distance(read, word) <= 1);
  return { image: canvas.toBuffer('image/png'), isReadIn: (text) => words.every((word) => isRead(word, text)) };
}

const pick = () => WORDS[randomInt(WORDS.length)]!;

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
