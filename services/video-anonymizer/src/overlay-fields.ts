import type { FieldFinding, FieldName } from '@endoveil/contracts';

const NAME = "[\\p{Lu}][\\p{L}'’-]+(?: [\\p{Lu}\\p{Ll}][\\p{L}'’-]+){0,3}";
const DATE = '(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})|(\\d{4})-(\\d{2})-(\\d{2})';
const BIRTH = new RegExp(
  `(?:DOB|D\\.O\\.B\\.?|Birth(?: ?date)?|Geb(?:\\.|oren)?(?:dat(?:um)?)?)[^\\d\\n]{0,6}(?:${DATE})`,
  'iu',
);
const CLOCK = new RegExp(`(?:${DATE})\\s+(\\d{1,2}:\\d{2}(?::\\d{2})?)`, 'u');
const ID =
  /(?:^|\n|\s)(?:ID|Pat(?:\.|ient)?[ -]?(?:ID|Nr\.?|No\.?)|Case(?: ?(?:No\.?|ID))?|Fall-?(?:nummer|nr\.?))\s*[:.#]?\s*([A-Z]?\d[\dA-Z/-]{3,14})/iu;
const LABELLED = new RegExp(`(?:^|\\n)\\s*(?:Name|Patient)\\s*[:.]?\\s*(${NAME}),\\s*(${NAME})`, 'u');
/** `Last,` with the first name behind it or on the next line. */
const COMMA = new RegExp(`(?:^|\\n)\\s*(${NAME}),\\s*\\n?\\s*(${NAME})(?=\\s|$)`, 'u');
const SERIAL = /(?:^|\s)S\/?N\s*[:.]?\s*(\d{6,9})/iu;
const DOCTOR = new RegExp(`(?:Dr\\.|Prof\\.|Physician:?|Arzt:?)\\s+(${NAME})`, 'u');

/** What the overlay of one frame says, as fields. Dates on overlays are day first. */
function fieldsOf(text: string): Map<FieldName, string> {
  const fields = new Map<FieldName, string>();
  const put = (name: FieldName, value: string | undefined) => {
    if (value) fields.set(name, value);
  };
  const name = LABELLED.exec(text) ?? COMMA.exec(text);
  put('last-name', name?.[1]);
  put('first-name', name?.[2]);
  put('birth-date', isoOf(BIRTH.exec(text)));
  const clock = CLOCK.exec(text);
  put('exam-date', isoOf(clock));
  put('exam-time', clock?.[7] && timeOf(clock[7]));
  put('patient-id', ID.exec(text)?.[1]);
  put('device-serial', SERIAL.exec(text)?.[1]);
  put('examiner', DOCTOR.exec(text)?.[1]);
  return fields;
}

/** The first six groups are day, month, year, or year, month, day. */
function isoOf(match: RegExpExecArray | null): string | undefined {
  if (!match) return undefined;
  const [, day, month, year, isoYear, isoMonth, isoDay] = match;
  const [y, m, d] = year ? [year, month!, day!] : [isoYear!, isoMonth!, isoDay!];
  const valid = Number(m) >= 1 && Number(m) <= 12 && Number(d) >= 1 && Number(d) <= 31;
  return valid ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : undefined;
}

/** `9:41` as `09:41:00`. Undefined where no clock says so. */
function timeOf(said: string): string | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = said.split(':').map(Number);
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * The readings of several frames vote. Confidence: share of frames that agree; of a clock, which runs on, the earliest
 * time counts, and the share of frames that have one.
 */
export function voteFields(texts: readonly string[]): FieldFinding[] {
  const votes = new Map<FieldName, Map<string, number>>();
  for (const text of texts)
    for (const [name, value] of fieldsOf(text)) {
      const values = votes.get(name) ?? new Map<string, number>();
      votes.set(name, values.set(value, (values.get(value) ?? 0) + 1));
    }
  return [...votes].map(([name, values]) => {
    const ranked = [...values].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const timed = [...values.values()].reduce((sum, count) => sum + count, 0);
    const [value, count] = name === 'exam-time' ? [[...values.keys()].toSorted()[0]!, timed] : ranked[0]!;
    return { name, value, source: 'overlay', confidence: Math.round((100 * count) / texts.length) / 100 };
  });
}
