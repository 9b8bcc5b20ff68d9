import type { FieldFinding, FieldName } from '@endoveil/contracts';
import { type Rectangle, union } from '@endoveil/masking';

/** A word of the overlay, and where it stands on the frame, in display pixels. */
export interface PlacedWord {
  readonly text: string;
  readonly line: number;
  readonly box: Rectangle;
}

const NAME = "[\\p{Lu}][\\p{L}'’-]+(?: [\\p{Lu}\\p{Ll}][\\p{L}'’-]+){0,3}";
const DATE = '(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})|(\\d{4})-(\\d{2})-(\\d{2})';
const BIRTH = new RegExp(
  `(?:DOB|D\\.O\\.B\\.?|Birth(?: ?date)?|Geb(?:\\.|oren)?(?:dat(?:um)?)?)[^\\d\\n]{0,6}(?:${DATE})`,
  'diu',
);
const CLOCK = new RegExp(`(?:${DATE})\\s+(\\d{1,2}:\\d{2}(?::\\d{2})?)`, 'du');
const ID =
  /(?:^|\n|\s)(?:ID|Pat(?:\.|ient)?[ -]?(?:ID|Nr\.?|No\.?)|Case(?: ?(?:No\.?|ID))?|Fall-?(?:nummer|nr\.?))\s*[:.#]?\s*([A-Z]?\d[\dA-Z/-]{3,14})/diu;
const LABELLED = new RegExp(`(?:^|\\n)\\s*(?:Name|Patient)\\s*[:.]?\\s*(${NAME}),\\s*(${NAME})`, 'du');
/** `Last,` with the first name behind it or on the next line. */
const COMMA = new RegExp(`(?:^|\\n)\\s*(${NAME}),\\s*\\n?\\s*(${NAME})(?=\\s|$)`, 'du');
const SERIAL = /(?:^|\s)S\/?N\s*[:.]?\s*(\d{6,9})/diu;
const DOCTOR = new RegExp(`(?:Dr\\.|Prof\\.|Physician:?|Arzt:?)\\s+(${NAME})`, 'du');

interface Found {
  readonly value: string;
  /** Where in the text it stands: from the first character, to behind the last. */
  readonly span: readonly [number, number];
}

/** What the overlay of one frame says, as fields. Dates on overlays are day first. */
function fieldsOf(text: string): Map<FieldName, Found> {
  const fields = new Map<FieldName, Found>();
  const put = (name: FieldName, found: Found | undefined) => {
    if (found?.value) fields.set(name, found);
  };
  const name = LABELLED.exec(text) ?? COMMA.exec(text);
  put('last-name', group(name, 1));
  put('first-name', group(name, 2));
  put('birth-date', dateIn(BIRTH.exec(text)));
  const clock = CLOCK.exec(text);
  put('exam-date', dateIn(clock));
  const time = group(clock, 7);
  put('exam-time', time && { ...time, value: timeOf(time.value) ?? '' });
  put('patient-id', group(ID.exec(text), 1));
  put('device-serial', group(SERIAL.exec(text), 1));
  put('examiner', group(DOCTOR.exec(text), 1));
  return fields;
}

const group = (match: RegExpExecArray | null, at: number): Found | undefined =>
  match?.[at] === undefined ? undefined : { value: match[at], span: match.indices![at]! };

function dateIn(match: RegExpExecArray | null): Found | undefined {
  const value = isoOf(match);
  const said = match?.indices?.slice(1, 7).filter((one) => one !== undefined) ?? [];
  return value ? { value, span: [said[0]![0], said.at(-1)![1]] } : undefined;
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

interface Vote {
  count: number;
  /** Where the value stands on the first frame that says so and where. */
  box: Rectangle | undefined;
}

/**
 * The readings of several frames vote. Confidence: share of frames that agree; of a clock, which runs on, the earliest
 * time counts, and the share of frames that have one.
 */
export function voteFields(readings: readonly (readonly PlacedWord[])[]): FieldFinding[] {
  const votes = new Map<FieldName, Map<string, Vote>>();
  for (const words of readings)
    for (const [name, { value, span }] of fieldsOf(textOf(words))) {
      const values = votes.get(name) ?? new Map<string, Vote>();
      const vote = values.get(value) ?? { count: 0, box: undefined };
      vote.count += 1;
      vote.box ??= boxOf(words, span);
      votes.set(name, values.set(value, vote));
    }
  return [...votes].map(([name, values]) => {
    const ranked = [...values].toSorted(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
    const timed = [...values.values()].reduce((sum, { count }) => sum + count, 0);
    const earliest = [...values].toSorted(([a], [b]) => (a < b ? -1 : 1))[0]!;
    const [value, { count, box }] = name === 'exam-time' ? earliest : ranked[0]!;
    const agreeing = name === 'exam-time' ? timed : count;
    const confidence = Math.round((100 * agreeing) / readings.length) / 100;
    return { name, value, source: 'overlay', confidence, ...(box && { box }) };
  });
}

/** Words of a line have a blank between them, lines a line break. */
export const textOf = (words: readonly PlacedWord[]): string =>
  words.map(({ text }, i) => between(words, i) + text).join('');

const between = (words: readonly PlacedWord[], i: number) =>
  i === 0 ? '' : words[i - 1]!.line === words[i]!.line ? ' ' : '\n';

/** Around the words that a span of their text touches. Undefined where they have no size: OCR knows words without one. */
function boxOf(words: readonly PlacedWord[], [from, to]: readonly [number, number]): Rectangle | undefined {
  let end = 0;
  const touched = words.filter(({ text }, i) => {
    const start = end + between(words, i).length;
    end = start + text.length;
    return start < to && end > from;
  });
  const whole = touched.map(({ box }) => box).reduce((one, other) => union(one, other));
  return whole.width > 0 && whole.height > 0 ? whole : undefined;
}
