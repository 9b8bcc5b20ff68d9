import { writeFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import { scanPage, typePage } from './draw-form.js';
import { type FormName, formNames, forms } from './forms/forms.js';
import { anInventedCase, diceOf } from './invented-case.js';
import { leakable, unmarked } from './marked-text.js';

export const reportMediums = ['text', 'scan', 'mixed'] as const;
export type ReportMedium = (typeof reportMediums)[number];

/** What a report really says, for whoever judges a result. */
export interface TrueReport {
  readonly form: FormName;
  readonly medium: ReportMedium;
  readonly pages: number;
  /** Words and numbers of which none may be read in a result. */
  readonly identifiers: readonly string[];
  /** Words that may stay, once for each time they stand there. */
  readonly others: readonly string[];
  readonly fields: Readonly<Record<TrueField, string>>;
  /** The fields that the report states as such; the others may be missing, but never be wrong. */
  readonly stated: ReadonlySet<TrueField>;
  readonly pictures: number;
  /** Pictures without any writing. */
  readonly cleanPictures: number;
}

export const trueFields = [
  'last-name',
  'first-name',
  'birth-date',
  'sex',
  'case-number',
  'exam-date',
  'examiner',
] as const;
export type TrueField = (typeof trueFields)[number];

/**
 * Writes an invented report in one of seven layouts, as text, as a scan or with pages of both, and answers what it
 * says. The same seed gives the same report.
 */
export async function makeTrueReport(options: {
  readonly seed: number;
  readonly path: string;
  readonly medium: ReportMedium;
  readonly form?: FormName;
}): Promise<TrueReport> {
  const { seed, path, medium } = options;
  const dice = diceOf(seed);
  const form = options.form ?? dice.pick(formNames);
  const patient = anInventedCase(dice);
  const { pages, says } = forms[form](patient, dice);
  const document = await PDFDocument.create();
  document.setTitle(`Befund ${patient.lastName}`);
  document.setAuthor(patient.examiner.lastName);
  const scannedFirst = dice.chance(0.5);
  for (const [i, page] of pages.entries()) {
    const isScan = medium === 'scan' || (medium === 'mixed' && (i % 2 === 0) === scannedFirst);
    await (isScan ? scanPage : typePage)(document, page, dice);
  }
  writeFileSync(path, await document.save());
  const marked = pages.flatMap((page) => [
    ...page.writings.map((writing) => writing.marked),
    ...(page.pictures ?? []).flatMap((picture) => picture.says ?? []),
    ...(page.barCode ? [`«${page.barCode}»`] : []),
  ]);
  const texts = marked.map(unmarked);
  const identifiers = leakable(texts.flatMap((text) => text.identifiers));
  const pictures = pages.flatMap((page) => page.pictures ?? []);
  const others = texts.flatMap((text) => text.others);
  return {
    form,
    medium,
    pages: pages.length,
    // a word that also stands outside the marks ("Sommer", "Klein") proves nothing where it is read
    identifiers: identifiers.filter((word) => !others.includes(word)),
    others,
    fields: {
      'last-name': patient.lastName,
      'first-name': patient.firstName,
      'birth-date': patient.birthDate,
      sex: patient.sex,
      'case-number': patient.caseNumber,
      'exam-date': patient.examDate,
      examiner: `${patient.examiner.lastName}, ${patient.examiner.firstName}`,
    },
    stated: new Set<TrueField>(['last-name', 'first-name', 'birth-date', ...says]),
    pictures: pictures.length,
    cleanPictures: pictures.filter(({ says: said }) => said === undefined).length,
  };
}
