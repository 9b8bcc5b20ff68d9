import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { NUMBER_WORD } from '../numbers/number-words.js';

/** Street and number written as one word. */
const gluedStreet =
  /(?<!\p{L})(?:\p{Lu}[\p{L}-]{2,25}[Ss]tr\.|\p{Lu}\p{Ll}{2,22}(?:straße|strasse|weg|gasse|platz|allee|ring))\d{1,3}\s?(?:[a-f](?!\p{L}))?(?![\d.,]\d)/dgu;
const postcode = /(?<![\p{L}\d-])(?:A|AT|CH|D|DE|L|FL|NL|B|F|I|CZ|PL)-\d{4,5}(?![\d\p{L}-])/dgu;
/** On a label everything is in capitals. */
const label = /(?<![\p{L}\d.,-])\d{5}\s(?<town>\p{Lu}{4,}(?:[ -]\p{Lu}{2,}){0,3})(?![\p{L}])/dgu;
const shortened =
  /(?<!\p{L})(?:Schwäb|Hess|Bayer|Bayr|Fränk|Sächs|Württ|Thür|Westf|Märk|Preuß)\.\s(?!(?:Uni|Land|Amt)(?!\p{L}))\p{Lu}\p{Ll}{2,}/dgu;
const farm = /(?<!\p{L})(?:Haus|Hof)\s(?:Nr\.\s?\d{1,4}|\p{Lu},\sZi(?:mmer|\.)?\s?\d{1,4})(?!\d)/dgu;
/** The house number in words behind a street. */
const spokenNumber = new RegExp(
  `(?<!\\p{L})\\p{Lu}[\\p{L}-]{2,25}(?:straße|strasse|gasse|[Pp]latz|[Ww]eg|allee|[Rr]ing|ufer|damm)\\s${NUMBER_WORD}(?!\\p{L})(?=\\s*(?:[.,;\\n]|$|Komma|Punkt|Absatz|in\\s))`,
  'dgu',
);

/** Streets, postcodes and towns by how they are written: as one word, in capitals, cut short, told in words. */
export const shapedAddresses: Detector = (text) => [
  ...spansOf(text, gluedStreet, 'street', 0.8, 'street.suffix'),
  ...spansOf(text, postcode, 'postcode', 0.8, 'postcode.country'),
  ...spansOf(text, label, 'city', 0.7, 'city.postcode'),
  ...spansOf(text, shortened, 'city', 0.6, 'city.shortened'),
  ...spansOf(text, farm, 'street', 0.6, 'street.number'),
  ...spansOf(text, spokenNumber, 'street', 0.7, 'street.spoken'),
];
