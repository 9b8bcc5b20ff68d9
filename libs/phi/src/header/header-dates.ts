import { matchesOf } from '../text/matches-of.js';

const MONTHS = 'jan feb mär apr mai jun jul aug sep okt nov dez'.split(' ');
const DATE =
  '(?:(?<day>\\d{1,2})\\s?[./-]\\s?(?<month>\\d{1,2})\\s?[./-]\\s?(?<year>\\d{4}|\\d{2})(?!\\d)|(?<isoYear>\\d{4})-(?<isoMonth>\\d{2})-(?<isoDay>\\d{2})|(?<wordDay>\\d{1,2})\\.\\s?(?<word>\\p{Lu}\\p{Ll}{2,8})\\.?\\s(?<wordYear>\\d{4}))';
const TIME = '(?:[,\\s]+(?:um\\s)?(?<time>\\d{1,2}:\\d{2}(?::\\d{2})?))?';

const born = new RegExp(
  `(?:geb(?:oren)?\\.?(?:\\s*am)?|Geburtsdatum|Geb\\.?-?\\s?Dat(?:um)?\\.?|DOB|[Dd]ate of birth|born(?: on)?|\\*)\\s*[:;.,]?\\s*${DATE}`,
  'gu',
);
/** What only a form says, of the examination that it reports. */
const labelled = new RegExp(
  `(?<!\\p{L})(?:U-?\\s?[Dd]atum|Untersuchungsdatum|Untersuchungstag|Datum der Untersuchung|Untersucht am|Date of exam(?:ination)?|Date of procedure|Exam(?:ination)? date|Procedure date)\\s*:?\\s*${DATE}${TIME}`,
  'gu',
);
/** What a footer says, and what a sentence may say of another examination. */
const told = new RegExp(`(?<before>[^\\n]{0,24})(?<!\\p{L})Untersuchung vom\\s*:?\\s*${DATE}${TIME}`, 'gu');
const another =
  /(?:(?:[Vv]or|[Ll]etzten?|[Vv]origen?|[Ff]rüheren?|auswärtigen?|damaligen?|zur|der|die|den|einer|mit|bei)\s*)$/u;

type Groups = Record<string, string | undefined>;

/** The birth date: the one day that is given as such more often than any other. */
export function birthDateIn(text: string): string | undefined {
  const days = matchesOf(text, born).map(({ groups = {} }) => isoOf(groups, 'past century'));
  return mostSaid(days.filter((day) => day !== undefined && day > '1890' && isPast(day)));
}

/**
 * When the reported examination was, and nothing where the text names several days: a report quotes earlier ones. Day
 * before month, as German and British forms print it.
 */
export function examIn(text: string, birthDate: string | undefined): { date: string; time?: string } | undefined {
  const fits = (day: string | undefined) =>
    day !== undefined && isPast(day) && (birthDate === undefined || day > birthDate);
  for (const pattern of [labelled, told]) {
    const matches = matchesOf(text, pattern).filter(({ groups }) => !another.test(groups?.['before'] ?? ''));
    const date = mostSaid(matches.map(({ groups = {} }) => isoOf(groups, 'this century')).filter(fits));
    if (date === undefined) {
      if (matches.length > 0) return undefined;
      continue;
    }
    const times = matches
      .filter(({ groups = {} }) => isoOf(groups, 'this century') === date)
      .map(({ groups }) => timeOf(groups?.['time']));
    const time = mostSaid(times.filter((value) => value !== undefined));
    return { date, ...(time === undefined ? {} : { time }) };
  }
  return undefined;
}

/** The value that is said more often than each other; a tie is no answer. */
function mostSaid(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first && first[1] !== second?.[1] ? first[0] : undefined;
}

/** A day that exists; anything else is left out, because a wrong date is worse than none. */
function isoOf(groups: Groups, century: 'this century' | 'past century'): string | undefined {
  const { isoDay, isoMonth, isoYear, wordDay, word, wordYear } = groups;
  const day = groups['day'] ?? isoDay ?? wordDay;
  const month = groups['month'] ?? isoMonth ?? monthOf(word);
  const year = fullYear(groups['year'] ?? isoYear ?? wordYear, century);
  if (!day || !month || !year) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** Two digits: of an examination this century's; of a birth they leave a century open, so they are no answer. */
function fullYear(year: string | undefined, century: 'this century' | 'past century'): string | undefined {
  if (year?.length !== 2) return year;
  const thisYear = new Date().getUTCFullYear() % 100;
  return century === 'this century' && Number(year) <= thisYear ? `20${year}` : undefined;
}

function monthOf(word: string | undefined): string | undefined {
  const at = word === undefined ? -1 : MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  return at < 0 ? undefined : String(at + 1);
}

/** `9:41` as `09:41:00`. */
function timeOf(time: string | undefined): string | undefined {
  const [hours = '', minutes, seconds = '00'] = time?.split(':') ?? [];
  const isTime = minutes !== undefined && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  return isTime ? `${hours.padStart(2, '0')}:${minutes}:${seconds}` : undefined;
}

const isPast = (iso: string | undefined) => iso !== undefined && new Date(iso).getTime() <= Date.now();
