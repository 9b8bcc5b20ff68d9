import type { FieldFinding } from '@endoveil/contracts';
import { readHeaderFields } from '@endoveil/phi';
import { formCells } from './form-cells.js';
import { bothOf } from './page-searches.js';
import type { PageText } from './page-words.js';
import { inKnownLabels, type SiteProfile } from './site-profile.js';

/** A word that OCR was less sure of is no value: `Nufez` where `Núñez` stands. */
const SURE = 75;
/** The same where specks were taken off the page, and strokes of letters with them: `Ingnd` where `Ingrid` stands. */
const SURE_WHERE_CLEANED = 92;

interface Page {
  readonly layer: PageText;
  readonly ocr: PageText;
  /** Specks were taken away. */
  readonly cleaned?: boolean;
}

/**
 * Fields of the first page that says them; a form's cells before its lines. `sure`: nothing from words that were read
 * without certainty, so that a field is empty sooner than wrong; `any`: what may only be searched for.
 */
export function statedFields(pages: readonly Page[], certainty: 'sure' | 'any', profile?: SiteProfile): FieldFinding[] {
  const found = new Map<string, FieldFinding>();
  for (const { layer, ocr: read, cleaned } of pages) {
    const ocr = certainty === 'sure' ? sureOf(read, cleaned) : read;
    for (const said of [formCells(layer.words), formCells(ocr.words), bothOf(layer, ocr)])
      for (const field of readHeaderFields(inKnownLabels(said, profile)))
        if (!found.has(field.name)) found.set(field.name, field);
  }
  return [...found.values()];
}

/** What a page says: its text layer where it has one, and what OCR read with certainty. */
export const sureTextOf = ({ layer, ocr, cleaned }: Page): string => bothOf(layer, sureOf(ocr, cleaned));

/** With question marks where a word was not read surely. */
function sureOf({ text, words }: PageText, cleaned = false): PageText {
  const least = cleaned ? SURE_WHERE_CLEANED : SURE;
  let sure = text;
  const kept = words.map((word) => {
    if (word.confidence >= least || !/[\p{L}\d]/u.test(word.text)) return word;
    const unread = '?'.repeat(word.text.length);
    sure = sure.slice(0, word.start) + unread + sure.slice(word.start + word.text.length);
    return { ...word, text: unread };
  });
  return { text: sure, words: kept };
}
