import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const MONTH =
  '(?:Jan(?:uar|uary)?|Jän(?:ner)?|Feb(?:ruar|ruary|r)?|Feber|März|Mär|March|Mar|Apr(?:il)?|Mai|May|Jun[ie]?|Jul[iy]?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?|Oct(?:ober)?|Nov(?:ember)?|Dez(?:ember)?|Dec(?:ember)?)';
const DAY = '(?:0?[1-9]|[12]\\d|3\\d)';
const NUMBER = '(?:0?[1-9]|1\\d)';
const YEAR = '(?:1[89]\\d\\d|20\\d\\d)';

/** Day and month in any order and with any of the usual separators, also where OCR put a blank. */
const full = new RegExp(
  `(?<![\\d.,]|\\p{Lu})\\d{1,2}(?:\\s?[./]\\s?\\d{1,2}(?:\\s?[./]\\s?|\\s)(?:\\d{4}|\\d{2})|\\s?-\\s?\\d{1,2}\\s?-\\s?\\d{4})(?!\\d|(?<=\\s\\d\\d),\\d|(?<=\\s\\d\\d)\\.\\d{1,2}\\.)`,
  'gud',
);
const iso = new RegExp(`(?<!\\d)${YEAR}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?\\d{1,2}(?!\\d)`, 'gud');
const compact = new RegExp(`(?<!\\d)${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)`, 'gud');
const dayMonth = new RegExp(
  `(?<![\\d.,/])${DAY}\\.\\s?(?:0?[1-9]|1[0-2])\\.(?![ \\t]?\\d(?!\\.\\s\\p{Lu}|\\d?\\.\\d{1,2}\\.))`,
  'gud',
);
const MONTH_NAME = '(?:Januar|Jänner|Februar|März|April|Juni|Juli|September|Oktober|November|Dezember)';
/** Days whose month stands with the second of them: `vom 4. bis 18.10.`, `1. - 21. Juli`, `05.11-18.11.2024`. */
const sharedMonth = new RegExp(
  `(?<![\\d.,])(?<value>${DAY}\\.(?:\\s?${NUMBER}\\.?)?)\\s*(?:[-–/]|bis(?:\\szum)?|und|u\\.)\\s*${DAY}\\.\\s*(?:${NUMBER}\\.|${MONTH})`,
  'giud',
);
const monthAlone = new RegExp(
  `(?<!\\p{L})(?:${MONTH_NAME}|(?<=(?:im|seit|ab|bis|Ende|Anfang|Mitte)\\s)(?:Mai|August))(?!\\p{L})`,
  'gud',
);
const range = new RegExp(`(?<![\\d.,])${DAY}\\.?\\s?[-–]\\s?${DAY}\\.\\s?${NUMBER}\\.(?:\\s?\\d{2,4})?`, 'gud');
const words = new RegExp(
  `(?:(?<!\\d)${DAY}(?:\\.|st|nd|rd|th)?[\\s-]*)?(?<!\\p{L})${MONTH}\\.?(?:[\\s-]*(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?(?:${YEAR}|['’]\\d{2}|\\d{2}(?![\\d.,:])))`,
  'giud',
);
const ORDINAL =
  '(?:[Ee]rste[rn]?|[Zz]weite[rn]?|[Dd]ritte[rn]?|[Vv]ierte[rn]?|[Ff]ünfte[rn]?|[Ss]echste[rn]?|[Ss]iebte[rn]?|[Aa]chte[rn]?|[Nn]eunte[rn]?|[Zz]ehnte[rn]?|[Ee]lfte[rn]?|[Zz]wölfte[rn]?|(?:drei|vier|fünf|sech|sieb|acht|neun)zehnte[rn]?|(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?(?:zwanzig|dreißig)ste[rn]?)';
/** `dritten März 1948`, `12ten Mai`. */
const spoken = new RegExp(
  `(?<!\\p{L})(?:${ORDINAL}|\\d{1,2}(?:te[rn]?|ste[rn]?))\\s(?:${MONTH}(?!\\p{L})|(?:${ORDINAL}|\\d{1,2}(?:te[rn]?)?)\\s(?=${YEAR}))(?:\\s?${YEAR})?`,
  'gud',
);
const dayWord = new RegExp(
  `(?<!\\d)${DAY}\\.\\s*${MONTH}(?!\\p{L})|(?<![\\d.,])${DAY}\\s(?:${MONTH_NAME}|Mai|August)(?!\\p{L})`,
  'giud',
);
const monthYear = new RegExp(`(?<![\\d./,-])(?:0?[1-9]|1[0-2])\\s?[/.]\\s?${YEAR}(?!\\d)`, 'gud');
const shortMonthYear =
  /(?<![\d./,])(?:(?:0?[1-9]|1[0-2])\s?[-–]\s?)?(?:0?[1-9]|1[0-2])\/(?:\d{4}|\d{2})(?![\d/]|[.,]\d)/dgu;
/** `3/18 Lymphknoten`, `Apgar 9/10` and `NRS 2/10` are counts and scores. */
const countBefore =
  /(?:Apgar|NRS|VAS|VNS|GCS|Score|Skala|Visus|BBPS|RR|Kraft(?:grad)?|KG|MMST|MRC|PHQ|Stufe|pN\d?\w?|LK|Lymphknoten|Befall|Metastasen?|SpO2?)\s?[:=(]?\s*(?:von\s)?$/u;
const scoreBefore = /Apgar[\s:]*$/iu;
const countAfter =
  /^\s?(?:\)\s?)?(?:LK|HPF|Felder|Enterozyten|IEL|Portalfelder|Krypten|Lymphknoten|Lk|Knoten|Stanz|Proben?|Biops|Punkte|Pkt|Stück|Tabl|Tbl|mmHg|mg|ml|positiv|befallen|Sek|Zylinder|lymph|nodes|Kraft|Segment)/u;
const cuedYear = new RegExp(
  `(?:seit|ab|im Jahre?|Jahr|in|von|bis|vor|Anfang|Ende|Mitte|Jahrgang|Jg\\.|anno|since|from|\\()\\s*(?<value>${YEAR})(?![\\d.,]?\\d)`,
  'giud',
);
/** `S3-Leitlinie 2023`, `8. Auflage 2017`: when a book was printed. */
const PRINTED =
  '(?<!(?:Leitlinien?|Auflage|Aufl\\.|Klassifikation|Version|Konsensus|Konsens|Kriterien|[Gg]uidelines?|ESGE|BSG|AGA|ACG|DGVS|AWMF|nach (?:Rosemont|Wien|Tokyo|Atlanta|Chicago|Prag|Rom))(?:\\s\\(?|\\s(?:von|Stand|HCC|CED|KRK)\\s))';
const year = new RegExp(
  `${PRINTED}(?<![\\d.,/-])(?:19[0-9]\\d|20\\d\\d)(?![\\d/]|[.,]\\d|\\s?(?:(?:ml|mg|g|kg|cm|mm|kcal|µg|IE|U/l|Euro)(?!\\p{L})|€))`,
  'gud',
);
const birth =
  /(?:geb(?:oren)?\.?(?:\s*am)?|\*|DOB|D\.O\.B\.?|born(?: on)?|Geburtsdatum|Geb\.?-?\s?Dat(?:um)?\.?)\s*:?\s*(?<value>\d[\d.\s/-]{3,11}\d)/dgiu;
const weekday =
  /(?:Heiligabend|Silvester|Neujahr|Oster(?:sonntag|montag)|Pfingst(?:sonntag|montag)|Karfreitag|Rosenmontag|KW\s?\d{1,2})/dgu;

/** `6 9/12 Jahre`: years and months of a child. */
const isAge = (text: string, start: number, end: number) =>
  /^\d{1,2}\/12$/u.test(text.slice(start, end)) && /^\s?(?:Jahre?|J\.|LJ|Lj|-?jähr)/u.test(text.slice(end, end + 8));

/** Every shape of a date, valid or not: a 30.02. still is somebody's birth date with a typing mistake. */
export const dates: Detector = (text) => [
  ...spansOf(text, full, 'date', 0.95, 'date.full').filter(
    ({ start }) => !scoreBefore.test(text.slice(Math.max(0, start - 8), start)),
  ),
  ...spansOf(text, iso, 'date', 0.95, 'date.iso'),
  ...spansOf(text, compact, 'date', 0.7, 'date.compact'),
  ...spansOf(text, range, 'date', 0.8, 'date.range'),
  ...spansOf(text, words, 'date', 0.9, 'date.words'),
  ...spansOf(text, spoken, 'date', 0.9, 'date.words'),
  ...spansOf(text, dayWord, 'date', 0.9, 'date.words'),
  ...spansOf(text, dayMonth, 'date', 0.7, 'date.day-month'),
  ...spansOf(text, monthYear, 'date', 0.8, 'date.month-year'),
  ...spansOf(text, shortMonthYear, 'date', 0.7, 'date.month-year').filter(
    ({ start, end }) =>
      !countBefore.test(text.slice(Math.max(0, start - 24), start)) &&
      !countAfter.test(text.slice(end, end + 16)) &&
      !isAge(text, start, end),
  ),
  ...spansOf(text, sharedMonth, 'date', 0.8, 'date.range'),
  ...spansOf(text, monthAlone, 'date', 0.5, 'date.month'),
  ...spansOf(text, cuedYear, 'date', 0.7, 'date.year'),
  ...spansOf(text, year, 'date', 0.5, 'date.year'),
  ...spansOf(text, birth, 'date', 0.98, 'date.birth'),
  ...spansOf(text, weekday, 'date', 0.5, 'date.feast'),
];

const old =
  /(?<!\d)(?<value>9\d|1[01]\d)(?=[\s-]*(?:-?j(?:ä|ae)hr|Jahre|J\.|j\.|J(?=[,;)\s]|$)|a\.(?=[,;)\s]|$)|LJ|Lj|Lebensjahr|years?[ -](?:old|of age)|y\/?o|yrs?))/dgiu;

const oldInWords =
  /(?<!\p{L})(?:\p{L}{3,6}und)?neunzig(?=[\s-]?jährig|\sJahre)|(?<!\p{L})(?:ein)?hundert\p{Ll}{0,14}(?=-?jährig|\sJahre\salt)/dgiu;
const mayBeOldInWords = /neunzig|hundert/iu;
const stated = /(?:Alter|Age)\s?:?\s?(?<value>9\d|1[01]\d)(?![\d.,%])/dgu;

const reached =
  /(?:im Alter von|Alter:?|aged?|mit|(?:died|dying|deceased|passed away|lived to|reached)(?: at| to)?(?: the age of)?)\s(?<value>9\d|1[01]\d)(?=\s*(?:Jahren|J\.|a\.|LJ|\(?an\s|verstorben|gestorben|years|and\s|[),;.\n]))/dgu;

/** Ages over 89 point at few people. */
export const ages: Detector = (text) => [
  ...spansOf(text, old, 'age', 0.9, 'age.over-89'),
  ...(mayBeOldInWords.test(text) ? spansOf(text, oldInWords, 'age', 0.7, 'age.over-89') : []),
  ...spansOf(text, stated, 'age', 0.9, 'age.over-89'),
  ...spansOf(text, reached, 'age', 0.7, 'age.over-89'),
];
