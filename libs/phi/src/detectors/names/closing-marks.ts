import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { DEGREE } from './degrees.js';

const NAME = "\\p{Lu}[\\p{L}'’.-]+";
/** `Dr. A. Feuchtmoser / kb`, `OÄ Dr. Kranz (tm)`: at the end of a line that a title begins. */
const behindTitle = new RegExp(
  `(?<=^[ \\t]*(?:gez\\.\\s)?(?:(?:L?O[AÄ]|C[AÄ]|F[AÄ]|A[AÄ]|PD|Prim\\.|Prof\\.|D?Dr\\.|${DEGREE})\\s?(?:med\\.\\s)?){1,4}(?:${NAME}\\s?){1,3}[/(]\\s?)(?<value>\\p{Ll}{2,4}|\\p{Lu}{2,3})(?=\\)?[ \\t]*$)`,
  'dgmu',
);
const RANK = '(?:[FOCA][AÄ](?!\\p{L})|(?:Fach|Ober|Chef|Assistenz|Stations)?(?:[Aa]rzt|[Ää]rztin)(?!\\p{L}))';
/** `M. D.-R., FÄ Psychiatrie` */
const beforeRank = new RegExp(`(?<=^[ \\t]*)(?<value>(?:\\p{Lu}\\.[ -]?){2,4})(?=,\\s${RANK})`, 'dgmu');
/** `lwy, Assistenzärztin`, `str, 3.5.` */
const alone = new RegExp(`(?<=^[ \\t]*)\\p{Ll}{2,4}(?=,\\s(?:${RANK}|\\d{1,2}\\.\\d{1,2}\\.))`, 'dgmu');
/** `Freigabe hk.`, `durch gst.` */
const doneBy =
  /(?<=(?<!\p{L})(?:[Ff]reigabe|[Ff]reigegeben|[Dd]urchgesagt|[Mm]itgeteilt|durch|gefaxt)(?:\s(?:durch|von))?\s)\p{Ll}{2,4}(?=[.;]|[ \t]*$)/dgmu;
const minutes = /(?<=^[ \t]*Protokoll:\s)\p{Ll}{2,4}(?=[ \t]*$)/dgmu;
const LAST_LINES = 12;

/** Marks and initials in the last lines, told by a title or a rank on their line. */
export const closingMarks: Detector = (text): Span[] => {
  const from = startOfLastLines(text);
  const closing = text.slice(from);
  return [
    ...spansOf(closing, behindTitle, 'username', 0.6, 'username.closing').filter(
      ({ start, end }) => !isWrittenWord(closing.slice(start, end)),
    ),
    ...spansOf(closing, beforeRank, 'name', 0.6, 'name.initials'),
    ...spansOf(closing, alone, 'username', 0.6, 'username.closing').filter(({ start, end }) =>
      isMark(closing.slice(start, end)),
    ),
    ...spansOf(closing, doneBy, 'username', 0.6, 'username.closing').filter(({ start, end }) =>
      isMark(closing.slice(start, end)),
    ),
    ...spansOf(closing, minutes, 'username', 0.6, 'username.closing').filter(
      ({ start, end }) => !isWrittenWord(closing.slice(start, end)),
    ),
  ].map((span) => ({ ...span, start: span.start + from, end: span.end + from }));
};

const noMark = /^(?:uns|ihn|sie|wen|was|re|li|bds|mich|dich|sich|alle|viel|etc|usw|iv|po|sc|op|ct|mrt|ekg|ppi|apc)$/u;
const isMark = (mark: string) => !noMark.test(mark) && !isWrittenWord(mark) && wordKind(mark) === 'unknown';

function startOfLastLines(text: string): number {
  let at = text.trimEnd().length;
  for (let line = 0; line < LAST_LINES && at > 0; line += 1) at = text.lastIndexOf('\n', at - 1);
  return at > 0 ? at + 1 : 0;
}
