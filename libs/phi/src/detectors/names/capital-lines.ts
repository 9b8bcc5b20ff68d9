import type { Span } from '../../span.js';
import { bodies } from '../houses/bodies.js';
import { clinics } from '../houses/clinics.js';
import { firms } from '../houses/firms.js';
import type { Detector } from '../match.js';
import { organisations } from '../houses/organisations.js';
import { matchesOf } from '../../text/matches-of.js';

/** Words in nothing but capitals, side by side: a letterhead. */
const run = /(?<![\p{L}\d])\p{Lu}{4,}[\p{Lu}.-]*(?:[ ]+(?:\p{Lu}[\p{Lu}.&-]*|&|\d{1,3}))*(?![\p{Ll}])/gu;
const small = /^(?:AM|AN|DER|DIE|DAS|DES|DEM|DEN|IM|IN|ZUM|ZUR|ZU|VON|VOM|UND|FÜR|BEI|BEIM|OB|AUF)$/u;

/** Houses and bodies in capitals, found as if they were written with small letters. Every offset stays. */
export const capitalLines: Detector = (text): Span[] =>
  matchesOf(text, run).flatMap(({ index, 0: found }) => {
    if (!found.includes(' ')) return [];
    const lower = found.replaceAll(/\p{Lu}+/gu, (word) => {
      const folded = small.test(word)
        ? word.toLowerCase()
        : word.length < 4
          ? word
          : word.charAt(0) + word.slice(1).toLowerCase();
      return folded.length === word.length ? folded : word;
    });
    return [organisations, clinics, bodies, firms]
      .flatMap((detect) => detect(lower))
      .map((span) => ({ ...span, start: span.start + index, end: span.end + index }));
  });
