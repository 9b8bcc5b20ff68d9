import type { Span } from '@endoveil/phi';
import type { Box, OcrResult } from '@endoveil/media';
import type { Piece } from './render.js';
import type { Placement } from './straighten.js';

/** Three degrees. */
const SLOPE = 0.052;

export interface PlacedWord {
  readonly text: string;
  readonly box: Box;
  readonly line: number;
  /** 0 to 100; 100 for a text layer. */
  readonly confidence: number;
  /** Stands on end or leans against the page's own lines: a margin note, a stamp, an archive's mark. */
  readonly aside?: true;
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

/** In heights of a word: no gap between words of a line is as wide. */
const COLUMN = 2.5;

/** The same words; a gap as wide as between columns is a tab, so that nothing reads on across it. */
export function inColumns({ words }: PageText): PageText {
  let text = '';
  const parted = words.map((word, i) => {
    const before = words[i - 1];
    if (before) text += before.line === word.line ? (isGap(before.box, word.box) ? '\t' : ' ') : '\n';
    const start = text.length;
    text += word.text;
    return { ...word, start };
  });
  return { words: parted, text };
}

const isGap = (a: Box, b: Box) => b.x - a.x - a.width > COLUMN * Math.min(a.height, b.height);

/** The words that a span touches. */
export function wordsIn(page: PageText, spans: readonly Pick<Span, 'start' | 'end'>[]): Set<number> {
  const hit = new Set<number>();
  for (const [i, { start, text }] of page.words.entries())
    if (spans.some((span) => span.start < start + text.length && span.end > start)) hit.add(i);
  return hit;
}

export function ocrText(result: OcrResult): PageText {
  const read = withHyphens(result.words);
  const lines = Map.groupBy(read, ({ line }) => line);
  const aside = new Set([...lines].filter(([, words]) => leans(words.map(({ box }) => box))).map(([line]) => line));
  return textOf(
    read.map(({ text, box, line, confidence }) => ({
      // a comma that stands low is read as a quotation mark
      text: text.replaceAll('‚', ','),
      box,
      line,
      confidence,
      ...(aside.has(line) ? { aside: true as const } : {}),
    })),
  );
}

type Read = OcrResult['words'][number];

/** In heights of a word: a gap beside a hyphen is smaller than one between words. */
const BESIDE_HYPHEN = 0.6;

/** A double name whose hyphen OCR took for the end of a word, or for the beginning of the next, is one word. */
function withHyphens(words: readonly Read[]): readonly Read[] {
  const joined: Read[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before && isParted(before, word)) joined[joined.length - 1] = together(before, word);
    else joined.push(word);
  }
  return joined;
}

const isParted = (one: Read, next: Read) =>
  one.line === next.line &&
  /\p{Ll}-\p{Lu}/u.test(one.text.slice(-2) + next.text.slice(0, 2)) &&
  (one.text.endsWith('-') || next.text.startsWith('-')) &&
  next.box.x - one.box.x - one.box.width < BESIDE_HYPHEN * Math.min(one.box.height, next.box.height);

function together(one: Read, next: Read): Read {
  const [a, b] = [one.box, next.box];
  const y = Math.min(a.y, b.y);
  return {
    ...one,
    text: one.text + next.text,
    confidence: Math.min(one.confidence, next.confidence),
    box: { x: a.x, y, width: b.x + b.width - a.x, height: Math.max(a.y + a.height, b.y + b.height) - y },
  };
}

/** More than three degrees off, by the middles of the outermost words; or words that stand on end. */
function leans(boxes: readonly Box[]): boolean {
  if (boxes.every(({ width, height }) => height > 1.5 * width && height > 60)) return true;
  const middles = boxes.map(({ x, y, width, height }) => [x + width / 2, y + height / 2] as const);
  const [first, last] = [middles[0]!, middles.at(-1)!];
  const [across, down] = [Math.abs(last[0] - first[0]), Math.abs(last[1] - first[1])];
  return Math.max(across, down) > 80 && down > SLOPE * across;
}

/** A text layer in reading order: pieces on one height are one line, left to right; what leans or stands comes last. */
export function layerText(pieces: readonly Piece[]): PageText {
  const level = pieces.filter(({ dx, dy }) => dx > 0 && Math.abs(dy) <= SLOPE * dx);
  const other = pieces.filter((piece) => !level.includes(piece));
  const rows: Piece[][] = [];
  for (const piece of level.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && Math.abs(row[0]!.y - piece.y) < 0.5 * Math.max(row[0]!.height, piece.height)) row.push(piece);
    else rows.push([piece]);
  }
  const words = rows.flatMap((row, line) =>
    joined(row.toSorted((a, b) => a.x - b.x)).flatMap((piece) => wordsOf(piece, line)),
  );
  const aside = other.flatMap((piece, i) =>
    wordsOf(piece, rows.length + i).map((word) => ({ ...word, aside: true as const })),
  );
  return textOf([...words, ...aside]);
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

/** How wide a letter is in most fonts, against a small one. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width += /[\s.,:;!'|()iljftrI]/.test(letter)
      ? 0.55
      : /[mwMW@—]/.test(letter)
        ? 1.6
        : /\p{Lu}/u.test(letter)
          ? 1.3
          : 1;
  return width;
}

/** A piece's words, each with its share of the piece's length. */
function wordsOf(piece: Piece, line: number): PlacedWord[] {
  const norm = Math.hypot(piece.dx, piece.dy) || 1;
  const [ux, uy] = [piece.dx / norm, piece.dy / norm];
  const unit = piece.length / Math.max(1, widthOf(piece.text));
  return [...piece.text.matchAll(/\S+/g)].map((match) => {
    const from = widthOf(piece.text.slice(0, match.index)) * unit;
    const to = from + widthOf(match[0]) * unit;
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

/** The piece where the upright page shows it. */
export function placed(piece: Piece, { point, direction }: Placement): Piece {
  const [x, y] = point(piece.x, piece.y);
  const [dx, dy] = direction(piece.dx, piece.dy);
  return { ...piece, x, y, dx, dy };
}
