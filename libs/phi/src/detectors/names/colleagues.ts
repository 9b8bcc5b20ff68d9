import { isMedicalWord } from '../../words/compounds.js';
import { isFormLabel } from '../../words/form-labels.js';
import { isGuarded } from '../../words/guard.js';
import { lastName } from '../../words/last-names.js';
import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD = "\\p{Lu}[\\p{L}'’]{2,}(?:-\\p{Lu}[\\p{L}'’]+){0,2}";
/** Before a rank cut short: `Adelfisch, OÄ`. */
const ranked = new RegExp(`(?<![\\p{L}\\d-])${WORD}(?=,\\s(?:L?O[AÄ]|C[AÄ])(?![\\p{L}]|\\s?\\d))`, 'dgu');
/** One colleague, one lawyer: behind several stands what they are. */
const colleague = new RegExp(
  `(?:(?:den|dem|der|des|vom|beim|unser(?:e[nmrs])?|Ihr(?:e[nmrs])?)\\sKolleg(?:en|in)|RAin|Rechtsanwält(?:in)?|Notarin?|RA(?=\\s\\p{Lu}\\.))[ ](?<value>(?:\\p{Lu}\\.\\s)?${WORD})`,
  'dgu',
);
const plural =
  /(?:ologen|iater|chirurgen|ärzte|ärztinnen|innen|isten|therapeuten|peuten|mediziner|pfleger|chirurgie|medizin|logie)$/iu;
/** Two authors behind a date: `12.02.2019 (Jung/Klein)`. */
const authors = /(?<=\d{2}\.?\s\()(?<value>(?<one>\p{Lu}\p{Ll}{2,})\s?\/\s?(?<two>\p{Lu}\p{Ll}{2,}))(?=\))/dgu;

/** Physicians by a rank behind their name, colleagues, lawyers, and the authors of an earlier letter. */
export const colleagues: Detector = (text): Span[] => [
  ...spansOf(text, ranked, 'name', 0.8, 'name.rank').filter((span) => isSomebody(text, span)),
  ...spansOf(text, colleague, 'name', 0.7, 'name.cue').filter(
    (span) => !plural.test(text.slice(span.start, span.end)) && !isFormLabel(text.slice(span.start, span.end)),
  ),
  ...matchesOf(text, authors).flatMap((match) => {
    const { one = '', two = '' } = match.groups!;
    const [start, end] = match.indices!.groups!['value']!;
    const areNames = [one, two].every(
      (word) => lastName(word) !== 'no' && !isMedicalWord(word.toLowerCase()) && !isFormLabel(word),
    );
    return areNames ? [{ start, end, label: 'name' as const, confidence: 0.6, reason: 'name.authors' }] : [];
  }),
];

function isSomebody(text: string, { start, end }: Span): boolean {
  const word = text.slice(start, end);
  const isName = ['unknown', 'formed'].includes(wordKind(word)) || lastName(word) === 'yes';
  return isName && !isMedicalWord(word.toLowerCase()) && !isFormLabel(word) && !isGuarded(text, start, end);
}
