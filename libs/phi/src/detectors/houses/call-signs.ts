import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** `NEF Kufstein 1`, `RTW 2/83-1`, `Christophorus 4`: which ambulance came tells where from. */
const ambulance =
  /(?<!\p{L})(?:(?:NEF|RTW|NAW|KTW|NAH|ITW|RTH|ITH)\s(?:\p{Lu}\p{Ll}{2,}(?:[- ]\p{Lu}\p{Ll}+)?\s\d{1,3}(?:[/-]\d{1,3}){0,3}|\d{1,3}(?:[/-]\d{1,3}){1,3})|(?:Christophorus|Christoph|Florian|Akkon|Sama|Johannes|Pelikan)\s(?:\p{Lu}\p{Ll}{2,}\s)?\d{1,3}(?:[/-]\d{1,3}){0,3})(?![\p{L}\d]|\s?(?:Minuten|Min|min|Uhr|km|Stunden)(?!\p{L}))/dgu;
/** `901.337.12`: parted by points, and neither thousands nor a date. */
const dotted = /(?<![\d.,\p{L}])\d{3}\.\d{3}\.\d{2}(?![\d.,]|\p{L}|\s?%)/dgu;

export const callSigns: Detector = (text) => [
  ...spansOf(text, ambulance, 'id', 0.6, 'id.call-sign'),
  ...spansOf(text, dotted, 'id', 0.6, 'id.dotted'),
];
