import { plain } from './written-forms.js';

/** What sets the two halves of a word apart at a line's end, however a reader shows it. */
const BROKEN = /(?<!\p{L})(\p{L}{2,})[\p{Pd}\u00AD¬][^\S\n]*\n\s*(\p{L}{2,})/gu;

/** Folded words that a line's end broke. A second half may be broken again. */
export const brokenWords = (written: string): string[] =>
  [...composed(written).matchAll(BROKEN)].map(([, first, second]) => plain(`${first}${second}`));

/** Behind what announces a name also a short one; elsewhere a capital within a word is mostly a letter read wrong. */
const GLUED =
  /(?<=(?<!\p{L})(?:Frau|Herrn?|Dr|Prof|Name|Pat(?:ient(?:in)?)?))\p{Lu}\p{L}{2,}|(?<=\p{Ll})\p{Lu}\p{L}{5,}|\p{Lu}\p{Ll}{5,}(?=\p{Lu})/gu;

/** Folded words that a reader glued to the word before or behind them: `FrauKranzbichler`, `KranzbichlerEmre`. */
export const gluedWords = (written: string): string[] => (composed(written).match(GLUED) ?? []).map(plain);

/** Words of a folded text set in spaced letters: `k r a n z`. */
export const spacedWords = (text: string): string[] =>
  (text.match(/(?<!\p{L})\p{L}(?:[ \t._-]\p{L}){2,}(?!\p{L})/gu) ?? []).map((one) => one.replaceAll(/\P{L}/gu, ''));

const composed = (written: string) => written.normalize('NFKC');
