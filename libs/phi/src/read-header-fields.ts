import type { FieldFinding, FieldName } from '@endoveil/contracts';
import { birthDateIn, examIn } from './header-dates.js';
import { institutionIn } from './institution.js';
import { openText } from './open-text.js';
import { firstName } from './words/first-names.js';

// a word with a colon behind it is the next label
const PART =
  "(?!\\p{L}[\\p{L}'’.-]*[ \\t]?[:;])(?!(?:Dr|Prof|PD|med|DOB|MRN|PID|geb)(?!\\p{L}))\\p{Lu}[\\p{L}'’]+(?:-\\s?\\p{Lu}[\\p{L}'’]+)*";
/** Not cut off by a sign that a reader of scans put for a letter (`Zo&`), by a comma and a word that was not read (`?`), nor by a label printed over its end (`OttokarAssistenz:`). */
const WHOLE =
  "(?![^\\s,;.:()/]|[ \\t]?,[ \\t]?\\?|\\s?,\\s?\\p{Lu}\\p{L}*\\p{Ll}\\p{Lu}|\\s?,\\s?\\p{Lu}\\p{L}*[^\\s\\p{L},;.:()/'’-])";
/** What a reader did not read right behind one or two words may be the rest of the name. */
const READ = '(?![ \\t]\\?)';
const NAME = `(?:(?:von|van|de|zu|di|el|al)\\s(?:der\\s)?)?${PART}`;

const patient = new RegExp(
  `(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|Name)\\s*:\\s*(?:(?:Herrn?|Frau|Dr\\.)\\s+)*(?<last>${NAME}(?:[ -]${PART})?)\\s?,\\s?(?<first>${PART}(?: ${PART})?)${WHOLE}`,
  'u',
);
const BORN = '\\s*,?\\s*\\(?(?:geb|\\*|DOB|born)';
/** Without a label: the line begins with it, and nobody else has a birth date there. */
const beforeBirth = new RegExp(
  `(?<=^|\\n)(?<last>${NAME})[ \\t]?,[ \\t]?(?<first>${PART}(?: ${PART})?)(?=${BORN})`,
  'u',
);
const footer = new RegExp(`Patient(?:in)?\\s*:\\s*(?<words>${NAME}(?:[ \\t]+${PART}){1,2})(?=${BORN})`, 'u');
const own = (label: string) =>
  new RegExp(`(?<!\\p{L})(?:${label})\\s*:[ \\t]*(?<value>${NAME}(?: ${PART})?)${READ}${WHOLE}`, 'u');
const lastLabel = own('Nachname|Familienname|Name|Surname|Last name|Family name');
const firstLabel = own('Vornamen?|Rufname|Forenames?|First name|Given names?');
const sexLabel =
  /(?<!\p{L})(?:Geschlecht|Sex|Gender)\s*:?\s*(?<value>weiblich|m[äa]nnlich|divers|female|male|[mwfd])(?!\p{L})/iu;
const addressed = new RegExp(
  `(?:(?<title>Herrn?|Frau)\\s+)(?<first>${PART}(?: ${PART})?)\\s+(?<last>${NAME})(?=\\s*,?\\s*\\(?(?:geb|\\*))`,
  'u',
);
const caseNumber =
  /(?:Fall-?\s?(?:nummer|Nr)|Fall\.Nr|Aufnahme-?(?:nummer|nr)|Case (?:No|number))\s*[.,:;]{0,2}\s*(?<value>[A-Z]?\d[\d/-]{3,14})/iu;
const patientId =
  /(?:Pat(?:ienten)?\.?-?\s?(?:Nr\.?|ID|nummer)|PID|MRN|Hosp(?:ital)?\.? No)\s*[.,:;]{0,2}\s*(?<value>[A-Z]?\d[\d/-]{3,14})/iu;
const examiner = new RegExp(
  `(?:\\d\\.\\s?Unters(?:ucher)?\\.?|Untersucher(?:in)?|Endoskopeur|Endoscopist)\\s*:\\s*(?:(?:Prof|Dr|med|PD|OA|OÄ|CA|Mr|Mrs|Ms)[.,]?\\s+)*(?<value>${NAME}\\s?,\\s?${PART}(?: ${PART})?|${NAME}(?: ${NAME})?${READ})${WHOLE}`,
  'u',
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
  const name =
    (patient.exec(text) ?? addressed.exec(text) ?? beforeBirth.exec(text))?.groups ?? inOrder(footer.exec(text));
  const { last, first } = name ?? {};
  put('last-name', last ?? (firstLabel.test(text) ? lastLabel.exec(text)?.groups?.['value'] : undefined), 0.9);
  put('first-name', first ?? (last ? undefined : firstLabel.exec(text)?.groups?.['value']), 0.9);
  const birthDate = birthDateIn(text);
  put('birth-date', birthDate, 0.9);
  const exam = examIn(text, birthDate);
  put('exam-date', exam?.date, 0.9);
  put('exam-time', exam?.time, 0.9);
  put('case-number', caseNumber.exec(text)?.groups?.['value'], 0.9);
  put('patient-id', patientId.exec(text)?.groups?.['value'], 0.9);
  put('examiner', examiner.exec(text)?.groups?.['value'], 0.85);
  put('assistant', assistant.exec(text)?.groups?.['value'], 0.85);
  put('institution', institutionIn(text), 0.7);
  put('device', device.exec(text)?.groups?.['value'], 0.7);
  put('device-serial', serial.exec(text)?.groups?.['value'], 0.8);
  put('sex', sexOf(text, name), 0.7);
  return [...found.values()];
}

/** Words without a comma: those that are first names tell which is which. None of them, or all: unsure, so empty. */
function inOrder(match: RegExpExecArray | null): Record<string, string | undefined> | undefined {
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
function sexOf(text: string, name: Record<string, string | undefined> | undefined): string | undefined {
  const said = signs[sexLabel.exec(text)?.groups?.['value']?.charAt(0).toLowerCase() ?? ''];
  if (said) return said;
  if (name?.['title'] === 'Frau' || /Patientin\s*:|(?<!\p{L})(?:weiblich|female)(?!\p{L})/u.test(text)) return 'female';
  if (name?.['title']?.startsWith('Herr') || /(?<!\p{L})(?:männlich|male)(?!\p{L})/u.test(text)) return 'male';
  return undefined;
}
