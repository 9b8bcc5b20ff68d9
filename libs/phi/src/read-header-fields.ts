import type { FieldFinding, FieldName } from '@endoveil/contracts';
import { openText } from './open-text.js';
import { firstName } from './words/first-names.js';

// a word with a colon behind it is the next label; one that ends in a sign was misread (`Zo&`), and half a name is none
const PART =
  "(?!\\p{L}[\\p{L}'’.-]*[ \\t]?:)(?!(?:Dr|Prof|PD|med)(?!\\p{L}))\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}\\p{L}+)*(?=[\\s.,;:()/]|$)";
const NAME = `(?:(?:von|van|de|zu|di|el|al)\\s(?:der\\s)?)?${PART}`;
const DATE = '(?<day>\\d{1,2})\\s?[./-]\\s?(?<month>\\d{1,2})\\s?[./-]\\s?(?<year>\\d{4})';

const patient = new RegExp(
  `(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|Name)\\s*:\\s*(?:(?:Herrn?|Frau|Dr\\.)\\s+)*(?<last>${NAME}(?:[ -]${PART})?)\\s?,\\s?(?<first>${PART}(?: ${PART})?)`,
  'u',
);
const footer = new RegExp(
  `Patient(?:in)?\\s*:\\s*(?<one>${NAME})[ \\t]+(?<two>${PART})\\s*,?\\s*\\(?(?:geb|\\*|DOB|born)`,
  'u',
);
const own = (label: string) => new RegExp(`(?<!\\p{L})(?:${label})\\s*:[ \\t]*(?<value>${NAME}(?: ${PART})?)`, 'u');
const lastLabel = own('Nachname|Familienname|Name|Surname|Last name|Family name');
const firstLabel = own('Vornamen?|Rufname|Forenames?|First name|Given names?');
const sexLabel =
  /(?<!\p{L})(?:Geschlecht|Sex|Gender)\s*:?\s*(?<value>weiblich|männlich|divers|female|male|[mwfd])(?!\p{L})/iu;
const addressed = new RegExp(
  `(?:(?<title>Herrn?|Frau)\\s+)(?<first>${PART}(?: ${PART})?)\\s+(?<last>${NAME})(?=\\s*,?\\s*\\(?(?:geb|\\*))`,
  'u',
);
const born = new RegExp(`(?:geb(?:oren)?\\.?(?:\\s*am)?|Geburtsdatum|Geb\\.?-?Dat\\.?|DOB|\\*)\\s*:?\\s*${DATE}`, 'iu');
const examined = new RegExp(
  `(?:U-?datum|Untersuchungsdatum|Untersuchung vom|Untersucht am|Date of exam(?:ination)?|Datum der Untersuchung)\\s*:?\\s*${DATE}(?:\\s+(?<time>\\d{1,2}:\\d{2}(?::\\d{2})?))?`,
  'iu',
);
const caseNumber =
  /(?:Fall-?\s?(?:nummer|Nr\.?)|Fall\.Nr\.?|Aufnahme-?(?:nummer|nr\.?)|Case (?:No\.?|number))\s*:?\s*(?<value>[A-Z]?\d[\d/-]{3,14})/iu;
const patientId =
  /(?:Pat(?:ienten)?\.?-?\s?(?:Nr\.?|ID|nummer)|PID|MRN|Hosp(?:ital)?\.? No\.?)\s*:?\s*(?<value>[A-Z]?\d[\d/-]{3,14})/iu;
const examiner = new RegExp(
  `(?:\\d\\.\\s?Unters(?:ucher)?\\.?|Untersucher(?:in)?|Endoskopeur|Endoscopist)\\s*:\\s*(?:(?:Prof|Dr|med|PD|OA|OÄ|CA|Mr|Mrs|Ms)[.,]?\\s+)*(?<value>${NAME}(?:\\s?,\\s?${PART}| ${NAME})?)`,
  'u',
);
const assistant = new RegExp(`(?:Assist(?:enz)?\\.?)\\s*:\\s*(?<value>${NAME}(?:\\s?,\\s?${PART})?)`, 'u');
const institution =
  /(?:^|\n)\s*(?<value>(?:[^\n,]{0,30})(?:Universitätsklinikum|Klinikum|Krankenhaus|Hospital|Spital)[^\n,]{0,40})/u;
const device = /(?:Gerät|Endoskop)\s*:\s*(?<value>[\p{L}\d-]{3,30})/u;
const serial = /(?:Seriennummer|Serien-Nr\.?|S\/N|SN)\s*:?\s*(?<value>\d{6,9})/iu;

/** Header fields of a German or English report's text. Unsure is empty: nothing is guessed. */
export function readHeaderFields(source: string): FieldFinding[] {
  const { text } = openText(source);
  const found = new Map<FieldName, FieldFinding>();
  const put = (name: FieldName, value: string | undefined, confidence: number) => {
    if (value && !found.has(name)) found.set(name, { name, value: value.trim(), source: 'text-rules', confidence });
  };
  const name = (patient.exec(text) ?? addressed.exec(text))?.groups ?? inOrder(footer.exec(text));
  const { last, first } = name ?? {};
  put('last-name', last ?? (firstLabel.test(text) ? lastLabel.exec(text)?.groups?.['value'] : undefined), 0.9);
  put('first-name', first ?? (last ? undefined : firstLabel.exec(text)?.groups?.['value']), 0.9);
  const birth = born.exec(text);
  const birthDate = isoOf(birth);
  put('birth-date', isPast(birthDate) ? birthDate : undefined, 0.9);
  const exam = examined.exec(text);
  put('exam-date', isoOf(exam), 0.9);
  put('exam-time', timeOf(exam?.groups?.['time']), 0.9);
  put('case-number', caseNumber.exec(text)?.groups?.['value'], 0.9);
  put('patient-id', patientId.exec(text)?.groups?.['value'], 0.9);
  put('examiner', examiner.exec(text)?.groups?.['value'], 0.85);
  put('assistant', assistant.exec(text)?.groups?.['value'], 0.85);
  put('institution', institution.exec(text)?.groups?.['value'], 0.7);
  put('device', device.exec(text)?.groups?.['value'], 0.7);
  put('device-serial', serial.exec(text)?.groups?.['value'], 0.8);
  put('sex', sexOf(text, name), 0.7);
  return [...found.values()];
}

/** Two words without a comma: the one that is a first name tells which is which. Neither or both: unsure, so empty. */
function inOrder(match: RegExpExecArray | null): Record<string, string | undefined> | undefined {
  const { one, two } = match?.groups ?? {};
  if (!one || !two) return undefined;
  const [isOne, isTwo] = [firstName(one) !== 'no', firstName(two) !== 'no'];
  if (isOne === isTwo) return undefined;
  return isOne ? { first: one, last: two } : { last: one, first: two };
}

/** `9:41` as `09:41:00`. */
function timeOf(time: string | undefined): string | undefined {
  const [hours = '', minutes, seconds = '00'] = time?.split(':') ?? [];
  const isTime = minutes !== undefined && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  return isTime ? `${hours.padStart(2, '0')}:${minutes}:${seconds}` : undefined;
}

const isPast = (iso: string | undefined) => iso !== undefined && iso > '1890' && new Date(iso).getTime() <= Date.now();

/** A day that exists; anything else is left out, because a wrong birth date is worse than none. */
function isoOf(match: RegExpExecArray | null): string | undefined {
  const { day, month, year } = match?.groups ?? {};
  if (!day || !month || !year) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
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
