import { headerLabel } from '../fields/header-labels.js';
import type { PageText, PlacedWord } from './page-words.js';

/** What announces a field, and what one looks like; a line with either may be one of a header. */
const CUE =
  /(?<!\p{L})(?:Pat(?:ient(?:in)?(?:en)?(?:name)?|\.)|(?:Vor|Nach|Familien|Sur|Fore|First |Last )?names?|geb(?:\.|oren)|Geb\.?-?Dat|Geburtsd|DOB|born|Unters(?:ucher|\.|uchungsdatum|uchung vom)|U-?\s?Dat|Fall|Aufnahme-?n|Case n|Geschlecht|Endoskop(?:eur|iker)|Endoscopist|Exam(?:ination)? date|Date of)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)|\d{6}/iu;
/** Who signs is often who examined. */
const SIGNED = /^(?:(?:Prof|PD|Priv|Dr)\.?\s)(?:\S+\s?){1,7}$/u;
const TITLE = /^(?:Dr|Prof|PD|med|Priv|Doz|Herrn?|Frau|Mrs?|Ms)[.,]?$/u;
const SURE_NUMBER = 92;
/** How far below its label a value may stand, in heights of the label, and how far beside, in pixels. */
const BELOW = 3.2;
const BESIDE = 24;

/** Words that OCR read in the header of a page and that a field may be made of, but for those the text layer says as well. */
export function headerWords(layer: PageText, ocr: PageText, labels: (text: string) => string): number[] {
  const confirmed = new Set(layer.words.map(({ text }) => coreOf(text)));
  const header = inHeader(ocr.words, labels);
  return ocr.words.flatMap((word, i) =>
    header.has(word) && mayBeValue(word.text) && !isSureNumber(word) && !confirmed.has(coreOf(word.text)) ? [i] : [],
  );
}

/** Words of lines that announce or look like fields, and those below a label. */
export function inHeader(words: readonly PlacedWord[], labels: (text: string) => string): ReadonlySet<PlacedWord> {
  const lines = [
    ...Map.groupBy(
      words.filter(({ aside }) => !aside),
      ({ line }) => line,
    ).values(),
  ];
  const cued = lines.filter((line) => {
    const said = labels(line.map(({ text }) => text).join(' '));
    return CUE.test(said) || SIGNED.test(said);
  });
  const above = cued.flat().filter(({ text }) => text.endsWith(':') || headerLabel(text) !== undefined);
  const isBelow = ({ box }: PlacedWord) =>
    above.some(({ box: label }) => {
      const gap = box.y - label.y - label.height;
      return Math.abs(box.x - label.x) <= BESIDE && gap > -0.3 * label.height && gap < BELOW * label.height;
    });
  return new Set([...cued, ...lines.filter((line) => line.some(isBelow))].flat());
}

/** A name, a date or a number; a small letter begins none. */
const mayBeValue = (text: string) =>
  /[\p{L}\d]{2}/u.test(text) &&
  !/^\P{L}*\p{Ll}/u.test(text) &&
  !TITLE.test(text) &&
  headerLabel(text) === undefined &&
  !text.endsWith(':');

/** Digits are the same in every language. */
const isSureNumber = ({ text, confidence }: PlacedWord) => confidence >= SURE_NUMBER && !/\p{L}/u.test(text);

const coreOf = (text: string) => text.replaceAll(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
