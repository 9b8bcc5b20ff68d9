import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const NO_MEASURE =
  '(?![\\p{L}\\d]|[.,]\\d|\\s?(?:mm|cm|mg|ml|x|%|h|Tage?|Wochen?|Stunden?|Std|Monate?|Jahre?|Zyklen|days?|weeks?)(?!\\p{L}))';
/** In capitals or without any, with a word for the kind of ward between. */
const cued = new RegExp(
  `(?<!\\p{L})(?:station|stat\\.|ward|zimmer|zi\\.?|bett|raum|saal|kabine|bed|bay|room)\\s(?:(?:[a-zäöü]{2,9}\\.?|intensiv)\\s)?(?<value>\\d{1,4}\\p{L}?(?:\\s(?:nord|süd|ost|west|links|rechts))?)${NO_MEASURE}`,
  'dgiu',
);
/** In front of whoever lies there: `Z1: darf essen`, `Z 12F:` */
const room = /(?<=^[ \t]*)Z(?:i|immer)?\.?\s?\d{1,3}[FTMLRW]?(?=:\s(?!\d))/dgmu;
/** `Sie lag auf der 41.` */
const lay =
  /(?<!\p{L})(?:[Ll]ieg(?:t|en)|[Ll]ag(?:en)?|[Kk]ommt|[Kk]am|[Zz]urück)\s(?:auf|von)\sder\s(?<value>\d{1,3}\p{L}?)(?=\s*[.,;)\n]|\s*$)/dgu;
const fromThere = new RegExp(
  `(?<!\\p{L})(?:von|auf|aus)\\sder\\s(?<value>\\d{1,2}\\s?[a-fA-F])(?=\\s*(?:[,;.)?!\\n]|$))`,
  'dgu',
);
const towards = /(?<=(?:->|→|=>)\s?)\p{Lu}\d{1,2}(?:\.\d)?(?=\s?[/,\n]|\s*$)/dgu;
const sentBy =
  /(?<=(?:[Zz]uweisend|[Aa]nfordernd|[Ee]inweisend|[Kk]ommt von|[Zz]urück an|[Aa]nford\.)\s(?:Stelle\s)?)\p{Lu}?\d{1,2}(?:\.\d{1,2})?(?=\s?[/,;\n]|\s*$)/dgu;

const behindComma = /(?<=,\s)Z(?:i|immer)?\.?\s\d{1,3}(?:\.\d{1,3})?(?=\s*(?:[,;\n]|$))/dgu;
const behindNumber = /(?<=\d{5,}\s?\/\s?)\p{Lu}{1,3}\d{1,2}(?![\p{L}\d])/dgu;

const pointed =
  /(?<!\p{L})(?:STATION|Station|Stat\.|ZIMMER|Zimmer|Zi\.?|RAUM|Raum|R|Rm|Room|Ebene)\s?:?\s(?<value>\p{Lu}{0,2}\d{1,2}\.\d{1,3})(?![\d.,]|\s?(?:mm|cm|mg|ml|g|l|s)(?!\p{L}))/dgu;
const roman =
  /(?<!\p{L})(?:auf|von|nach|Station|Stat\.)\s(?:der\s|die\s)?(?<value>(?:Med|Chir|Inn|Innere|Gyn|Uro|Neuro|Päd|HNO|Psych|Kard|Gastro|Onko)\.?\s[IVX]{1,4})(?![\p{L}\d])/dgu;

/** Wards and beds as colleagues call them to each other. */
export const handedOver: Detector = (text) => [
  ...spansOf(text, cued, 'id', 0.6, 'id.ward').filter(
    ({ start }) => !/(?:[Ll]ymphknoten|LK)[-\s]\p{L}*\s?$/u.test(text.slice(Math.max(0, start - 28), start)),
  ),
  ...spansOf(text, room, 'id', 0.6, 'id.ward'),
  ...spansOf(text, lay, 'id', 0.6, 'id.ward'),
  ...spansOf(text, fromThere, 'id', 0.6, 'id.ward'),
  ...spansOf(text, behindComma, 'id', 0.6, 'id.ward'),
  ...spansOf(text, behindNumber, 'id', 0.6, 'id.ward'),
  ...spansOf(text, pointed, 'id', 0.6, 'id.ward'),
  ...spansOf(text, roman, 'id', 0.6, 'id.ward'),
  ...spansOf(text, towards, 'id', 0.6, 'id.ward'),
  ...spansOf(text, sentBy, 'id', 0.6, 'id.ward'),
];
