import type { InventedPatient } from '../../invented-patient.js';
import type { Dice } from '../invented-case.js';

/** A line of writing at a place; points, origin top left. Identifiers stand between `«` and `»`. */
export interface Writing {
  readonly marked: string;
  readonly x: number;
  readonly y: number;
  /** Default 10. */
  readonly size?: number;
  readonly bold?: boolean;
  /** A stamp: coloured and askew, degrees. */
  readonly leans?: number;
}

export interface FormPage {
  readonly writings: readonly Writing[];
  /** Frames of cells: x, y, width, height. */
  readonly frames?: readonly (readonly [number, number, number, number])[];
  /** Places for endoscopy pictures; `says` is burnt into the picture. */
  readonly pictures?: readonly { readonly at: readonly [number, number, number, number]; readonly says?: string }[];
  readonly hasSignature?: boolean;
  /** Digits of a bar code at the foot. */
  readonly barCode?: string;
}

/** Besides names and birth date: which header fields the form states as such. */
export interface FilledForm {
  readonly pages: readonly FormPage[];
  readonly says: ReadonlySet<'sex' | 'case-number' | 'exam-date' | 'examiner'>;
}

export const de = (iso: string) => iso.split('-').toReversed().join('.');
export const en = (iso: string) => iso.split('-').toReversed().join('/');
export const LEFT = 50;

/** Lines one below the other; an empty one is a gap. */
export function column(
  texts: readonly string[],
  from: { x?: number; y: number; step?: number; size?: number },
): Writing[] {
  const { x = LEFT, y, step = 16, size = 10 } = from;
  return texts.flatMap((marked, i) => (marked === '' ? [] : [{ marked, x, y: y + i * step, size }]));
}

export const findings = [
  'Ösophagus: Schleimhaut im distalen Drittel mit streifigen Erosionen, Los Angeles Grad B.',
  'Die Z-Linie liegt bei 38 cm ab Zahnreihe, kleine axiale Hiatushernie.',
  'Magen: Schleimhaut im Antrum fleckig gerötet, kein Ulkus, keine Blutungsstigmata.',
  'Retroflexion unauffällig, Kardia schlussfähig. Peristaltik regelrecht.',
  'Duodenum: Bulbus und Pars descendens unauffällig, Biopsien aus dem Duodenum entnommen.',
  'Vorspiegeln bis in das terminale Ileum, Boston-Score 8 von 9 Punkten.',
  'Im Colon ascendens ein 6 mm großer sessiler Polyp, Paris Is, mit der Schlinge abgetragen.',
  'Im Sigma mehrere Divertikel ohne Entzündungszeichen, sonst reizlose Schleimhaut.',
  'Rektum unauffällig, innere Hämorrhoiden Grad I.',
  'Verdacht auf Barrett-Ösophagus, Prag C1M2, vier Quadrantenbiopsien entnommen.',
  'Histologie folgt. Keine Komplikation während der Untersuchung.',
];
export const conclusions = [
  'Beurteilung: Refluxösophagitis, Verdacht auf Barrett-Schleimhaut. Antrumgastritis.',
  'Beurteilung: Adenom im Colon ascendens, abgetragen. Sigmadivertikulose.',
  'Empfehlung: Pantoprazol 40 mg einmal täglich für acht Wochen, danach Kontrolle.',
  'Empfehlung: Kontrollkoloskopie in drei Jahren, ballaststoffreiche Kost.',
];

export function some(dice: Dice, from: readonly string[], count: number): string[] {
  const left = [...from];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(dice.between(0, left.length - 1), 1)[0]!,
  );
}

export type Fill = (p: InventedPatient, dice: Dice) => FilledForm;
export const signed = (p: InventedPatient) => `«${p.examiner.title} ${p.examiner.lastName}, ${p.examiner.firstName}»`;
export const area = (dice: Dice) => `0${dice.between(2, 9)}${dice.digits(3)}`;
export const frau = (p: InventedPatient) => (p.sex === 'female' ? 'Frau' : 'Herr');
