import type { Span } from '../../span.js';
import { withSmallLetters } from '../../text/small-letters.js';
import { clinics } from '../houses/clinics.js';
import { groupedHouses } from '../houses/grouped-houses.js';
import { organisations } from '../houses/organisations.js';
import { sites } from '../houses/sites.js';
import type { Detector } from '../match.js';
import { cuedNames } from './cued-names.js';
import { degrees } from './degrees.js';
import { names } from './names.js';

const perhaps = /\p{Lu}{4}/u;
/** Found by a cue or a shape: a list alone would take the short words between capitals for names. */
const told: readonly Detector[] = [names, cuedNames, degrees, organisations, clinics, sites, groupedHouses];

/** People and houses in lines that are in nothing but capitals, found as if they were written with small letters. */
export const shouted: Detector = (text): Span[] => {
  if (!perhaps.test(text)) return [];
  const lower = withSmallLetters(text);
  if (lower === text) return [];
  return told
    .flatMap((detect) => detect(lower))
    .filter(({ start, end }) => lower.slice(start, end) !== text.slice(start, end));
};
