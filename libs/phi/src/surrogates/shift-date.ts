const MONTHS = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const SHORT = 'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez'.split(' ');
const DAY_MS = 86_400_000;

const day = /^(?<d>\d{1,2})(?<s>\s?[./-]\s?)(?<m>\d{1,2})(?<t>\s?[./-]\s?)(?<y>\d{4}|\d{2})$/u;
const iso = /^(?<y>\d{4})(?<s>[./-])(?<m>\d{1,2})(?<t>[./-])(?<d>\d{1,2})$/u;
const inWords = /^(?<d>\d{1,2})(?<s>\.\s*)(?<month>\p{L}+)(?<t>\.?\s*)(?<y>\d{4})$/u;
const monthInWords = /^(?<month>\p{L}+)(?<t>\.?\s*)(?<y>\d{4})$/u;
const month = /^(?<m>\d{1,2})(?<t>\s?[./]\s?)(?<y>\d{4})$/u;
const year = /^(?<y>\d{4})$/u;

/**
 * The same date so many days later (negative: earlier), written as it was. Nothing for what is no day, month or year of
 * the calendar, or has no year: an interval could not be kept.
 */
export function shiftDate(written: string, days: number): string | undefined {
  const text = written.trim();
  for (const pattern of [day, iso, inWords, monthInWords, month, year]) {
    const parts = pattern.exec(text)?.groups;
    if (parts) return shifted(pattern, parts, days);
  }
  return undefined;
}

function shifted(pattern: RegExp, parts: Record<string, string | undefined>, days: number): string | undefined {
  const { d, y = '', s = '', t = '' } = parts;
  const m = parts['month'] === undefined ? parts['m'] : monthOf(parts['month']);
  // two digits: the century that lies in the past
  const fullYear =
    y.length === 2 ? 2000 + Number(y) - (2000 + Number(y) > new Date().getFullYear() ? 100 : 0) : Number(y);
  if (parts['month'] !== undefined && m === undefined) return undefined;
  const monthIndex = m === undefined ? 5 : Number(m) - 1;
  const dayOfMonth = d === undefined ? 15 : Number(d);
  const from = new Date(Date.UTC(fullYear, monthIndex, dayOfMonth));
  if (from.getUTCMonth() !== monthIndex || from.getUTCDate() !== dayOfMonth) return undefined;
  const to = new Date(from.getTime() + days * DAY_MS);
  const like = (value: number, model: string | undefined) => String(value).padStart(model?.length ?? 1, '0');
  const newYear = y.length === 2 ? like(to.getUTCFullYear() % 100, y) : String(to.getUTCFullYear());
  const newMonth = like(to.getUTCMonth() + 1, m);
  const said = parts['month'] !== undefined && MONTHS.includes(parts['month']) ? MONTHS : SHORT;
  const name = said[to.getUTCMonth()]!;
  const newDay = like(to.getUTCDate(), pattern === inWords && !d?.startsWith('0') ? undefined : d);
  if (pattern === iso) return `${newYear}${s}${newMonth}${t}${newDay}`;
  if (pattern === inWords) return `${newDay}${s}${name}${t}${newYear}`;
  if (pattern === monthInWords) return `${name}${t}${newYear}`;
  if (pattern === month) return `${newMonth}${t}${newYear}`;
  return pattern === year ? newYear : `${newDay}${s}${newMonth}${t}${newYear}`;
}

function monthOf(name: string): string | undefined {
  const at = SHORT.findIndex((short) => name.startsWith(short) || name.startsWith(short.replace('ä', 'a')));
  const spelled = at < 0 ? (name.startsWith('Jänner') ? 0 : -1) : at;
  return spelled < 0 ? undefined : String(spelled + 1).padStart(2, '0');
}
