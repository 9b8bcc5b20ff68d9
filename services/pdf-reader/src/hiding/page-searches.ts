import { type IdentifierFinder, identifierFinder } from '@endoveil/phi';
import type { PageText } from '../reading/page-words.js';

/** The texts of a page; each is read by the rules when it is first searched, or ahead. */
export interface PageSearches {
  readonly layer: IdentifierFinder;
  readonly ocr: IdentifierFinder;
  /** In what the page says altogether, see `bothOf`. */
  readonly both: IdentifierFinder;
  /** Has the rules read all of them now, while other pages wait for their OCR. */
  ahead(): void;
}

export function searchesOf(layer: PageText, ocr: PageText): PageSearches {
  const inOcr = madeOnce(() => identifierFinder(ocr.text, 'ocr'));
  if (layer.text === '')
    return { layer: () => [], ocr: finding(inOcr), both: finding(inOcr), ahead: () => void inOcr() };
  const inLayer = madeOnce(() => identifierFinder(layer.text));
  const inBoth = madeOnce(() => identifierFinder(bothOf(layer, ocr)));
  const ahead = () => void [inOcr(), inLayer(), inBoth()];
  return { layer: finding(inLayer), ocr: finding(inOcr), both: finding(inBoth), ahead };
}

function madeOnce(make: () => IdentifierFinder): () => IdentifierFinder {
  let made: IdentifierFinder | undefined;
  return () => (made ??= make());
}

const finding =
  (finder: () => IdentifierFinder): IdentifierFinder =>
  (options) =>
    finder()(options);

/** What stands on a page: its text layer where it has one, and what OCR read. */
export const bothOf = (layer: PageText, ocr: PageText): string =>
  layer.text ? `${layer.text}\n\n${ocr.text}` : ocr.text;
