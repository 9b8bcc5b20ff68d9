import { writeFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import { scanPage, typePage } from './draw-form.js';
import type { FormPage } from './forms/form.js';
import { formNames, forms } from './forms/forms.js';
import { anInventedCase, diceOf } from './invented-case.js';

/** An invented report of as many pages as wanted, all typed or all scanned, for measuring time and memory. */
export async function makeLongReport(options: {
  readonly path: string;
  readonly pages: number;
  readonly medium: 'text' | 'scan';
  readonly seed?: number;
}): Promise<void> {
  const dice = diceOf(options.seed ?? 1);
  const patient = anInventedCase(dice);
  const document = await PDFDocument.create();
  const waiting: FormPage[] = [];
  // pictures are left out: every reader would be measured at covering them
  const names = formNames.filter((name) => name !== 'pictures' && name !== 'english');
  for (let page = 0; page < options.pages; page += 1) {
    if (waiting.length === 0) waiting.push(...forms[names[page % names.length]!](patient, dice).pages);
    await (options.medium === 'scan' ? scanPage : typePage)(document, waiting.shift()!, dice);
  }
  writeFileSync(options.path, await document.save());
}
