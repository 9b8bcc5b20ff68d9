import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const CUE =
  '(?:Tel(?:efon)?(?:nummer|nr)?|Fon|Phone|Mobil(?:tel|nummer)?|Handy(?:nummer)?|Hdy|Fax|Telefax|Ruf(?:nummer|nr)?|Hausruf|Haustel|Sekr(?:etariat)?|Durchwahl|DW|Dw|App(?:arat)?|N[Ss]t|Nbst|Nebenst(?:elle)?|Klappe|Kl|Sucher|Pieps(?:er)?|Pager|Funk|DECT|Intern|Pforte|Zentrale|Notruf|Hotline|Anmeldung|Terminvergabe|Rückfragen|Rückruf|[Ee]rreichbar|AB|WhatsApp|Signal|SMS|priv(?:at)?|dienstl(?:ich)?|mobil|tel|fax|telefonisch)';
/** Behind a cue a reader's letters are digits: `Tel o5221-44 1O 2`. */
const misread = new RegExp(
  `(?<!\\p{L})${CUE}\\.?\\s?[:/]?\\s{0,3}(?:Nr\\.?\\s?)?(?<value>(?=[\\doOlI ()/.–-]*[oOlI])(?=(?:[oOlI ()/.–-]*\\d){3})[+(]?[\\doOlI](?:[ ()/.–-]{0,3}[\\doOlI]){3,17})(?![\\p{L}\\d])`,
  'dgu',
);
/** Digits in groups behind a cue, with the extension behind them: `3 41 App. 22`. */
const grouped = new RegExp(
  `(?<!\\p{L})${CUE}\\.?\\s?[:/]?\\s{0,3}(?:Nr\\.?\\s?)?(?<value>[+(]{0,2}\\d(?:[ ()/.–-]{0,3}\\d){2,17}(?:[ ,]{1,2}(?:App(?:arat)?|Nst|Nbst|DW|Dw|Kl|Klappe|Durchwahl|int)\\.?\\s?\\d{1,5})?)(?![\\d]|[.,]\\d|\\s?(?:mm|cm|ml|mg|kg|%|Uhr|h(?!\\p{L})|Tage|Wochen))`,
  'dgu',
);
/** Of a house's own exchange. */
const extension =
  /(?<!\p{L})(?:App(?:arat)?|Hausruf|Haustel|N[Ss]t|Nbst|Nebenst(?:elle)?|Klappe|DW|Dw|Durchwahl|DECT|Pieps(?:er)?|Pager|Sucher|Funk)\.?\s?:?\s?(?:Nr\.?\s?)?(?<value>[-–]?\s?\d{2,6}(?:\s\d{1,4})?)(?![\d]|[.,/]\d|\s?(?:mm|cm|ml|mg|kg|%))/dgu;
/** The area's digits in pairs: `(0 99 31) 8 99-41`, `09 11 / 44 01-0`. */
const paired =
  /(?<![\d.,/-])(?:\(0(?:\s?\d){2,5}\)\s?(?:[/–-]\s?)?\d(?:[\s/.–-]{0,2}\d){2,10}|0(?:\s?\d){2,5}\s?[/–-]\s?\d(?:[ .–-]{0,3}\d){2,10})(?![\d]|[.,]\d|\s?(?:mm|cm|ml|mg|kg|%|Uhr))/dgu;
/** Without the area's: `unter 4 21 09 zu erreichen`. */
const local =
  /(?<=(?<!\p{L})(?:unter|[Rr]uf|☎|☏|📞)\s(?:der\s)?)\d{1,4}(?:[ /-]\d{1,4}){1,5}(?![\d]|[.,]\d|\s?(?:mm|cm|ml|mg|kg|g|l|h|%|°|IE|mmHg|Uhr|Tage|Wochen|Stunden|Jahre)(?!\p{L})|\s?[%°/])/dgu;
/** A reader took letters for digits, between strokes and with as many digits as a number to call: `0l51/2339 8O1`. */
const misreadAlone =
  /(?<![\p{L}\d.,/-])(?=[\dOlI ()/–-]*[OlI])(?=(?:[OlI ()/–-]*\d){6})[0O](?:\s?[\dOlI]){2,5}\s?[/–-]\s?[\dOlI](?:[ –-]?[\dOlI]){3,9}(?![\p{L}\d]|[.,]\d)/dgu;
/** Abroad: `0048 601 220 47 9`. */
const abroad = /(?<![\d.,/-])00[1-9]\d{0,2}[\s/-](?:\(0\)\s?)?\d(?:[\s/-]?\d){5,12}(?![\d]|[.,]\d)/dgu;

/** Numbers that one can call, as people and readers of scans write them. */
export const phones: Detector = (text): Span[] => [
  ...spansOf(text, misread, 'phone', 0.8, 'phone.misread'),
  ...spansOf(text, grouped, 'phone', 0.8, 'phone.cue').filter(({ start, end }) => !isDate(text.slice(start, end))),
  ...spansOf(text, extension, 'phone', 0.7, 'phone.extension'),
  ...spansOf(text, local, 'phone', 0.6, 'phone.cue').filter(
    ({ start, end }) => text.slice(start, end).replaceAll(/\D/gu, '').length > 3,
  ),
  ...spansOf(text, paired, 'phone', 0.7, 'phone.shape'),
  ...spansOf(text, misreadAlone, 'phone', 0.6, 'phone.misread'),
  ...spansOf(text, abroad, 'phone', 0.8, 'phone.shape'),
];

const isDate = (value: string) => /^\d{1,2}\.\d{1,2}\.(?:\d{2,4})?/u.test(value);
