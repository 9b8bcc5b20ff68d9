import type { KnownValue } from '@endoveil/contracts';
import { isWordOfLanguage, type Span } from '@endoveil/phi';
import type { Box } from '@endoveil/media';
import { type PageText, type PlacedWord, wordsIn } from '../reading/page-words.js';
import { behindPersonLabels } from '../fields/person-labels.js';
import { plainUnits } from '../fields/plain-units.js';
import type { ReadPage } from '../reading/read-pages.js';
import { behindHouseLabels, type SiteProfile } from '../fields/site-profile.js';
import { overlaps, touches } from './touches.js';
import { unexplainedInk } from './unexplained-ink.js';
import { uniformBoxes } from './uniform-boxes.js';

/** What of a page is covered, and what of it may be said again. */
export interface HiddenPage {
  readonly boxes: readonly Box[];
  /** Words that OCR read and nothing covers. */
  readonly surviving: readonly PlacedWord[];
  /** What rules and known values found in what OCR read. */
  readonly spans: readonly Span[];
}

/** A word read with less certainty than this may be anything. */
const UNCERTAIN = 35;
/** In a line beside something identifying it needs to be surer. */
const UNCERTAIN_IN_DOUBT = 60;
/** Letters much taller than the page's others are a heading, read with certainty, or no print at all. */
const TALL = 2;
const CERTAIN = 80;
/** A letter that a font or a reader did not know: no rule finds such a name. */
const MAIMED = /\p{L}[?*#|\\\uFFFD\u25A1]+\p{L}/u;
const MARGIN = 4;
/** A text layer's guess may be so many pixels off at the end of a long line. */
const MOST_AWAY = 160;

export function hideWords(
  page: ReadPage,
  known: readonly KnownValue[],
  /** Pictures that stay: their ink is explained. */
  pictures: readonly Box[] = [],
  /** What a person wants covered: a word that it reaches at all goes whole. */
  asked: readonly Box[] = [],
  profile?: SiteProfile,
): HiddenPage {
  const layer = page.layer.words;
  const ocr = page.ocr.words;
  const spans = page.searches.ocr({ known, mode: 'strict' });
  const layerHits = hitsIn(page.layer, page.searches.layer({ known, mode: 'strict' }), profile);
  const ocrHits = hitsIn(page.ocr, spans, profile);
  const units = plainUnits(ocr);
  const doubted = doubtedIn(page.ocr, ocrHits, units);
  const isHit = (word: PlacedWord, i: number) =>
    ocrHits.has(i) || doubted.has(i) || word.aside || MAIMED.test(word.text);
  // these go whatever their boxes are: OCR may squeeze one to the width of a stroke
  const hidden = new Set(ocr.filter((word, i) => isHit(word, i) || asked.some((one) => overlaps(one, word.box))));
  const covered = [
    ...layer
      .filter((word, i) => layerHits.has(i) || word.aside || MAIMED.test(word.text))
      .map((word) => seenAs(word, ocr)),
    ...hidden,
  ].map(({ box }) => grown(box));
  // what a text layer says over a scrawl does not explain it: only what OCR read as print does
  const isPrint = isPrintIn(ocr);
  const print = ocr.filter((word, i) => isPrint(word) || (units.has(i) && !doubted.has(i)));
  const ink = unexplainedInk(page.inkTiles, [...print.map(({ box }) => box), ...pictures]);
  // a word that is touched goes whole, and what its box then touches as well
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const [i, word] of ocr.entries())
      if (
        !hidden.has(word) &&
        ([...covered, ...ink].some((box) => touches(box, word.box)) || isRestOf(ocr[i - 1], word, hidden))
      ) {
        hidden.add(word);
        covered.push(grown(word.box));
      }
  }
  const surviving = ocr.filter((word) => !hidden.has(word));
  const boxes = [
    ...uniformBoxes(
      covered,
      surviving.map(({ box }) => box),
      page.file.width,
    ),
    ...ink,
    ...asked,
  ];
  return { boxes, surviving, spans };
}

/** `Kranz bichler`: what no language knows, in small letters right behind a covered word, is the rest of it; behind an address any word is. */
function isRestOf(before: PlacedWord | undefined, word: PlacedWord, hidden: ReadonlySet<PlacedWord>): boolean {
  if (!before || before.line !== word.line || !hidden.has(before)) return false;
  const [said = ''] = /^\p{Ll}{2,}/u.exec(word.text) ?? [];
  const gap = word.box.x - before.box.x - before.box.width;
  if (said === '' || gap > word.box.height) return false;
  return /@.*\.$/u.test(before.text) || (said.length > 2 && !isWordOfLanguage(said));
}

const plain = ({ text }: PlacedWord) => text.normalize('NFKD').replaceAll(/[^\p{L}\d]/gu, '');

/** A text layer's word lies where a guess at its letters' widths says; where OCR read the same word, its box is the true one. */
function seenAs(word: PlacedWord, ocr: readonly PlacedWord[]): PlacedWord {
  const wanted = plain(word);
  const sameLine = ({ box }: PlacedWord) => touches({ ...word.box, x: box.x, width: box.width }, box);
  const away = ({ box }: PlacedWord) => Math.abs(box.x + box.width / 2 - word.box.x - word.box.width / 2);
  const [nearest] = ocr
    .filter((seen) => plain(seen) === wanted && sameLine(seen))
    .toSorted((one, other) => away(one) - away(other));
  return nearest && away(nearest) < MOST_AWAY ? nearest : word;
}

function hitsIn(text: PageText, spans: readonly Span[], profile: SiteProfile | undefined): Set<number> {
  const all = [...spans, ...behindHouseLabels(text.text, profile)];
  return new Set([...wordsIn(text, all), ...behindPersonLabels(text.words)]);
}

/** True for a word that was read, in letters of the page's size: no smear, no scrawl that OCR made a letter of. */
function isPrintIn(words: readonly PlacedWord[]): (word: PlacedWord) => boolean {
  const heights = words.map(({ box }) => box.height).toSorted((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 0;
  return ({ text, confidence, box }) =>
    confidence >= (box.height > TALL * usual ? CERTAIN : UNCERTAIN) &&
    (/[\p{L}\d][.,/]?[\p{L}\d]/u.test(text) || (box.height <= TALL * usual && box.width <= 2 * usual));
}

/** Words that OCR was not sure of: anywhere when it guessed, sooner in a line beside something identifying. */
function doubtedIn({ words }: PageText, hits: ReadonlySet<number>, units: ReadonlySet<number>): Set<number> {
  const isPrint = isPrintIn(words);
  const delicate = new Set([...hits].flatMap((at) => [-1, 0, 1].map((off) => words[at]!.line + off)));
  return new Set(
    words.flatMap((word, i) => {
      if (!/[\p{L}\d]{2}/u.test(word.text)) return [];
      const isDelicate = delicate.has(word.line);
      if (units.has(i) && !isDelicate) return [];
      return !isPrint(word) || (isDelicate && word.confidence < UNCERTAIN_IN_DOUBT) ? [i] : [];
    }),
  );
}

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - MARGIN,
  y: y - MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});
