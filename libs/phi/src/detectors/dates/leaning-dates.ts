import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH =
  '(?:Jan(?:uar)?|J(?:ä|ae?)nner|Feb(?:ruar|er)?|M(?:ä|ae?)rz|Mrz|Apr(?:il)?|Mai|Jun[i]?|Jul[i]?|Aug(?:ust)?|Sept?(?:ember)?|O[kc]t(?:ober)?|Nov(?:ember)?|De[zc](?:ember)?)';
/** What is counted in a row; such a number is no day. */
const COUNTED =
  '(?!\\s(?:\\p{Ll}+\\s)?\\p{L}*(?:[Tt]ag|[Ww]oche|[Mm]onat|[Jj]ahr|[Zz]yklus|[Ss]tunde|SSW|LJ|LW|[Mm]al|[Gg]abe|[Dd]osis|[Rr]ippe|[Ff]inger|[Zz]ehe|[Ww]irbel|[Kk]urs|[Ll]ebens|POD|BWK|LWK|HWK|ICR|Grad|Strahl|Quartal|Trimenon|Klasse|Kind))';

/** `Bronchoskopie 14., EBUS`, `Prämed 21., 10 Uhr`: an ordinal number stands before what it counts. */
const behindWord = new RegExp(
  `(?<=\\p{L}{2,}\\.?\\s)(?<!(?:Grad|Nr\\.?|BWK|LWK|HWK|SWK|Klasse|Abs\\.|Art\\.|Bd\\.|Kap\\.|[Dd]e[rsm]|[Dd]ie|[Dd]as|[Ii]n|[Ii]m|Tage?|und|u\\.|oder|bzw\\.|sowie|bis)\\s)${DAY}\\.(?=,\\s(?:\\p{L}|\\d{1,2}(?:[:.]\\d{2})?\\s?(?:h|Uhr)(?!\\p{L})))(?!,\\s(?:und|oder|bzw|sowie|bis)(?!\\p{L}))`,
  'dgu',
);
/** `vom 8. auf den 9. Erbrechen` */
const fromTo = new RegExp(
  `(?<=(?<!\\p{L})(?:vom|am|zwischen dem|[Nn]acht (?:zum|auf den))\\s)(?<from>${DAY}\\.)\\s(?:auf|zum|bis|bis zum|und|und dem)\\s(?:den\\s|dem\\s)?(?<to>${DAY}\\.)(?!\\d)${COUNTED}`,
  'dgu',
);
const weekend = new RegExp(
  `(?<=(?:[Ww]ochenende|[Ww]e|WE|[Nn]acht|[Nn]ächte|[Tt]ag[e]?)\\s(?:vom\\s|des\\s|am\\s)?)${DAY}\\.\\s?[/–+-]\\s?${DAY}\\.(?!\\d)${COUNTED}`,
  'dgu',
);
/** `13.ten Mai`, `22. (Mi) Mai`, `21. Marz`, `3. Juniwoche`. */
const dayAndMonth = new RegExp(
  `(?<![\\d.,])${DAY}(?:\\.?te[nr]?|\\.(?:\\s\\(\\p{L}{2,10}\\.?\\))?)\\s${MONTH}(?:woche|wochenende|hälfte)?(?:\\s(?:(?:19|20)\\d\\d|\\d\\d(?![\\d.,:]\\d|\\d)))?(?!\\p{L})`,
  'dgu',
);
const partOfMonth =
  /(?<!\p{L})(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?:woche|wochenende|hälfte|mitte|anfang|ende)n?(?!\p{L})/dgu;
const ofDialect =
  /(?<!\p{L})(?:Feber|J(?:ä|ae|a)nner|Ma(?:e)?rz)(?:\.?\s['’]?(?:\d{4}|\d{2}(?![.,:]?\d|\s?(?:mm|cm|mg|ml|x|%))))?(?!\p{L})/dgu;
const SEASON = '(?:Frühjahr|Frühling|(?:Früh|Hoch|Spät)?(?:[Ss]ommer|[Hh]erbst|[Ww]inter))s?';
const seasons = new RegExp(
  `(?<!\\p{L})${SEASON}(?:\\s?/\\s?${SEASON}(?:\\s(?:(?:19|20)\\d\\d|['’]?\\d\\d(?!\\d)))?|\\s(?:und|bis|oder)\\s${SEASON}\\s(?:(?:19|20)\\d\\d|['’]?\\d\\d(?!\\d)))(?![\\p{L}-])|(?<=(?<!\\p{L})(?:letzte[nms]|vergangene[nms]|diese[nms]|kommende[nms]|vorige[nms]|nächste[nms]|heurige[nms]|vorletzte[nms]|[Aa]nfang|[Mm]itte|[Ee]nde)\\s(?:des\\s)?)${SEASON}(?![\\p{L}-])`,
  'dgu',
);
/** `Influenza 23/24`: a winter's vaccine, a school's year. */
const seasonOfTwoYears =
  /(?<=(?:Influenza|Grippe|Covid-19|COVID-19|RSV|Pneumokokken|[Ss]aison|[Ww]inter|[Ss]emester|WS|SS|[Ss]chuljahr|[Jj]ahr|[Ii]mpfung|[Ii]mpfsaison)\s\(?)(?:20)?(?<from>\d\d)\/(?:20)?(?<to>\d\d)(?![\d/]|[.,]\d)/dgu;
/** `Influenza 10.24`: a month and its year behind what somebody was given once. */
const vaccinated =
  /(?<=(?<!\p{L})(?:Influenza|Grippe|Covid(?:-19)?|COVID(?:-19)?|Tetanus|Tdap|FSME|Pneumokokken|Zoster|Masern|MMR|HPV|Hepatitis\s[AB]|[Ii]mpfung)\s(?:zuletzt\s)?\(?)(?:0?[1-9]|1[0-2])[./](?:20)?\d\d(?![\d/]|[.,]\d)/dgu;
const YY = '(?:[4-9]\\d|0\\d)';
const END = '(?=\\s?[,;)/]|\\.(?!\\d)|[ \\t]?(?:\\n|$)|\\s(?:und|wegen|bei|nach|mit|in|im|durch|verstorben)(?!\\p{L}))';
/** What happens once in a life, or an operation in capitals where operations are listed, and its year in two digits. */
const lived = new RegExp(
  `(?<=(?<!\\p{L})(?:verheiratet|geschieden|verwitwet|getrennt|berentet|pensioniert|in Rente|abstinent|trocken|Nichtraucher(?:in)?|rauchfrei|bekannt|gefallen|fiel|verstorben|verstarb|starb|geheiratet|eingewandert|Rente|ED|EM)\\s(?:seit\\s|ca\\.\\s|etwa\\s|anno\\s|in\\s|ab\\s)?)${YY}${END}`,
  'dgu',
);
const sinceYear = new RegExp(
  `(?<=(?<!\\p{L})(?:[Ss]eit|[Aa]nno)\\s(?:ca\\.\\s|etwa\\s)?)(?:[5-9]\\d${END}|\\d\\d(?=\\s?[,;)](?!\\s?\\d)|[ \\t]?(?:\\n|$)))|(?<=(?<!\\p{L})(?:[Ee]nde|[Mm]itte|[Aa]nfang)\\s)(?:[5-9]\\d|0\\d)(?=\\s\\p{Lu}\\p{L}{2,})(?!\\s(?:Uhr|Tage|Wochen|Monate|Jahre|Stunden|Minuten|Prozent|Einheiten|Tropfen)(?!\\p{L}))`,
  'dgu',
);
/** `TEP 2012 re./2015 li.` */
const yearBehindStroke = /(?<=\p{L}\.?\s?\/\s?)(?:19|20)\d\d(?![\d/]|[.,]\d|\s?(?:ml|mg|g|mm|cm)(?!\p{L}))/dgu;
/** `1990–94`, `2015 – 19`: of the second year only its end. */
const endOfYears = /(?<=(?<![\d.,/-])(?:19|20)\d\d\s?[-–/]\s?)\d\d(?![\d/]|[.,]\d|\s?(?:mm|cm|mg|ml|%))/dgu;
/** `95/96 Bau des Hauses`: one year and the next. */
const twoYears =
  /(?<![\p{L}\d.,/:-]|\p{Lu}{2,5}\s|Visus\s)(?<from>[5-9]\d|0\d)\/(?<to>\d\d)(?![\d/%]|[.,]\d|\s?(?:mm|cm|mg|ml|%))/dgu;
const decade = /(?<=(?<!\p{L})(?:früh|spät|mittler)e[nr]\s)(?:19|20)?\d0er(?:n)?(?!\p{L})/dgu;
const operations =
  /(?:Vor-?[Oo][Pp]s?|Voroperationen|Voreingriffe|Vor-?Operationen|Operationen|OPs|Z\.\s?n\.|St\.\s?p\.|Zust\.\s?n\.)\s?:?\s(?<list>[^\n]{4,200})/dgu;
const operated = new RegExp(
  `(?<=(?:\\p{Lu}{2,5}|\\p{L}{3,})\\s(?:(?:re|li|bds)\\.?\\s)?)${YY}(?=\\s?[,;)/]|\\.(?!\\d)|$)`,
  'gu',
);
const notAYear = /(?:BWK|LWK|HWK|SWK|Segment|Typ|Nr|Grad|Stadium|CHARR|Ch|Fr|Gr|Größe|Alter|mit|von|auf|bei)\s$/u;
/** The word ran into its date. */
const gluedTo = new RegExp(
  `(?<=(?<!\\p{L})(?:ED|EM|[Ss]eit|[Vv]om|[Aa]m|[Bb]is|[Aa]b|[Gg]eb)\\.?)(?:${DAY}\\.)?(?:0?[1-9]|1[0-2])[./](?:(?:19|20)\\d\\d|\\d\\d)(?![\\d]|[.,]\\d|\\s?(?:mm|cm|mg|ml|g|kg)(?!\\p{L}))`,
  'dgu',
);

/** Dates that lean on the word, the list or the date beside them. */
export const leaningDates: Detector = (text) => [
  ...spansOf(text, behindWord, 'date', 0.5, 'date.day'),
  ...matchesOf(text, fromTo).flatMap(({ indices }) =>
    [indices!.groups!['from']!, indices!.groups!['to']!].map(([start, end]) => dayAt(start, end)),
  ),
  ...spansOf(text, weekend, 'date', 0.6, 'date.day'),
  ...spansOf(text, dayAndMonth, 'date', 0.8, 'date.words'),
  ...spansOf(text, partOfMonth, 'date', 0.6, 'date.month'),
  ...spansOf(text, ofDialect, 'date', 0.6, 'date.month'),
  ...spansOf(text, seasons, 'date', 0.6, 'date.part-of-year'),
  ...spansOf(text, endOfYears, 'date', 0.6, 'date.year'),
  ...spansOf(text, decade, 'date', 0.6, 'date.year'),
  ...[...matchesOf(text, seasonOfTwoYears), ...matchesOf(text, twoYears)]
    .filter(({ groups }) => Number(groups!['to']) === (Number(groups!['from']) + 1) % 100)
    .map(({ index, 0: said }) => yearAt(index, said)),
  ...spansOf(text, vaccinated, 'date', 0.6, 'date.month-year'),
  ...spansOf(text, lived, 'date', 0.5, 'date.year'),
  ...spansOf(text, sinceYear, 'date', 0.5, 'date.year'),
  ...spansOf(text, yearBehindStroke, 'date', 0.5, 'date.year'),
  ...spansOf(text, gluedTo, 'date', 0.6, 'date.month-year'),
  ...operationsIn(text),
];

function operationsIn(text: string) {
  return matchesOf(text, operations).flatMap((match) => {
    const [from] = match.indices!.groups!['list']!;
    const list = match.groups!['list']!;
    return matchesOf(list, operated)
      .filter(({ index }) => !notAYear.test(list.slice(0, index)))
      .map(({ index, 0: said }) => yearAt(from + index, said));
  });
}

const dayAt = (start: number, end: number) => ({
  start,
  end,
  label: 'date' as const,
  confidence: 0.6,
  reason: 'date.day',
});

const yearAt = (start: number, said: string) => ({
  start,
  end: start + said.length,
  label: 'date' as const,
  confidence: 0.5,
  reason: 'date.year',
});
