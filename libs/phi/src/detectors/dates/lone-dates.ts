import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
/** No adjective, which would count something: `am 5. postoperativen Tag`; a participle tells what yearOfOperation. */
const TOLD =
  '(?:(?=\\s(?!und\\s\\d|u\\.\\s?\\d|bis\\s\\d|oder\\s\\d)(?:(?!\\p{Ll}*(?:e|en|em|er|es)(?!\\p{L}))\\p{Ll}{2,}|\\p{Ll}{0,10}ge\\p{Ll}{2,12}(?<!en)en(?!\\p{L})|(?:be|ver|er|ent)\\p{Ll}{3,12}(?<!t)en(?=\\s*(?:[.,;)\\n]|$))|wurde|wieder|keine|ohne|immer))|(?=\\s*(?:[;)\\n]|$|,\\s\\p{Ll})))';
const dayBehind = new RegExp(
  `(?<!\\p{L})(?:[Aa]b|[Ss]eit|[Bb]is(?:\\seinschl(?:ießlich|\\.)|\\sinkl\\.)?|[Bb]is zum|[Nn]ach dem|[Vv]or dem|[Aa]b dem|[Ss]eit dem|[Zz]um|[Aa]m)\\s(?<value>${DAY}\\.)${TOLD}`,
  'dgu',
);
const daysInRow = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om)\\s(?<value>${DAY}\\.(?:(?:,\\s|\\s?[-–/]\\s?|\\s(?:und|u\\.|bis|sowie)\\s)${DAY}\\.){1,6})(?!\\d)${TOLD}`,
  'dgu',
);
const dayBeside = new RegExp(
  `(?<!\\p{L})(?:[Hh]eute|[Gg]estern|[Mm]orgen|[Vv]orgestern|(?:Mo|Di|Mi|Do|Fr|Sa|So)\\.?|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)(?:\\s\\((?<in>${DAY}\\.)(?=\\))|,\\s(?:dem\\s|den\\s)?(?<behind>${DAY}\\.)(?=,))`,
  'dgu',
);
const night = new RegExp(`(?<=Nacht\\s(?:vom\\s|zum\\s|auf\\s)?)${DAY}\\.\\s?/\\s?${DAY}\\.`, 'dgu');
const ordinal = new RegExp(`(?<=(?<!\\p{L})[Aa]m\\s)${DAY}\\.?ten(?=\\s(?!\\p{Lu})|[.,;)\\n]|$)`, 'dgu');
const YY = "(?:['’]\\d{2}|[05-9]\\d)";
const NO_MEASURE = '(?![\\d.,:%]\\d|\\d|\\s?(?:mg|ml|mm|cm|kg|%|x\\s|Uhr|Gy|Ch|Fr|J\\.|Jahre))';
/** `Anf. 07`, `'06`, `geb. 44`. */
const shortYear = new RegExp(
  `(?<!\\p{L})(?:(?:Anf(?:ang|\\.)|Mitte|Ende)\\s(?<part>${YY})(?=\\s*(?:[,;.)\\n]|$|\\p{Ll}{3}))${NO_MEASURE}|(?:geb|Geb)\\.\\s(?:ca\\.\\s)?(?<born>\\d{2})(?=\\s*(?:[,;)\\n]|$))|(?<=[\\s(])(?<short>['’]\\d{2})(?![\\d'’\\p{L}]))`,
  'dgu',
);
/** An operation or illness in one word and its year in two digits. */
const yearOfOperation = new RegExp(
  `(?<![\\p{L}])(?:TE|AE|CHE|HE|TUR-?[BP]?|Sectio|Abrasio|Apoplex|Herzinfarkt|Infarkt|HWI|Hepatitis|TBC|Tbc|\\p{Lu}[\\p{L}-]*(?:OP|ektomie|tomie|plastik|operation|resektion|implantation|ligatur|fraktur|embolie|thrombose|blutung))\\s(?:re\\.?\\s|li\\.?\\s|bds\\.?\\s)?(?<value>${YY}(?:\\s?[/+]\\s?\\d{2}|(?:\\sund\\s|,\\s)[0-9]\\d(?=\\s*(?:[,;.)\\n]|$)))?)(?=\\s*(?:[,;.)\\n]|$|und\\s))${NO_MEASURE}`,
  'dgu',
);
/** What cannot be counted behind `am`, being feminine: behind a number it happened on that day. */
const FEMININE =
  '\\p{Lu}\\p{L}+(?:ung|ion|keit|heit|schaft|tät|skopie|tomie|grafie|graphie|rapie|gabe|nahme|anlage|reise|kunft|visite|sprache)';
const NEUTER =
  '(?:Kostaufbau|Gespräch|Besuch|Anruf|Telefonat|Abgang|Anstieg|Abfall|Wechsel|Zug|Kollaps|Sturz|Nachweis|Labor|Röntgen|Ultraschall|Erbrechen|Stuhlgang|Brief|Fax)';
const dayOfEvent = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om)\\s(?<value>${DAY}\\.)(?=\\s(?:${FEMININE}|${NEUTER})(?!\\p{L}))`,
  'dgu',
);
/** `am 23. (`, `zuletzt 16.`, `das war der 17.` */
const dayUnderstood = new RegExp(
  `(?<!\\p{L})(?:(?:[Aa]m|[Vv]om|[Bb]is zum)\\s(?<value>${DAY}\\.)(?=\\s?\\()|[Zz]uletzt(?:\\sam)?\\s(?<last>${DAY}\\.)(?=\\s*(?:[;,)\\n]|$))|(?:[Dd]as|[Ee]s)\\s(?:war|ist)\\s(?:der|am)\\s(?<told>${DAY}\\.)(?=\\s*[;,)]))`,
  'dgu',
);
/** `24. v. M.`, `5. a. c.` */
const dayOfLastMonth = new RegExp(
  `(?<![\\d.,])${DAY}\\.\\s?(?:v\\.\\s?(?:M|Mts|Js)\\.|vor\\.\\s?Mts\\.|a\\.\\s?c\\.)`,
  'dgu',
);
/** `Z. n. Mammakarzinom links 87` */
const yearOfIllness =
  /(?<![\p{L}.])(?:Z\.\s?n\.|Zustand nach|ED|EM|Erstdiagnose|OP)\s(?:[\p{L}/.-]+\s){1,5}(?<value>[6-9]\d)(?=\s*[,;)\n])(?<!(?:BWK|LWK|HWK|SWK|Segment|Ch|Fr|Gy|Typ|Nr\.?|Grad|kg)\s\d\d)/dgu;
const shortMonth =
  /(?<!\p{L})(?:(?:Jan|Febr?|Apr|Aug|Sept|Okt|Nov|Dez)\.(?=[\s,;)]|$)|(?<=\()(?:Mai|August|Juni|Juli|März|April)(?=[),]))/dgu;
const decade = /(?<=(?<!\p{L})(?:den|der|die|Ende|Mitte|Anfang)\s)(?:19|20)?\d0er(?:n)?(?!\p{L})/dgu;
const holiday =
  /(?<!\p{L})(?:[12]\.|[Ee]rste[nr]?|[Zz]weite[nr]?)\s(?:Weihnachts|Oster|Pfingst)(?:feier)?tag(?:e?s)?(?!\p{L})/dgu;
const diagnosed =
  /(?<![\p{L}])(?:ED|EM|Erstdiagnose|Rezidiv|seit)\s(?<value>[1-9]\.(?:[0-2]\d|[89]\d))(?=\s*[,;)\n])/dgu;

/** Days, months and years that stand alone because the reader is thought to know the rest. */
export const loneDates: Detector = (text) => [
  ...spansOf(text, dayBehind, 'date', 0.6, 'date.day'),
  ...spansOf(text, daysInRow, 'date', 0.6, 'date.day'),
  ...either(text, dayBeside, 'date.day'),
  ...spansOf(text, night, 'date', 0.6, 'date.day'),
  ...spansOf(text, ordinal, 'date', 0.6, 'date.day'),
  ...spansOf(text, dayOfEvent, 'date', 0.6, 'date.day'),
  ...either(text, dayUnderstood, 'date.day'),
  ...spansOf(text, dayOfLastMonth, 'date', 0.8, 'date.day'),
  ...either(text, shortYear, 'date.year'),
  ...spansOf(text, yearOfOperation, 'date', 0.5, 'date.year'),
  ...spansOf(text, yearOfIllness, 'date', 0.5, 'date.year'),
  ...spansOf(text, shortMonth, 'date', 0.5, 'date.month'),
  ...spansOf(text, decade, 'date', 0.5, 'date.year'),
  ...spansOf(text, holiday, 'date', 0.5, 'date.feast'),
  ...spansOf(text, diagnosed, 'date', 0.6, 'date.month-year'),
];

/** Of patterns with several ways: whichever group matched. */
function either(text: string, pattern: RegExp, reason: string) {
  return matchesOf(text, pattern).flatMap((match) => {
    const place = Object.values(match.indices!.groups!).find((group) => group !== undefined);
    return place ? [{ start: place[0], end: place[1], label: 'date' as const, confidence: 0.6, reason }] : [];
  });
}
