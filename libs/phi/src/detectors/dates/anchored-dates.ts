import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const NOT_COUNTED =
  '(?![\\d.,:%°/+–-]?\\d|\\s?[%°+–]|\\s?-\\s?\\d|-[\\d\\p{L}]|\\s?(?:mm|cm|m|ml|l|dl|mg|g|kg|µ\\p{L}+|mcg|mmol|U|IE|IU|mmHg|kPa|Uhr|h|x|×|mal|Mal|Punkte?|Pkt|Tage?n?|Wochen?|Monate?n?|Jahre?n?|Std|Stunden?|Min|min|Sek|sec|Stühle|Stück|Tbl|Hübe|dB|dpt|ng|nl|fl|pg|Gy|Fr|Ch|Gpt|Tpt|ppb|LK|Lymph\\p{L}*|Knoten|SSW|Lj|LJ|J\\.|bar|kcal|kJ|pack|py|Mio|Zyklen|Zyklus|von|bis)(?!\\p{L}))';
const whole = new RegExp(
  `(?<![\\d.,])(?:${DAY}\\.\\s?(?<pointed>${MONTH})\\.|${DAY}(?<sign>[/-])(?<signed>${MONTH})[/-](?:19|20)?\\d{2}(?!\\d)|(?:19|20)\\d\\d-(?<iso>${MONTH})-\\d\\d)`,
  'gu',
);

/** `Fieber am Abend des 15.05`: two digits each. In columns such a number is a value. */
const pointed = new RegExp(
  `(?<=[\\p{L}).:,]\\s)(?:0[1-9]|[12]\\d|3[01])\\.(?<month>0[1-9]|1[0-2])${NOT_COUNTED}(?=\\s?[,;)]|[ \\t]?(?:\\n|$)|\\s\\p{L})`,
  'dgu',
);
/** `12.03 Aufnahme` begins an entry, if another begins so in its month. */
const entry =
  /(?=\d\d\.)(?<=^[ \t]*(?:[-–•*][ \t]?)?|[;|][ \t])(?:0[1-9]|[12]\d|3[01])\.(?<month>0[1-9]|1[0-2])(?=:?\s{1,3}\p{Lu}\p{L}{2,})/dgmu;
/** `Verbandswechsel 28.9`: behind what happens on a day. */
const happened = new RegExp(
  `(?<=(?<!\\p{L})(?:[Aa]m|[Vv]om|[Aa]b|[Dd]es|[Zz]um|[Dd]em|[Ss]eit|[Gg]eplant|[Ee]ntlassung|[Aa]ufnahme|[Ee]ntfernt|[Gg]elegt|[Gg]ezogen|[Gg]ewechselt|[Ee]ntlassen|[Vv]erlegt|Termin|OP|CT|MRT|Sono|Fäden|Drainage|\\p{L}{2,}(?:wechsel|termin|kontrolle|zug|skopie|tomie|graphie|grafie|entfernung|vorstellung|operation|untersuchung|verlegung|visite))\\s)${DAY}\\.(?<month>${MONTH})${NOT_COUNTED}(?=\\s?[,;)]|[ \\t]?(?:\\n|$)|\\s\\p{L})`,
  'dgu',
);
/** `CRP 15.5. 188`: a number follows. */
const beforeNumber = new RegExp(
  `(?<![\\d.,/]|(?:Punkt|Kapitel|Abschnitt|Ziffer|Nr\\.|Absatz)\\s)${DAY}\\.(?<month>${MONTH})\\.(?=[ \\t]{1,4}\\d)`,
  'dgu',
);
/** `Stroboskopie 14/05`: a count is written without a nought in front. */
const stroked = new RegExp(
  `(?<![\\p{L}\\d.,/:(-]|(?:Apgar|NRS|VAS|Visus|Score|Kraft|RR|BBPS|LK|Befall)\\s{0,2})(?:(?:[12]\\d|3[01])/0(?<month>[1-9])|0[1-9]/(?<other>0[1-9]|1[0-2]))${NOT_COUNTED}`,
  'dgu',
);
/** `nächster 2.12`, where decimals are written with a comma: then a point parts day and month. */
const betweenPoints = new RegExp(
  `(?<![\\d.,/:+–-])(?<!(?:Nr\\.?|Version|Kapitel|Abschnitt|Punkt|Ziffer|Abb\\.|Tab\\.|Station|Stat\\.?|Zi\\.?|Zimmer|Raum|ITS|Score|Stufe|Ebene|V|§|auf|um|von|bei|mit|ca\\.|etwa|über|unter)\\s)(?<=\\p{L}[.)]?[:,;]?\\s\\(?|\\()(?=\\d{1,2}\\.\\d{2}|\\d{2}\\.\\d)${DAY}\\.(?<month>0[1-9]|1[0-2]|[1-9])${NOT_COUNTED}(?=\\s?[,;):]|\\.?[ \\t]?(?:\\n|$)|\\s(?:\\p{L}|\\(|\\d{1,2}(?::\\d\\d)?\\s?(?:h|Uhr)(?!\\p{L})))`,
  'dgu',
);
const comma = /\d,\d/u;
const decimalPoint =
  /(?<![\d.])\d{1,3}\.\d{1,2}(?!\d|\.)\s?(?:%|mm|cm|ml|mg|g|kg|l|dl|µ\p{L}+|mmol|U|IE|ng|nmol|fl|pg|\/)(?!\p{L})|\d\.\d{1,3}\s?[-–]\s?\d{1,3}\.\d{1,3}(?![\d.])|(?<![\p{L}\d.,/-])(?:0|3[2-9]|[4-9]\d|\d{3})\.\d{1,2}(?![\d.])/u;
/** The dates above the columns of values. */
const heading =
  /^[ \t]*\p{L}[\p{L} ./()-]{0,30}?(?:[ \t]{2,}|\t|[ \t]\|[ \t])(?<cells>(?:(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.?(?:[ \t]{2,}|\t|[ \t]\|[ \t]|[ \t]*$)){2,})/dgmu;
/** Where dates are written with hyphens or strokes throughout. */
const inItsWay = new RegExp(
  `(?<=(?<cue>(?<!\\p{L})(?:Lab(?:or)?|BGA|EKG|Rö(?:ntgen)?|CT|MRT|Sono|Echo|[Aa]m|[Vv]om|[Bb]is|[Aa]b|[Ss]eit|OP|WV|Kontrolle|Termin)\\s)|\\p{L}{2,}\\.?\\s\\(?)(?<day>${DAY})(?<sign>[/-])(?<month>${MONTH})${NOT_COUNTED}(?=\\s?[.,;:)]|[ \\t]?(?:\\n|$)|\\s\\p{L})`,
  'dgu',
);
const monthAndYear = /(?<![\p{L}\d.,/-])(?:0?[1-9]|1[0-2])-(?:19|20)\d\d(?![\p{L}\d]|[-/.]\d)/dgu;
const shortMonthAndYear = new RegExp(
  `(?<=\\p{L}{2,}\\.?\\s\\(?)(?<!(?:Tage?|Tag:|Woche|Zyklus|Zyklen|Bild|Serie|Seite|Grad|Stufe|Polyp\\p{L}*|von|mit|alle|Segment\\p{L}*|BWK|LWK|HWK|Rippe\\p{L}*|Score|PE|Nr\\.)\\s\\(?)(?:0?[1-9]|1[0-2])-\\d\\d${NOT_COUNTED}(?=\\s?[.,;:)]|[ \\t]?(?:\\n|$))`,
  'dgu',
);

/** Dates that lack a point or a year and could be a value, if a whole date of the text lies in their month or beside it. */
export const anchoredDates: Detector = (text): Span[] => {
  const spans = spansOf(text, monthAndYear, 'date', 0.6, 'date.month-year');
  const months = new Set<number>();
  const signs = new Set<string>();
  for (const { groups } of matchesOf(text, whole)) {
    const month = Number(groups!['pointed'] ?? groups!['signed'] ?? groups!['iso']);
    for (const near of [month, (month % 12) + 1, ((month + 10) % 12) + 1]) months.add(near);
    if (groups!['sign']) signs.add(groups!['sign']);
  }
  const entries = matchesOf(text, entry);
  const begun = new Map<string, number>();
  for (const { groups } of entries) begun.set(groups!['month']!, (begun.get(groups!['month']!) ?? 0) + 1);
  const isOfCourse = ({ groups }: RegExpExecArray) =>
    months.has(Number(groups!['month'])) || begun.get(groups!['month']!)! > 1;
  spans.push(...entries.filter(isOfCourse).map(spanOf), ...headingsIn(text));
  if (months.size === 0) return spans;
  const hasDecimalPoints = decimalPoint.test(text);
  const patterns = [
    ...[happened, beforeNumber, stroked],
    ...(hasDecimalPoints ? [] : [pointed]),
    ...(!hasDecimalPoints && (comma.test(text) || isHabit(text, months)) ? [betweenPoints] : []),
    ...(signs.size > 0 ? [inItsWay] : []),
  ];
  return [
    ...spans,
    ...patterns.flatMap((pattern) =>
      matchesOf(text, pattern)
        .filter(({ groups }) => months.has(Number(groups!['month'] ?? groups!['other'])))
        .filter(({ groups }) => pattern !== inItsWay || isNoRange(groups!, signs))
        .map(spanOf),
    ),
    ...(signs.has('-') ? matchesOf(text, shortMonthAndYear).map(spanOf) : []),
  ];
};

/** `2-3 mal`: a day before its month is the greater of both, or the text would tell of a range. */
const isNoRange = (groups: Record<string, string>, signs: ReadonlySet<string>) =>
  signs.has(groups['sign']!) && (Number(groups['day']) > 12 || groups['cue'] !== undefined);

/** Somebody who leaves the last point out does it again. */
const isHabit = (text: string, months: ReadonlySet<number>) =>
  matchesOf(text, betweenPoints).filter(({ groups }) => months.has(Number(groups!['month']))).length > 1;

/** One span for each cell; in a row of values they would not rise. */
function headingsIn(text: string): Span[] {
  return matchesOf(text, heading).flatMap((match) => {
    const [from] = match.indices!.groups!['cells']!;
    const cells = matchesOf(match.groups!['cells']!, /(?<day>\d\d)\.(?<month>\d\d)\.?/gu);
    const ranks = cells.map(({ groups }) => Number(groups!['month']) * 31 + Number(groups!['day']));
    const goOneWay = [1, -1].some((way) => ranks.every((rank, i) => i === 0 || (rank - ranks[i - 1]!) * way > 0));
    return goOneWay
      ? cells.map(({ index, 0: said }) => ({
          start: from + index,
          end: from + index + said.length,
          label: 'date' as const,
          confidence: 0.6,
          reason: 'date.heading',
        }))
      : [];
  });
}

const spanOf = (match: RegExpExecArray): Span => ({
  start: match.index,
  end: match.index + match[0].length,
  label: 'date',
  confidence: 0.6,
  reason: 'date.anchored',
});
