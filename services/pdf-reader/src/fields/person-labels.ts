import type { PlacedWord } from '../reading/page-words.js';

/** Labels of a form behind which a person stands. */
const labels =
  'Patient Patientin Patientenname Pat Name Vorname Nachname Unters Untersucher Untersucherin Assist Assistenz Assistent Assistentin Endoskopeur Endoskopiker Pflege Pflegekraft Arzt Ärztin Hausarzt Hausärztin Überweiser Einsender Zuweiser Anästhesist Befunder Bearbeiter Oberarzt Chefarzt Direktor Direktorin Leitung Sekretariat Endoscopist Examiner Nurse Physician Surgeon Consultant'
    .split(' ')
    .map(fold);
const MOST_WORDS = 7;

/**
 * The words behind a label that announces a person, up to the next label. A reader that misread the label
 * (`Asbist.:`) or the name (`hea-Marie`) leaves rules for names nothing to go by; the form does.
 */
export function behindPersonLabels(words: readonly PlacedWord[]): Set<number> {
  const found = new Set<number>();
  for (const [i, word] of words.entries()) {
    if (!announcesPerson(word.text)) continue;
    for (let at = i + 1; at <= i + MOST_WORDS && words[at]?.line === word.line; at += 1) {
      const { text } = words[at]!;
      if (/[:;]$/.test(text) || /^(?:geb|born|DOB)/u.test(text)) break;
      found.add(at);
    }
  }
  return found;
}

function announcesPerson(text: string): boolean {
  if (!/^\P{L}*\p{L}{3,}\.?\s?[:;]$/u.test(text)) return false;
  const said = fold(text);
  return labels.some((label) => said === label || (label.length >= 5 && isOneLetterOff(said, label)));
}

function fold(text: string): string {
  return text.normalize('NFKD').toLowerCase().replaceAll(/\P{L}/gu, '');
}

function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1);
}
