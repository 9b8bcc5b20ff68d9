import { isMedicalWord } from '../../words/compounds.js';
import { isFormLabel } from '../../words/form-labels.js';
import { lastName } from '../../words/last-names.js';
import { hasThingEnding, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD = "\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}[\\p{L}'’]+){0,2}";
const ROLE =
  '(?:NA|NÄ|RA|RS|NFS|RettAss|NotSan|HG|DA|DÄ|Not(?:arzt|ärztin)|Rettungs(?:assistent|sanitäter)(?:in)?|Notfallsanitäter(?:in)?|Konsiliar(?:ius|ia|arzt|ärztin|dienst)?|Konsilarzt|Ruf(?:dienst|bereitschaft)|Hintergrund(?:dienst)?|Bereitschaft(?:sarzt|särztin)?|Dienst(?:arzt|ärztin|habende[rn]?)|Spätdienst|Nachtdienst|Frühdienst|Tagdienst|Übergebende[rn]?|Aufnehmende[rn]?(?: Arzt| Ärztin)?)';
const behindRole = new RegExp(
  `(?<!\\p{L})${ROLE}\\s?:\\s{0,3}(?<value>(?:(?:\\p{Lu}\\.\\s?-?){1,2})?(?<name>${WORD})(?:,?\\s\\p{Lu}\\.|\\s${WORD}(?=\\s*(?:[,;)\\n/(]|$|\\s{2})))?)`,
  'dgu',
);

/** People by their part in a shift or a rescue, whose label needs its colon. */
export const onDuty: Detector = (text): Span[] =>
  matchesOf(text, behindRole).flatMap((match): Span[] => {
    const name = match.groups!['name']!;
    if (!mayBeSomebody(name)) return [];
    const [start, end] = match.indices!.groups!['value']!;
    return [{ start, end, label: 'name', confidence: 0.7, reason: 'name.on-duty' }];
  });

/** One part of a double name is enough. */
const mayBeSomebody = (name: string) =>
  name
    .split('-')
    .some(
      (part) =>
        (wordKind(part) !== 'written' || lastName(part) !== 'no') &&
        !isMedicalWord(part.toLowerCase()) &&
        !isFormLabel(part) &&
        (part.endsWith('isch') || !hasThingEnding(part.toLowerCase())),
    );
