import { isMedicalWord } from '../../words/compounds.js';
import { lastName } from '../../words/last-names.js';
import { hasThingEnding } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const called =
  /(?<=\p{L}[,)]?\s\(?)(?<cue>geborene[rn]?|geb\.|née|verwitwete[rn]?|verw\.|geschiedene[rn]?|gesch\.|verh\.|früher|vormals)\s(?<value>\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?)(?=\s*[.,;)\n]|\s*$)/dgmu;
/** Names that are also days, months and seasons. */
const calendar = /^(?:Winter|Herbst|Sommer|Frühling|Lenz|Mai|März|August|April|Sonntag|Montag|Freitag|Samstag)$/u;
const isBirth = /^(?:geb|née)/u;

/** `geborene Herbst`, `(früher Schwarz)`: what else somebody was called. */
export const birthNames: Detector = (text): Span[] =>
  matchesOf(text, called).flatMap((match): Span[] => {
    const { cue = '', value = '' } = match.groups!;
    const isCalledSo =
      calendar.test(value) ||
      (isBirth.test(cue)
        ? !isMedicalWord(value.toLowerCase()) && !hasThingEnding(value.toLowerCase())
        : lastName(value) !== 'no');
    if (!isCalledSo) return [];
    const [start, end] = match.indices!.groups!['value']!;
    return [{ start, end, label: 'name', confidence: 0.85, reason: 'name.birth' }];
  });
