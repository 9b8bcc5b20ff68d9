import type { PlacedWord } from '../reading/page-words.js';

/** Nobody is called so; bars and ones are how a reader sees an l. */
const PART = '(?:[kcdmµμnu]?(?:g|[l1I|]|m|mol)|mcg|IE|IU|mEq|mmHg|cmH2O|kg|min|[hds]|m2|m²|kcal|Gy|Hz|U)';
const unit = new RegExp(`^${PART}(?:/${PART}){0,2}[.,;:)]{0,2}$`, 'u');
const number = /^[(<>~]?\d{1,4}(?:[.,]\d{1,3})?$/u;
/** Heights of the number. */
const NEAR = 1.2;
const TALL = 2;
const SURE = 60;

/**
 * Units of a measure right behind a number that was read surely: `2 l/min`. A slash and a stroke are what readers doubt
 * most, and what they made of them is still nothing but a unit.
 */
export function plainUnits(words: readonly PlacedWord[]): Set<number> {
  return new Set(
    words.flatMap((word, i) => {
      const before = words[i - 1];
      if (!before || before.line !== word.line || before.confidence < SURE) return [];
      const gap = word.box.x - before.box.x - before.box.width;
      const isBeside = gap >= 0 && gap <= NEAR * before.box.height && word.box.height <= TALL * before.box.height;
      return isBeside && number.test(before.text) && unit.test(word.text) ? [i] : [];
    }),
  );
}
