import type { FieldFinding, FieldName } from '@endoveil/contracts';
import { openText } from './open-text.js';

const PART = "\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}\\p{L}+)*";
const NAME = `(?:(?:von|van|de|zu|di|el|al)\\s(?:der\\s)?)?${PART}`;
const DATE = '(?<day>\\d{1,2})\\s?[./-]\\s?(?<month>\\d{1,2})\\s?[./-]\\s?(?<year>\\d{4})';

const patient = new RegExp(
  `(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|Name)\\s*:\\s*(?:(?:Herrn?|Frau|Dr\\.)\\s+)*(?<last>${NAME}(?:[ -]${PART})?)\\s?,\\s?(?<first>${PART}(?: ${PART})?)`,
  'u',
);
const footer = new RegExp(`Patient(?:in)?\\s*:\\s*(?<last>${NAME})\\s+(?<first>${PART})\\s*,\\s*geb`, 'u');
const addressed = new RegExp(
  `(?:(?<title>Herrn?|Frau)\\s+)(?<first>${PART})\\s+(?<last>${NAME})(?=\\s*,?\\s*\\(?(?:geb|\\*))`,
  'u',
);
const born = new RegExp(`(?:geb(?:oren)?\\.?(?:\\s*am)?|Geburtsdatum|Geb\\.?-?Dat\\.?|DOB|\\*)\\s*:?\\s*${DATE}`, 'iu');
const examined = new RegExp(
  `(?:U-?datum|Untersuchungsdatum|Untersuchung vom|Untersucht am|Date of exam(?:ination)?|Datum der Untersuchung)\\s*:?\\s*${DATE}(?:\\s+(?<time>\\d{1,2}:\\d{2}(?::\\d{2})?))?`,
  'iu',
);
const caseNumber =
  /(?:Fall-?\s?(?:nummer|Nr\.?)|Fall\.Nr\.?|Aufnahme-?(?:nummer|nr\.?)|Case (?:No\.?|number))\s*:?\s*(?<value>[A-Z]?\d[\d/-]{3,14})/iu;
const patientId = /(?:Pat(?:ienten)?\.?-?\s?(?:Nr\.?|ID|nummer)|PID|MRN)\s*:?\s*(?<value>[A-Z]?\d[\d/-]{3,14})/iu;
const examiner = new RegExp(
  `(?:\\d\\.\\s?Unters(?:ucher)?\\.?|Untersucher(?:in)?|Endoskopeur|Endoscopist)\\s*:\\s*(?:(?:Prof\\.|Dr\\.|med\\.|PD|OA)\\s*)*(?<value>${NAME}(?:\\s?,\\s?${PART})?)`,
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
  const name = patient.exec(text) ?? footer.exec(text) ?? addressed.exec(text);
  put('last-name', name?.groups?.['last'], 0.9);
  put('first-name', name?.groups?.['first'], 0.9);
  const birth = born.exec(text);
  put('birth-date', isoOf(birth), 0.9);
  const exam = examined.exec(text);
  put('exam-date', isoOf(exam), 0.9);
  put('exam-time', exam?.groups?.['time'], 0.9);
  put('case-number', caseNumber.exec(text)?.groups?.['value'], 0.9);
  put('patient-id', patientId.exec(text)?.groups?.['value'], 0.9);
  put('examiner', examiner.exec(text)?.groups?.['value'], 0.85);
  put('assistant', assistant.exec(text)?.groups?.['value'], 0.85);
  put('institution', institution.exec(text)?.groups?.['value'], 0.7);
  put('device', device.exec(text)?.groups?.['value'], 0.7);
  put('device-serial', serial.exec(text)?.groups?.['value'], 0.8);
  put('sex', sexOf(text, name?.groups), 0.7);
  return [...found.values()];
}

/** A day that exists; anything else is left out, because a wrong birth date is worse than none. */
function isoOf(match: RegExpExecArray | null): string | undefined {
  const { day, month, year } = match?.groups ?? {};
  if (!day || !month || !year) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** Only where the text says it of the patient: by title, or by the word itself. */
function sexOf(text: string, name: Record<string, string | undefined> | undefined): string | undefined {
  if (name?.['title'] === 'Frau' || /Patientin\s*:|(?<!\p{L})(?:weiblich|female)(?!\p{L})/u.test(text)) return 'female';
  if (name?.['title']?.startsWith('Herr') || /(?<!\p{L})(?:männlich|male)(?!\p{L})/u.test(text)) return 'male';
  return undefined;
}
