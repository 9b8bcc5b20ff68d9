const labels =
  'Patient Patientin Patientenname Name Vorname Vornamen Nachname Familienname Rufname Geburtsdatum Geschlecht Fallnummer Fall-Nr Fall.Nr Aufnahmenummer Aufnahme-Nr Untersuchungsdatum Untersuchungstag U-datum Untersucher Untersucherin Unters Endoskopeur Endoscopist Assistenz Assist geb geboren DOB MRN Pat Surname Forename Gender Sex'.split(
    ' ',
  );
const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '');
const known = new Map(labels.map((label) => [bare(label), label]));
/** Shorter than this, one letter off could be another word. */
const LONG = 7;

/**
 * The label of a header that a word is, as it was read or with one letter or its colon mended; undefined for any other word. A label
 * needs no certainty: what stands behind it does.
 */
export function headerLabel(text: string): string | undefined {
  const [, word = '', signs = ''] = /^(.*?)([.:;,]*)$/su.exec(text) ?? [];
  const sign = signs.replace(';', ':');
  const read = bare(word);
  if (known.has(read)) return word + sign;
  if (read.length < LONG || !/^\p{Lu}/u.test(word)) return undefined;
  const meant = [...known].find(([label]) => label.length >= LONG && isOneOff(read, label))?.[1];
  return meant === undefined ? undefined : meant + sign;
}

/** One letter more, less or other. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1);
}
