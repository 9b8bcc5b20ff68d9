import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
/** What happens on a day; other nouns would make it a count: `am 2. und 3. Tag`. */
const EVENT =
  '(?:Fieber|Aufnahme|Entlassung|(?:Rück)?[Vv]erlegung|Operation|OP|CT|MRT|Sono|Kontrolle|Vorstellung|Übernahme|Anlage|Punktion|Visite|Konsil|Besserung|Verschlechterung|Exitus|Beginn|Ende|\\p{L}+(?:skopie|graphie|grafie|tomie|therapie|untersuchung|kontrolle))';
const severalDays = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om)\\s(?<value>${DAY}\\.(?:\\s(?:und|u\\.|auf den)\\s${DAY}\\.)?)(?=\\s${EVENT}(?!\\p{L}))`,
  'gud',
);
const partOfDay = new RegExp(
  `(?<=(?:Abend|Morgen|Nacht|Mittag|Nachmittag|Vormittag)\\s(?:des|zum|vom|auf den|vor dem)\\s)${DAY}\\.(?!\\d)`,
  'gud',
);
const yearInWords =
  /(?<!\p{L})(?:acht|neun)zehnhundert\p{L}*|(?<!\p{L})zweitausend(?:und)?(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\p{L}*zehn|\p{L}*zig)(?!\p{L})|(?<!\p{L})nineteen[ -](?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\p{L}+)?/dgiu;
const advent =
  /(?<!\p{L})(?:(?:\d\.|\p{L}+e[nrs])\sAdvent|Heiliger Abend|Heiligen Abend|Muttertag|Vatertag|Nikolaus(?:tag)?|Rosenmontag|Faschingsdienstag|Weiberfastnacht|Ramadan|Zuckerfest|Tag der (?:Arbeit|Deutschen Einheit)|(?:Christmas|Boxing|New Year['’]?s|Good) (?:Day|Eve|Friday)|Thanksgiving|Easter (?:Sunday|Monday))(?!\p{L})/dgu;
const englishMonth =
  /(?<=(?:in|In|since|Since|until|by|last|next|early|late|mid|end of|beginning of)\s)(?:January|February|March|April|May|June|July|August|September|October|November|December)(?!\p{L})/dgu;
const numbered = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om|[Ss]eit(?: dem)?|[Bb]is zum)\\s(?<value>${DAY}\\.(?:0?[1-9]|1[0-2]))(?![\\d.,%°]|\\s?(?:mm|cm|mg|ml|g|kg|µg|mmol|l)(?!\\p{L})|\\s[%°])`,
  'gud',
);
const monthBetween =
  /(?<![\d.,])\d{1,2}[/.](?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec)\p{L}{0,6}[/.]\d{2,4}(?!\d)/dgu;

/** Dates as people tell them: days of a month that is understood, years and feasts in words. */
export const toldDates: Detector = (text) => [
  ...spansOf(text, severalDays, 'date', 0.6, 'date.day'),
  ...spansOf(text, partOfDay, 'date', 0.6, 'date.day'),
  ...spansOf(text, yearInWords, 'date', 0.7, 'date.words'),
  ...spansOf(text, advent, 'date', 0.5, 'date.feast'),
  ...spansOf(text, englishMonth, 'date', 0.5, 'date.month'),
  ...spansOf(text, numbered, 'date', 0.6, 'date.day-month'),
  ...spansOf(text, monthBetween, 'date', 0.9, 'date.words'),
];
