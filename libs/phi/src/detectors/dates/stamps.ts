import { firstName } from '../../words/first-names.js';
import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DATE =
  '(?<![\\d.,])(?:\\d{1,2}\\s?\\.\\s?\\d{1,2}\\s?\\.(?:\\s?(?:\\d{4}|\\d{2}))?|\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{1,2}\\.\\s?\\p{L}{3,9}\\.?\\s\\d{4})(?!\\d)';
/** What was done to the text, when, and by whom. */
const stamped = new RegExp(
  `(?<!\\p{L})(?:[Dd]ruck|[Aa]usdruck|[Gg]edr(?:uckt|\\.)|[Pp]rint(?:ed)?|[Ee]rstellt|[Gg]espeichert|[Gg]eändert|[Vv]idiert|[Vv]isiert|[Ff]reigegeben|[Ff]reigabe|[Dd]iktiert|[Dd]iktat|[Gg]eschrieben|[Kk]orrektur|[Kk]orrigiert|[Zz]uschnitt|[Ee]ingang|[Ss]can|[Nn]achgetragen)\\s?:?\\s{1,3}(?:am\\s)?${DATE}(?:,?\\s{1,3}\\d{1,2}[:.]\\d{2}(?::\\d{2})?(?:\\s?(?:Uhr|h))?)?[\\s,/]{1,3}(?<value>\\p{L}[\\p{L}\\d._-]{1,19})(?=[,;.)\\s]|$)(?!\\.\\p{L})`,
  'dgu',
);
/** Behind the date of the letter, at the end of its line. */
const behindDate = new RegExp(
  `${DATE}\\s?/\\s?(?<value>(?!(?:re|li|ab|am|im|um|bis|und|pos|neg|ca|µl|nl|pl|fl|ml|dl|min|mm|hpf)(?!\\p{L}))\\p{Ll}{2,4}(?:-\\p{Ll}{2,4})?)(?=[ \\t]*$)`,
  'dgmu',
);
/** A department or role and a person, joined as accounts are. */
const account = /(?<![\p{L}\d_/.@\\-])\p{Ll}{2,6}_\p{Ll}{2,16}(?![\p{L}\d_@/\\])/dgu;
/** Behind what a laboratory does and before its date. */
const atWork =
  /(?<=(?:[Zz]uschnitt|[Ss]chnitt|[Ff]ärbung|[Bb]efundet|[Gg]esehen|[Zz]weitbefund|[Zz]weitsicht|Tel\.-?Notiz)\s?:?\s(?:durch\s|von\s)?)(?:\p{Ll}{2,4}|\p{Lu}{2,4})(?=\s*(?:[,;)\n]|$))/dgu;
/** Capitals alone behind the end of a sentence or in a cell of a table. */
const initials = /(?<=[.?!|]\s{1,3})\p{Lu}{2,3}(?=[ \t]*(?:$|\n|\|))/dgmu;
const wholeName =
  /(?<![\p{L}-])(?:\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)*|\p{Lu}\.)(?:\s(?:\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)*|\p{Lu}\.)){1,2}/gu;
const MOST_NAMES = 400;

/** Who wrote, typed or printed, by a mark beside the date or by initials. */
export const stamps: Detector = (text): Span[] => [
  ...spansOf(text, stamped, 'username', 0.6, 'username.stamp').filter(({ start, end }) =>
    isMark(text.slice(start, end)),
  ),
  ...spansOf(text, behindDate, 'username', 0.6, 'username.stamp'),
  ...spansOf(text, account, 'username', 0.6, 'username.account'),
  ...spansOf(text, atWork, 'username', 0.5, 'username.stamp').filter(
    ({ start, end }) => !isWrittenWord(text.slice(start, end)),
  ),
  ...initialsIn(text),
];

/** No word of the language. */
const isMark = (mark: string) =>
  !/^\d/u.test(mark) && (/[\d_]/u.test(mark) || (wordKind(mark) === 'unknown' && !isWrittenWord(mark)));

/** The first letters of somebody who stands in the text with the first name: `HW` where there is a Herta Wollenweber. */
function initialsIn(text: string): Span[] {
  const found = spansOf(text, initials, 'username', 0.5, 'username.initials');
  if (found.length === 0) return [];
  const people = new Set(
    matchesOf(text, wholeName)
      .slice(0, MOST_NAMES)
      .map(([name]) => name.split(/[\s-]+/u))
      .filter(([first = '']) => first.endsWith('.') || firstName(first) !== 'no')
      .map((words) => words.map((word) => word[0]).join('')),
  );
  return found.filter(({ start, end }) => people.has(text.slice(start, end)));
}
