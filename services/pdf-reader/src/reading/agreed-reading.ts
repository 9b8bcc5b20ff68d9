/** A word as a reader saw it. */
export interface Reading {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
}

/** What the reader of pages can print; any other letter it takes for one of these, and is often sure of it. */
const PRINTABLE = /[A-Za-zÄÖÜäöüß\d]/u;
const foreign = /(?![A-Za-zÄÖÜäöüß])\p{L}/u;
/**
 * How sure the second reader must be where it is believed against the first. It has no dictionary, and is a tenth less sure
 * of names than with one; below this its marks on letters begin to be the wrong ones.
 */
const BELIEVED = 75;
/** How sure it must be where two others against it are not believed either. */
const CONTRADICTS = 80;
/** Three that agree need not be sure. */
const LIKELY = 50;

/**
 * What the readers of the same word agree on; undefined where they do not. The second knows all Latin letters, so it is
 * believed where the first can only have been wrong: `Søren` against `Seren`. The third knows no more letters than the
 * first, and tells only which of the two is right.
 */
export function agreedReading(page: Reading, [second, third]: readonly Reading[], least: number): string | undefined {
  if (!second) return undefined;
  const core = (reading?: Reading) => asPrinted(coreOf(reading?.text ?? ''));
  const [first, seen, last] = [core(page), core(second), core(third)] as const;
  const surest = (...readings: readonly Reading[]) => Math.max(...readings.map(({ confidence }) => confidence));
  if (seen === first && seen !== '') {
    if (surest(page, second) >= least) return inPlaceOf(page.text, seen);
    return third && last === seen && surest(page, second, third) >= LIKELY ? inPlaceOf(page.text, seen) : undefined;
  }
  const mayBeMended = isMended(page.text, seen);
  if (mayBeMended && second.confidence >= BELIEVED) return inPlaceOf(page.text, seen);
  if (!third || last === '') return undefined;
  if (last === seen) return surest(second, third) >= least ? inPlaceOf(page.text, seen) : undefined;
  const isDoubted = mayBeMended || second.confidence >= CONTRADICTS || foreign.test(second.text);
  return last === first && !isDoubted && surest(page, third) >= least ? inPlaceOf(page.text, first) : undefined;
}

/** Without what stands before and behind, and without gaps: a reader parts what is set wide. */
export const coreOf = (text: string) => text.replaceAll(/^[^\p{L}\d]+|[^\p{L}\d]+$|\s+/gu, '');

/** One stroke, two letters: within a word a large I is a small l, and a nought a large O. */
const asPrinted = (word: string) =>
  /\d.*\d/u.test(word)
    ? word
    : word.replaceAll(/(?<=\p{Ll})I(?=\p{Ll})/gu, 'l').replaceAll(/(?<!\p{L})0(?=['’]?\p{L})/gu, 'O');

/** With the punctuation of the first reading: commas part names. */
export const inPlaceOf = (read: string, again: string) =>
  `${/^[,("'„]*/u.exec(read)![0]}${coreOf(again)}${/[.,;:)"'“]*$/u.exec(read)![0]}`;

/** Letter by letter the same, but for those that the first reader cannot print or did not see the dots of. */
function isMended(read: string, again: string): boolean {
  // a sign may stand for a letter, as in `Zo&,`: only plain punctuation is none of the word
  const signs = [...read.replaceAll(/^[,("'„]+|[.,;:)"'“]+$/gu, '')];
  const letters = [...coreOf(again)];
  return (
    letters.length > 0 &&
    letters.length === signs.length &&
    letters.every((letter, i) => letter === signs[i] || mends(letter, signs[i]!))
  );
}

/** `ø` for whatever was read there; `ü` for `u`, not for another letter. */
function mends(letter: string, read: string): boolean {
  if (!/\p{L}/u.test(letter)) return false;
  if (!PRINTABLE.test(letter)) return true;
  if (letter === 'ß') return /[B8f]/u.test(read);
  return /[ÄÖÜäöü]/u.test(letter) && read.toLowerCase() === letter.normalize('NFD').charAt(0).toLowerCase();
}
