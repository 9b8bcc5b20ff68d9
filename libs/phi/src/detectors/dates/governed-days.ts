import { wordKind } from '../../words/ordinary-words.js';
import { isMedicalWord } from '../../words/compounds.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
/** An article, an adjective in no dative, a colon: a number in front of them counts nothing. */
const told = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om|[Zz]um)\\s(?<value>${DAY}\\.)(?=:|\\s(?:einen?|eine[mrs]?|der|die|das|den|kein[e]?[nmrs]?|\\p{Ll}{3,}(?:isch|lich|ig|al|är|iv|iert|tät|öse?)(?:e|es|er))(?!\\p{L}))`,
  'dgu',
);
/** `Am 11. Harnwegsinfekt`: what befalls somebody, at the beginning of a sentence. */
const befallen = new RegExp(
  `(?<=(?:^|[.!?;:]\\s|\\n)[ \\t]*)Am\\s(?<value>${DAY}\\.)(?=\\s(?<noun>\\p{Lu}\\p{L}+))`,
  'dgu',
);
const happens =
  /(?:infekt|fieber|sturz|schock|delir|krampf|anfall|infarkt|ileus|arrest|flimmern|schmerzen|erbrechen|durchfall|abfall|anstieg|verschluss|abszess|erguss|blutung|dyspnoe|kollaps|synkope|exitus|wechsel|beginn|ende|aufbau|abbruch|eintritt|austritt|besuch|gespräch|konsil|itis|ämie|embolie|thrombose|pneumonie|sepsis)$/iu;
const ENGLISH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const englishSpan = new RegExp(
  `(?<![\\d.,/])${DAY}(?:st|nd|rd|th)?(?=\\s?(?:to|and|until|–|-|&)\\s?${DAY}(?:st|nd|rd|th)?\\s(?:of\\s)?${ENGLISH}(?!\\p{L}))`,
  'dgu',
);

/** Days of a month that is understood, where grammar says that nothing is counted. */
export const governedDays: Detector = (text): Span[] => [
  ...spansOf(text, told, 'date', 0.6, 'date.day'),
  ...matchesOf(text, befallen).flatMap((match): Span[] => {
    const [start, end] = match.indices!.groups!['value']!;
    const noun = match.groups!['noun']!;
    const isEvent = happens.test(noun) && (isMedicalWord(noun.toLowerCase()) || wordKind(noun) !== 'unknown');
    return isEvent ? [{ start, end, label: 'date', confidence: 0.6, reason: 'date.day' }] : [];
  }),
  ...spansOf(text, englishSpan, 'date', 0.6, 'date.day'),
];
