import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** `freigegeben 11.03.2024 16:20 (boysena)` */
const released =
  /(?<!\p{L})(?:[Ff]rei(?:gegeben|gabe)|[Ss]igniert|[Vv]alidiert|[Vv]idiert|[Uu]nterschrieben|[Ee]rstellt|[Gg]eändert|[Gg]edruckt|[Gg]espeichert)[^\n()]{0,12}\d{1,4}[.-]\d{1,2}[.-]\d{2,4}[^\n()\p{L}]{0,12}(?:Uhr\s?)?[([]\s?(?<value>\p{L}[\p{L}\d._-]{1,19})\s?[)\]]/dgu;
/** `Validiert: 17.04. 10:12 / STRA` */
const stamped =
  /(?<!\p{L})(?:[Ff]rei(?:gegeben|gabe)|[Ss]igniert|[Vv]alidiert|[Vv]idiert|[Ee]rstellt|[Gg]eändert|[Gg]edruckt|[Gg]espeichert)[^\n()]{0,12}\d{1,2}\.\d{1,2}\.(?:\d{2,4})?,?\s\d{1,2}[:.]\d{2}(?:\sUhr)?\s?[/|,]\s?(?<value>\p{Lu}{2,5}\d{0,2})(?=\s*(?:[;,|]|\n|$))/dgu;
/** `Diktatz. KR-7` */
const dictation =
  /(?<!\p{L})(?:[Dd]iktatz(?:eichen|\.)|[Dd]ikt\.-?[Zz](?:eichen|\.)|[Ss]chreibz(?:eichen|\.))\s?:?\s(?<value>\p{L}{1,4}(?:\s?[-/]\s?[\p{L}\d]{1,4})?)(?![\p{L}\d])/dgu;
/** Small letters far behind the names on the last line. */
const farBehind = /(?<=\p{L}[ \t]{2,})(?<value>\p{Ll}{2,4})\s*$/dgu;
/** `Dokumentiert klw`, `Eintrag klw 3.4.24` */
const entered =
  /(?<!\p{L})(?:[Dd]okumentiert|[Dd]ok\.|[Ee]intrag|[Ee]ingetragen|[Ee]rfasst|[Ee]rf\.)\s(?<value>\p{Ll}{2,4})(?=[.;)]|\s+\d{1,2}\.|[ \t]*(?:\n|$))/dgu;
/** `Verlauf 3.4. (klw): wach` */
const dated = /\d{1,2}\.\s?(?:\d{2,4})?,?\s\((?<value>\p{Ll}{2,4})\)(?=\s?:)/dgu;
/** `Dr. A./sk` */
const behindInitial = /(?<!\p{L})Dr\.\s\p{Lu}\p{Ll}{0,2}\.\s?\/\s?(?<value>\p{Ll}{2,4})(?!\p{L})/dgu;
/** `12.3. Nimmt Medikamente. bw`: behind the last sentence of what was entered on a day. */
const endsEntry = /[.!)]\s(?<value>\p{Ll}{2,3})(?=[ \t]*(?:\n|$))/dgu;
const dayBegins = /^[ \t]*\d{1,2}\.\s?\d{1,2}\./u;
/** Two letters alone on the last line. */
const last = /(?<=\n)[ \t]*(?:gez\.\s?)?(?<value>\p{Lu}\p{Ll}{1,2}\.?)\s*$/dgu;

const noMark =
  /^(?:ok|ex|ab|ob|os|ja|re|li|bds|iv|po|sc|op|ct|mrt|ekg|im|am|in|an|um|zu|von|vom|bei|mit|ist|und|wie|gut|neg|pos|wird|war|o|s|u|sind|keine?)$/u;
const isMark = (mark: string) => !noMark.test(mark) && !isWrittenWord(mark) && wordKind(mark) === 'unknown';

/** Who wrote an entry, by the letters set behind it. */
export const entryMarks: Detector = (text) => [
  ...spansOf(text, released, 'username', 0.7, 'username.entry').filter(
    ({ start, end }) => !isWrittenWord(text.slice(start, end)),
  ),
  ...[stamped, dictation].flatMap((pattern) => spansOf(text, pattern, 'username', 0.7, 'username.entry')),
  ...[entered, dated, farBehind].flatMap((pattern) =>
    spansOf(text, pattern, 'username', 0.6, 'username.entry').filter(({ start, end }) =>
      isMark(text.slice(start, end)),
    ),
  ),
  ...spansOf(text, endsEntry, 'username', 0.6, 'username.entry').filter(({ start, end }) => {
    const mark = text.slice(start, end);
    const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
    return dayBegins.test(line) && !noMark.test(mark) && !isWrittenWord(mark);
  }),
  ...spansOf(text, last, 'name', 0.6, 'name.initials'),
  ...spansOf(text, behindInitial, 'username', 0.6, 'username.entry'),
];
