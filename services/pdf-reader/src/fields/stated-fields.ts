import type { FieldFinding } from '@endoveil/contracts';
import { readHeaderFields } from '@endoveil/phi';
import { formCells } from './form-cells.js';
import { bothOf } from '../hiding/page-searches.js';
import { inColumns, type PageText } from '../reading/page-words.js';
import { inKnownLabels, type SiteProfile } from './site-profile.js';

interface Page {
  readonly layer: PageText;
  readonly ocr: PageText;
}

/**
 * Fields of the first page that says them; a form's cells before its lines. Of pages that say only what is sure a field
 * is empty sooner than wrong; what all of a page says may only be searched for.
 */
export function statedFields(pages: readonly Page[], profile?: SiteProfile): FieldFinding[] {
  const found = new Map<string, FieldFinding>();
  for (const { layer, ocr } of pages)
    for (const said of [formCells(layer.words), formCells(ocr.words), bothOf(inColumns(layer), inColumns(ocr))])
      for (const field of readHeaderFields(inKnownLabels(said, profile)))
        if (!found.has(field.name)) found.set(field.name, field);
  return [...found.values()];
}
