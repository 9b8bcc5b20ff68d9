import type { Span } from '@endoveil/phi';
import type { Box, OcrResult } from '@endoveil/media';
import type { Piece } from './render.js';

export interface PlacedWord {
  readonly text: string;
  readonly box: Box;
  readonly line: number;
  /** 0 to 100; 100 for a text layer. */
  readonly confidence: number;
}

/** Words in reading order, the text they make, and where in it each stands. */
export interface PageText {
  readonly words: readonly (PlacedWord & { readonly start: number })[];
  readonly text: string;
}

export function textOf(words: readonly PlacedWord[]): PageText {
  let text = '';
  const placed = words.map((word, i) => {
    if (i > 0) text += words[i - 1]!.line === word.line ? ' ' : '\n';
    const start = text.length;
    text += word.text;
    return { ...word, start };
  });
  return { words: placed, text };
}

/** The words that a span touches. */
export function wordsIn(page: PageText, spans: readonly Span[]): Set<number> {
  const hit = new Set<number>();
  for (const [i, { start, text }] of page.words.entries())
    if (spans.some((span) => span.start < start + text.length && span.end > start)) hit.add(i);
  return hit;
}

export function ocrText(result: OcrResult): PageText {
  return textOf(result.words.map(({ text, box, line, confidence }) => ({ text, box, line, confidence })));
}

/** A text layer in reading order: pieces on one height are one line, left to right. */
export function layerText(pieces: readonly Piece[]): PageText {
  const level = pieces.filter(({ dx, dy }) => Math.abs(dy) <= Math.abs(dx));
  const other = pieces.filter((piece) => !level.includes(piece));
  const rows: Piece[][] = [];
  for (const piece of level.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && Math.abs(row[0]!.y - piece.y) < 0.5 * Math.max(row[0]!.height, piece.height)) row.push(piece);
    else rows.push([piece]);
  }
  rows.push(...other.map((piece) => [piece]));
  return textOf(
    rows.flatMap((row, line) => joined(row.toSorted((a, b) => a.x - b.x)).flatMap((piece) => wordsOf(piece, line))),
  );
}

/** Pieces that touch are one word cut in two (kerning, ligatures): joined before words are counted. */
function joined(row: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of row) {
    const last = result.at(-1);
    const gap = last ? piece.x - (last.x + last.length) : Number.POSITIVE_INFINITY;
    if (
      last &&
      gap < 0.12 * piece.height &&
      gap > -piece.height &&
      !last.text.endsWith(' ') &&
      !piece.text.startsWith(' ')
    )
      result[result.length - 1] = { ...last, text: last.text + piece.text, length: piece.x + piece.length - last.x };
    else result.push(piece);
  }
  return result;
}

/** A piece's words, each with its share of the piece's length. */
function wordsOf(piece: Piece, line: number): PlacedWord[] {
  const norm = Math.hypot(piece.dx, piece.dy) || 1;
  const [ux, uy] = [piece.dx / norm, piece.dy / norm];
  const unit = piece.length / Math.max(1, piece.text.length);
  return [...piece.text.matchAll(/\S+/g)].map((match) => {
    const from = match.index * unit;
    const to = (match.index + match[0].length) * unit;
    // the glyphs stand on the baseline: four fifths above it, one below, whatever way it runs
    const corners = [from, to].flatMap((at) =>
      [-0.85, 0.3].map(
        (up) => [piece.x + ux * at - uy * up * piece.height, piece.y + uy * at + ux * up * piece.height] as const,
      ),
    );
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    const box = {
      x: Math.min(...xs),
      y: Math.min(...ys),
      width: Math.max(...xs) - Math.min(...xs),
      height: Math.max(...ys) - Math.min(...ys),
    };
    return { text: match[0], box, line, confidence: 100 };
  });
}
