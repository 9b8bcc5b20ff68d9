import { regions as known } from '../../words/regions.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const word = /(?<![\p{L}-])\p{Lu}[\p{L}]{2,}(?:-\p{Lu}\p{L}+)?(?![\p{L}]|-\p{L})/dgu;
const several =
  /(?<![\p{L}-])(?:Vereinigte[ns]? (?:Staaten|Königreich|Arabische[n]? Emirate)|(?:Bosnien(?:-| und | u\. )Herzegowina)|Saudi-Arabien|Sri Lanka|Costa Rica|El Salvador|Burkina Faso|Sierra Leone|Neuseeland|Papua-Neuguinea|(?:Süd|Nord)korea|Elfenbeinküste|Kap Verde|San Marino|Trinidad und Tobago|Dominikanische Republik)(?!\p{L})/dgu;

/** Countries and lands: where somebody comes from, lives or works. */
export const regions: Detector = (text) => [
  ...spansOf(text, word, 'city', 0.5, 'city.region').filter(({ start, end }) => known().has(text.slice(start, end))),
  ...spansOf(text, several, 'city', 0.5, 'city.region'),
];
