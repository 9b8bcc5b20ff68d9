import { isFormLabel } from '../../words/form-labels.js';
import { hasThingEnding, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const NO_MEASURE =
  '(?![\\p{L}\\d]|[.,]\\d|\\s?(?:mm|cm|mg|ml|x|%|h|Tage?n?|Wochen?|Stunden?|Std|Monate?n?|Jahre?n?|Zyklen)(?!\\p{L}))';
const WARD = '(?:STATION|Station|Stat\\.|Wohnbereich|WOHNBEREICH|Wohngruppe|Pflegebereich|Pflegegruppe)';
/** `Station Sonnenblume`, `Wohnbereich „Lindenhof“`. */
const called = new RegExp(
  `(?<!\\p{L})${WARD}\\s?:?[ ](?:[„“"»](?<quoted>[^“”"«\\n]{2,30})(?=[“”"«])|(?<value>\\p{Lu}\\p{Ll}{3,}(?:-\\p{Lu}\\p{Ll}+)?)(?=\\s?[,.;)(/|]|\\s*(?:\\n|$)|\\s(?:verlegt|aufgenommen|gelegen|lag|liegt|betreut|behandelt|im|in|am|der|des)(?!\\p{L})))`,
  'dgu',
);
/** `Station Gastro-1`, `Station: Onko 42`. */
const counted = new RegExp(
  `(?<!\\p{L})${WARD}\\s?:?[ ](?<value>\\p{Lu}\\p{L}{2,14}(?:-| )\\d{1,3}(?:\\.\\d{1,2})?[a-zA-Z]?)${NO_MEASURE}`,
  'dgu',
);
/** `STATION: 11 B` */
const lettered = new RegExp(`(?<!\\p{L})${WARD}\\s?:\\s{0,3}(?<value>\\d{1,3}\\s?[a-zA-Z])(?![\\p{L}\\d])`, 'dgu');
const spoken =
  /(?<!\p{L})[Ss]tation\s(?<value>(?:eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:\s(?:\p{Ll}|[Aa]nton|[Bb]erta|[Cc]äsar|[Dd]ora)(?!\p{L}))?)(?=\s*[.,;)\n]|\s*$)/dgu;
/** `Abteilung C3` */
const department = /(?<!\p{L})(?:Abteilung|Abt\.|Einheit|Ebene)\s(?<value>\p{Lu}\d{1,3}[a-z]?)(?![\p{L}\d]|[.,]\d)/dgu;
const building = new RegExp(
  `(?<!\\p{L})(?<!(?:[Zz]u|[Nn]ach|[Vv]on|[Ii]m|[Ii]ns)\\s)(?:Haus|Gebäude(?:teil)?|Pavillon|Bettenhaus|Trakt)\\s(?<value>\\d{1,3}\\s?[a-zA-Z]?)${NO_MEASURE}|(?<!\\p{L})(?<wing>(?:Trakt|Gebäudeteil|Bettenhaus|Bauteil)\\s\\p{Lu}\\d{0,2})(?![\\p{L}\\d])`,
  'dgu',
);
const room =
  /(?<!\p{L})\p{Lu}\p{L}{3,}(?:raum|zimmer|saal|büro)(?:e?s)?[ ](?<value>\p{Lu}[ .-]?\d{1,2}\.\d{2,3}|\d{1,2}\.\d{3})(?![\p{L}\d]|[.,]\d|\s?(?:mm|cm|m|ml)(?!\p{L}))/dgu;

/** Wards, buildings and rooms that carry a name, or a name and a number. */
export const namedWards: Detector = (text): Span[] => [
  ...matchesOf(text, called).flatMap((match): Span[] => {
    const place = match.indices!.groups!['quoted'] ?? match.indices!.groups!['value']!;
    const isName = match.groups!['quoted'] !== undefined || mayBeCalled(match.groups!['value']!);
    return isName ? [ward(place)] : [];
  }),
  ...spansOf(text, counted, 'id', 0.6, 'id.ward'),
  ...spansOf(text, lettered, 'id', 0.6, 'id.ward'),
  ...matchesOf(text, building).map(({ indices }) => ward((indices!.groups!['value'] ?? indices!.groups!['wing'])!)),
  ...spansOf(text, spoken, 'id', 0.6, 'id.ward'),
  ...spansOf(text, department, 'id', 0.6, 'id.ward'),
  ...spansOf(text, room, 'id', 0.6, 'id.ward'),
];

/** A flower, a wind, a founder; nothing that happens on a ward or stands beside it in a form. */
const mayBeCalled = (word: string) =>
  wordKind(word) !== 'written' && !hasThingEnding(word.toLowerCase()) && !isFormLabel(word);

const ward = ([start, end]: readonly [number, number]): Span => ({
  start,
  end,
  label: 'id',
  confidence: 0.6,
  reason: 'id.ward',
});
