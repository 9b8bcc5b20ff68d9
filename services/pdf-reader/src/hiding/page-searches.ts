import { type IdentifierFinder, identifierFinder } from '@endoveil/phi';
import type { PageText } from '../reading/page-words.js';

/** The texts of a page, read by the rules while other pages still wait for their OCR. */
export interface PageSearches {
  readonly layer: IdentifierFinder;
  readonly ocr: IdentifierFinder;
  /** In what the page says altogether, see `bothOf`. */
  readonly both: IdentifierFinder;
}

export function searchesOf(layer: PageText, ocr: PageText): PageSearches {
  const inOcr = identifierFinder(ocr.text, 'ocr');
  if (layer.text === '') return { layer: () => [], ocr: inOcr, both: inOcr };
  return { layer: identifierFinder(layer.text), ocr: inOcr, both: identifierFinder(bothOf(layer, ocr)) };
}

/** What stands on a page: its text layer where it has one, and what OCR read. */
export const bothOf = (layer: PageText, ocr: PageText): string =>
  layer.text ? `${layer.text}\n\n${ocr.text}` : ocr.text;
