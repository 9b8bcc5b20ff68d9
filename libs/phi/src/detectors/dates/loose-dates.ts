import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?:1[89]\\d\\d|20\\d\\d)';
const NO_MEASURE =
  '(?![\\d%]|[.,]\\d|\\s?(?:mm|cm|mg|ml|h|Tage?|Stunden|Std|Wochen|Monate|Jahre|x|Uhr|Fr|Ch|IE)(?!\\p{L}))';
/** `Nov. 21: Gastritis`, `Januar 23.` */
const shortMonth = new RegExp(
  `(?<!\\p{L})(?:Jan(?:uar)?|Feb(?:ruar)?|Mrz|März?|Apr(?:il)?|Mai|Jun[i]?|Jul[i]?|Aug(?:ust)?|Sept?(?:ember)?|O[kc]t(?:ober)?|Nov(?:ember)?|De[zc](?:ember)?)\\.?\\s[’']?(?:[0-3]?\\d|[89]\\d)${NO_MEASURE}(?!:\\d)`,
  'dgu',
);
const season = new RegExp(
  `(?<!\\p{L})(?:Frühjahr|Frühling|(?:Früh|Hoch|Spät)?(?:[Ss]ommer|[Hh]erbst|[Ww]inter)|SOMMER|WINTER|HERBST|FRÜHJAHR)\\s[’']?\\d{2}(?:/\\d{2})?${NO_MEASURE}`,
  'dgu',
);
const inCapitals =
  /(?<!\p{L})(?:JANUAR|FEBRUAR|MÄRZ|APRIL|JUNI|JULI|AUGUST|SEPTEMBER|OKTOBER|NOVEMBER|DEZEMBER)(?:\s\d{4}|\s\d{2}(?![\d.,%]))?(?!\p{L})/dgu;
const born = /(?<![\p{L}\d])[’']?\d{2}(?=er\s(?:Jg|Jahrg|Geburtsj))/dgu;
const feast =
  /(?<!\p{L})(?:(?:Christi[ -])?Himmelfahrtstag|(?:Oster|Pfingst|Kar|Advents|Faschings|Karnevals)(?:samstag|sonntag|montag|dienstag|freitag|wochenende|ferien|zeit)|Advent(?:szeit)?|Hogmanay|Whitsun|Halloween|Michaelmas|Bank Holiday|Totensonntag|Ewigkeitssonntag|Volkstrauertag|Palmsonntag|Weiße[nr]? Sonntag|Fronleichnamstag|(?:1\.|2\.|[Ee]rste[nr]?|[Zz]weite[nr]?) Weihnachts(?:feier)?tag|Weihnachts(?:feier)?tage?n?|Ostertage?n?|Pfingsttage?n?|Osterwochenende|Pfingstwochenende|Silvesternacht|Neujahrstag|Martinstag|Michaelistag|Johannistag|Opferfest|Aschura|Newroz|Chanukka|Jom Kippur|Tết|Tet-Fest)(?:\s(?:19|20)\d\d)?(?!\p{L})/dgu;
/** Whatever a month is called: `28. Heumond 1961` */
const anyMonth = new RegExp(
  `(?<![\\d.,])${DAY}\\.\\s(?!Auflage|Ausgabe|Version|Kapitel|Band|Jahr)\\p{Lu}\\p{L}{2,9}\\s${YEAR}(?!\\d)`,
  'dgu',
);
const ENGLISH =
  '(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)';
/** Written without capitals; `may` is a verb. */
const english = new RegExp(
  `(?<![\\p{L}\\d.,])(?:${DAY}(?:st|nd|rd|th)?\\s(?:of\\s)?${ENGLISH}(?!\\p{L})|${ENGLISH}\\s${DAY}(?:st|nd|rd|th)(?![\\p{L}\\d]))`,
  'dgiu',
);
const dosed = new RegExp(
  `(?<=(?:last dose|last taken|last given|stopped|started|letzte Gabe|letzte Dosis|zuletzt)\\s)${DAY}/(?:0?[1-9]|1[0-2])(?![\\d/]|\\s?(?:tab|Tbl|Tabl|mg|ml))`,
  'dgu',
);

const SPOKEN =
  '(?:ersten?|zweiten?|dritten?|vierten?|fünften?|sechsten?|siebten?|achten?|neunten?|zehnten?|elften?|zwölften?|(?:drei|vier|fünf|sech|sieb|acht|neun)zehnten?|(?:\\p{Ll}{3,6}und)?(?:zwanzig|dreißig)sten?)';
/** As somebody dictates who has no capitals. */
const spoken = new RegExp(
  `(?<!\\p{L})${SPOKEN}\\s(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)(?!\\p{L})`,
  'dgiu',
);
const behindTime = /(?<=(?:^|\s)\d{1,2}:\d{2}\s(?:on\s|am\s)?)\d{1,2}\/(?:0?[1-9]|1[0-2])(?![\d/])/dgu;

/** Days, months and years without what a careful writer adds. */
export const looseDates: Detector = (text): Span[] => [
  ...spansOf(text, shortMonth, 'date', 0.7, 'date.month-year'),
  ...spansOf(text, season, 'date', 0.7, 'date.part-of-year'),
  ...spansOf(text, inCapitals, 'date', 0.6, 'date.month'),
  ...spansOf(text, born, 'date', 0.7, 'date.year'),
  ...spansOf(text, feast, 'date', 0.5, 'date.feast'),
  ...spansOf(text, anyMonth, 'date', 0.8, 'date.words'),
  ...spansOf(text, english, 'date', 0.7, 'date.day-month'),
  ...spansOf(text, dosed, 'date', 0.6, 'date.day-month'),
  ...spansOf(text, spoken, 'date', 0.7, 'date.words'),
  ...spansOf(text, behindTime, 'date', 0.6, 'date.day-month'),
  ...daysInRows(text),
];

const row =
  /^[ \t]*(?:[-–•*][ \t]*)?(?:(?<date>\d{1,2})\.\s?\d{1,2}\.|(?<day>(?:0?[1-9]|[12]\d|3[01])\.)(?=\s\p{L}))/du;
/** A list of findings begins anew with one. */
const MOST_DAYS_BETWEEN = 10;

/** A day alone at the beginning of a line, soon after the day that the line before begins with. */
function daysInRows(text: string): Span[] {
  let at = 0;
  let last: number | undefined;
  const spans: Span[] = [];
  for (const line of text.split('\n')) {
    const match = row.exec(line);
    const said = Number.parseInt(match?.groups?.['date'] ?? match?.groups?.['day'] ?? '', 10);
    const day = match?.indices?.groups?.['day'];
    const isSoonAfter = last !== undefined && said >= last && said <= last + MOST_DAYS_BETWEEN;
    if (day && isSoonAfter)
      spans.push({ start: at + day[0], end: at + day[1], label: 'date', confidence: 0.6, reason: 'date.day' });
    last = match && (!day || isSoonAfter) ? said : undefined;
    at += line.length + 1;
  }
  return spans;
}
