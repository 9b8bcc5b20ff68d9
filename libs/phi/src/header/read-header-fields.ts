import type { FieldFinding, FieldName } from '@endoveil/contracts';
import { birthDateIn, examIn } from './header-dates.js';
import { institutionIn } from './institution.js';
import { openText } from '../text/open-text.js';
import { firstName } from '../words/first-names.js';
import { lastName } from '../words/last-names.js';
import { isOrdinaryWord } from '../words/ordinary-words.js';
import { matchesOf } from '../text/matches-of.js';

// a word with a colon behind it is the next label
const PART =
  "(?!\\p{L}[\\p{L}'’.-]*[ \\t]?[:;])(?!(?:Dr|Prof|PD|med|OA|OÄ|Sr|Schw|Pfl|DOB|MRN|PID|geb)(?!\\p{L}))\\p{Lu}[\\p{L}'’]+(?:-\\s?\\p{Lu}[\\p{L}'’]+)*";
/** How the label begins that may follow a name and its comma. */
const NEXT_LABEL =
  '(?:Assist|Pfleg|Funktion|Team|Zweit|Unters|Ober|Chef|Stations?|Abteilung|Klinik|Ger[äa]t|Endoskop|Instrument|Indikation|Sedierung|Geb|Alter|Geschl|Sex|DOB|Datum|Date|Uhr|Zeit|Time|Beginn|Ende|Tel|Fax|Fall|Aufn|Pat|PID|MRN|ID(?!\\p{L})|Vorname|Einsend|Überw|Zuw)';
/**
 * Not cut off by a sign that a reader of scans put for a letter (`Zo&`), by a comma and a word that was not read (`?`),
 * nor by a label printed over its end (`OttokarAssistenz:`, `Ottokssistenz:`).
 */
const WHOLE = `(?![^\\s,;.:()/]|[ \\t]?,[ \\t]?\\?|\\s?,\\s?\\p{Lu}\\p{L}*\\p{Ll}\\p{Lu}|\\s?,\\s?\\p{Lu}\\p{L}*[^\\s\\p{L},;.:()/'’-]|[ \\t]?,[ \\t]?(?!${NEXT_LABEL})\\p{Lu}[\\p{L}'’-]*[ \\t]?:)`;
/** What a reader did not read right behind one or two words may be the rest of the name. */
const READ = '(?! \\?)';
const NAME = `(?:(?:von|van|de|zu|di|el|al)\\s(?:der\\s)?)?${PART}`;
/** Taken where it is there: where the second word cannot be taken, the first alone is not what stands there. */
const second = (part: string) => `(?: ${part}|(?! ${part}))`;

/** Behind these a name is not the patient's, in their line or right below them. */
const OTHERS =
  '(?:Einsender|Überweiser|Zuweiser|Hausarzt|Arzt|Auftraggeber|Angehörige|Ansprechpartner|Kontakt|Betreuer|Mutter|Vater|Ehe(?:mann|frau)|Untersucher|Endoskopeur|Operateur|Assist|Pflege|Funktion|Personal|Team|Referrer|Physician|GP|Next of kin)\\p{L}*';
const PATIENTS = `(?=[A-Zn])(?<!(?:^|\\n)${OTHERS}[ \\t]*:?[ \\t]*(?:\\n|[^\\n]{1,40}))`;
/** Both parts of the name behind one label, also with the birth date. */
const BOTH =
  '(?:Nach|Familien)?[Nn]ame[ \\t]?[,/][ \\t]?Vorname(?:[ \\t]?[,/][ \\t]?[Gg]eb[\\p{L}.-]*)?(?:\\s*:\\s*|[ \\t]+)';
const patient = new RegExp(
  `${PATIENTS}(?:${BOTH}|(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|(?<!\\p{L}|Vorname[ \\t]?[,/]?[ \\t]?|[Gg]eb\\.?-)Name)\\s*:\\s*)(?:(?:Herrn?|Frau|Dr\\.)\\s+)*(?<last>${NAME}(?:[ -]${PART})?)\\s?,\\s?(?<first>${PART}${second(PART)})${WHOLE}`,
  'gu',
);
const BORN = '\\s*,?\\s*\\(?(?:geb|\\*|DOB|born)';
/** Without a label: the line begins with it, and nobody else has a birth date there. */
const beforeBirth = new RegExp(
  `(?<=^|\\n)(?<last>${NAME})[ \\t]?,[ \\t]?(?<first>${PART}(?: ${PART})?)(?=${BORN})`,
  'gu',
);
const footer = new RegExp(`Patient(?:in)?\\s*:\\s*(?<words>${NAME}(?:[ \\t]+${PART}){1,2})(?=${BORN})`, 'u');
const own = (label: string) =>
  new RegExp(
    `${PATIENTS}(?<!\\p{L}|[,/][ \\t]?|Vorname[ \\t]|[Gg]eb\\.?-)(?:${label})\\s*:[ \\t]*(?<value>${NAME}${second(PART)})${READ}${WHOLE}`,
    'gu',
  );
const lastLabel = own('Nachname|Familienname|Name|Surname|Last name|Family name');
const firstLabel = own('Vornamen?|Rufname|Forenames?|First name|Given names?');
const sexLabel =
  /(?<!\p{L})(?:Geschlecht|Sex|Gender)\s*:?\s*(?<value>weiblich|m[äa]nnlich|divers|female|male|[mwfd])(?!\p{L})/iu;
const addressed = new RegExp(
  `(?:(?<title>Herrn?|Frau)\\s+)(?<first>${PART}(?: ${PART})?)\\s+(?<last>${NAME})(?=\\s*,?\\s*\\(?(?:geb|\\*))`,
  'gu',
);
const caseNumber =
  /(?:Fall-?\s?(?:nummer|Nr)|Fall\.Nr|Aufnahme-?(?:nummer|nr)|Case (?:No|number))\s*[.,:;]{0,2}\s*(?<value>[A-Z]?\d[\d/-]{3,14})/giu;
const patientId =
  /(?:Pat(?:ienten)?\.?-?\s?(?:Nr\.?|ID|nummer)|PID|MRN|Hosp(?:ital)?\.? No)\s*[.,:;]{0,2}\s*(?<value>[A-Z]?\d[\d/-]{3,14})/giu;
const TITLE =
  '(?:Prof|Priv\\.?-?\\s?Doz|Dr|med|habil|PD|Univ|Dipl|OA|OÄ|CA|CÄ|FA|FÄ|(?:Ober|Chef|Fach|Assistenz)(?:arzt|ärztin)|Herrn?|Frau|Mr|Mrs|Ms)';
/** Not the first of two. */
const ALONE = '(?!\\s?[/+&]|\\s(?:und|and|u\\.)\\s)';
const examiner = new RegExp(
  `(?:1\\.\\s?Unters(?:ucher)?\\.?|(?<![2-9]\\.\\s?)(?:Untersucher(?:in)?|Endoskopeur|Endoscopist))\\s*:\\s*(?<title>(?:${TITLE}[.,]?\\s+)*)(?<value>${NAME}\\s?,\\s?${PART}${second(PART)}|${NAME}${second(NAME)}${READ})${WHOLE}${ALONE}`,
  'gu',
);
const assistant = new RegExp(
  `(?:Assist(?:enz)?\\.?)\\s*:\\s*(?<value>${NAME}\\s?,\\s?${PART}|${NAME}${READ})${WHOLE}`,
  'u',
);
const device = /(?:Gerät|Endoskop)\s*:\s*(?<value>[\p{L}\d-]{3,30})/u;
const serial = /(?:Seriennummer|Serien-Nr\.?|S\/N|SN)\s*:?\s*(?<value>\d{6,9})/iu;

/** Header fields of a German or English report's text. Unsure is empty: nothing is guessed. */
export function readHeaderFields(source: string): FieldFinding[] {
  const { text } = openText(source);
  const found = new Map<FieldName, FieldFinding>();
  const put = (name: FieldName, value: string | undefined, confidence: number) => {
    if (value && !found.has(name))
      found.set(name, { name, value: value.trim().replaceAll(/-\s+/gu, '-'), source: 'text-rules', confidence });
  };
  const name = nameIn(text);
  const { last, first } = name ?? {};
  put('last-name', last ?? (name ? undefined : valueOf(lastLabel, text, firstLabel)), 0.9);
  put('first-name', first ?? (name ? undefined : valueOf(firstLabel, text)), 0.9);
  const birthDate = birthDateIn(text);
  put('birth-date', birthDate, 0.9);
  const exam = examIn(text, birthDate);
  put('exam-date', exam?.date, 0.9);
  put('exam-time', exam?.time, 0.9);
  put('case-number', numberOf(caseNumber, text), 0.9);
  put('patient-id', numberOf(patientId, text), 0.9);
  put('examiner', examinerIn(text), 0.85);
  put('assistant', assistant.exec(text)?.groups?.['value'], 0.85);
  put('institution', institutionIn(text), 0.7);
  put('device', device.exec(text)?.groups?.['value'], 0.7);
  put('device-serial', serial.exec(text)?.groups?.['value'], 0.8);
  put('sex', sexOf(text, name), 0.7);
  return [...found.values()];
}

type Groups = Record<string, string | undefined>;

/** The patient's name; neither part where the text states several. */
function nameIn(text: string): Groups | undefined {
  for (const pattern of [patient, addressed, beforeBirth]) {
    const found = matchesOf(text, pattern).map(({ groups = {} }) => groups);
    if (found.length === 0) continue;
    const [last, first] = ['last', 'first'].map((part) => fullest(found.map((groups) => groups[part] ?? '')));
    return last && first ? { title: found[0]!['title'], last, first } : {};
  }
  return inOrder(footer.exec(text));
}

/** What stands behind a label, when it says one thing only; `beside`: a label without which it says nothing of a patient. */
function valueOf(label: RegExp, text: string, beside?: RegExp): string | undefined {
  if (beside && text.search(beside) === -1) return undefined;
  return fullest(matchesOf(text, label).map(({ groups }) => groups?.['value'] ?? ''));
}

/** A number with its zeros where it stands with and without them; nothing where there are several. */
function numberOf(label: RegExp, text: string): string | undefined {
  const values = matchesOf(text, label).map(({ groups }) => groups?.['value'] ?? '');
  const different = new Set(values.map((value) => value.replaceAll(/[^A-Z\d]/giu, '').replace(/^0+/, '')));
  return different.size === 1 ? values.toSorted((a, b) => b.length - a.length)[0] : undefined;
}

/** A word of the language by itself, without a title, is a department, not somebody. */
function examinerIn(text: string): string | undefined {
  const people = matchesOf(text, examiner).flatMap((match) => {
    const { title, value = '' }: Groups = match.groups ?? {};
    return title || /[\s,]/u.test(value) || lastName(value) === 'yes' || !isOrdinaryWord(value) ? [value] : [];
  });
  return fullest(people);
}

/** The value that holds the words of all the others: `Sauerbeck, Gernot` beside `Sauerbeck`. */
function fullest(values: readonly string[]): string | undefined {
  const words = (value: string) => value.match(/[\p{L}'’]+/gu) ?? [];
  const [longest] = values.toSorted((a, b) => b.length - a.length);
  const said = new Set(words(longest ?? ''));
  return values.every((value) => words(value).every((word) => said.has(word))) ? longest : undefined;
}

/** Words without a comma: those that are first names tell which is which. None of them, or all: unsure, so empty. */
function inOrder(match: RegExpExecArray | null): Groups | undefined {
  const [, particles = '', rest = ''] = /^((?:\p{Ll}+\s+)*)(.*)$/su.exec(match?.groups?.['words'] ?? '') ?? [];
  const words = rest.split(/[ \t]+/u);
  if (words.length < 2) return undefined;
  const isFirst = words.map((word) => firstName(word) !== 'no');
  const said = (from: number, to?: number) => words.slice(from, to).join(' ');
  if (particles === '' && !isFirst.at(-1) && isFirst.slice(0, -1).every(Boolean))
    return { first: said(0, -1), last: said(-1) };
  return !isFirst[0] && isFirst.slice(1).every(Boolean) ? { last: particles + said(0, 1), first: said(1) } : undefined;
}

const signs: Readonly<Record<string, string>> = { w: 'female', f: 'female', m: 'male', d: 'diverse' };

/** Only where the text says it of the patient: by title, or by the word itself. */
function sexOf(text: string, name: Groups | undefined): string | undefined {
  const said = signs[sexLabel.exec(text)?.groups?.['value']?.charAt(0).toLowerCase() ?? ''];
  if (said) return said;
  if (name?.['title'] === 'Frau' || /Patientin\s*:|(?<!\p{L})(?:weiblich|female)(?!\p{L})/u.test(text)) return 'female';
  if (name?.['title']?.startsWith('Herr') || /(?<!\p{L})(?:männlich|male)(?!\p{L})/u.test(text)) return 'male';
  return undefined;
}
