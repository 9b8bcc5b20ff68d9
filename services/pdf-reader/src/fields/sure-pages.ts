import { agreedReading, coreOf, inPlaceOf } from '../reading/agreed-reading.js';
import { confirmedLayer } from '../reading/confirmed-layer.js';
import { headerLabel } from './header-labels.js';
import { type PageText, textOf } from '../reading/page-words.js';
import type { SecondLook } from '../reading/second-look.js';

/** A word that OCR was less sure of is no value: `Nufez` where `Núñez` stands. */
const SURE = 75;
/** The same where specks were taken off the page, and strokes of letters with them: `Ingnd` where `Ingrid` stands. */
const SURE_WHERE_CLEANED = 92;

interface Page {
  readonly layer: PageText;
  readonly ocr: PageText;
  /** Specks were taken away. */
  readonly cleaned?: boolean;
  /** What other readers saw in the words of its header. */
  readonly look?: SecondLook;
}

/** A page with question marks where a word was not read surely, or its readings do not agree. */
export interface SurePage {
  readonly layer: PageText;
  readonly ocr: PageText;
}

/** What may be stated of a report's pages. A doubtful word that is read surely at another place is sure here as well. */
export function surePages(pages: readonly Page[]): SurePage[] {
  const agreed = pages.map((page) =>
    page.ocr.words.map((word, i) => {
      const others = page.look?.get(i);
      const least = page.cleaned ? SURE_WHERE_CLEANED : SURE;
      if (!/[\p{L}\d]/u.test(word.text)) return word.text;
      if (others) return agreedReading(word, others, least);
      return headerLabel(word.text) ?? (word.confidence >= least ? word.text : undefined);
    }),
  );
  const elsewhere = new Map(
    pages.flatMap(({ look }, page) =>
      [...(look?.keys() ?? [])].flatMap((word) => {
        const name = coreOf(agreed[page]![word] ?? '');
        return name.length > 2 ? [[name.toLowerCase(), name] as const] : [];
      }),
    ),
  );
  return pages.map(({ layer, ocr: read, look }, page) => {
    const ocr = textOf(
      read.words.map((word, i) => {
        const [same] = [word, ...(look?.get(i) ?? [])].flatMap(
          (one) => elsewhere.get(coreOf(one.text).toLowerCase()) ?? [],
        );
        const text = agreed[page]![i] ?? (same && inPlaceOf(word.text, same));
        return { ...word, text: text ?? '?'.repeat(word.text.length) };
      }),
    );
    return { layer: look ? confirmedLayer(layer, read, ocr) : layer, ocr };
  });
}
