import { isMedicalWord } from '../words/compounds.js';
import type { Detector } from './match.js';
import { spansOf } from './match.js';

const CAPITALS = "(?![IVX]+(?!\\p{L}))\\p{Lu}[\\p{Lu}\\p{M}'’]+(?:-\\p{Lu}[\\p{Lu}\\p{M}'’]+)*";
const SEX = '(?:\\(?[MWFDmwfd]\\)?|männl(?:ich|\\.)|weibl(?:ich|\\.)|male|female)';
const DATE = '\\(?(?:\\*|\\d{1,2}\\s?[./-]\\s?(?:\\d{1,2}|\\p{L}{3,9})\\s?[./-]\\s?\\d{2}|(?:19|20)\\d\\d(?!\\d))';
/** `DOĞAN, AYŞE  W  01.01.1974` */
const inCapitals = new RegExp(
  `(?<![\\p{L}\\d-])(?<value>${CAPITALS}(?:\\s${CAPITALS})?,\\s?${CAPITALS}(?:\\s${CAPITALS})?)(?=\\s{1,8}(?:${SEX}\\s{1,8})?${DATE})`,
  'dgu',
);
/** `Herbst, K. *1961`; and alone on its line. */
const withInitial = new RegExp(
  `(?<![\\p{L}\\d-])(?<value>\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?,\\s\\p{Lu}\\.)(?=\\s{1,8}(?:${SEX}\\s{1,8})?(?:${DATE}|\\*|geb|\\d{2}er\\s|\\d{1,3}\\s?[Jj](?:\\.|a)))|(?<=^[ \\t]*)(?<alone>\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?,\\s\\p{Lu}\\.)(?=[ \\t]*$)`,
  'dgmu',
);

/** Family name first, and what only a person has behind it: a sex, a birth date. */
export const turnedNames: Detector = (text) => [
  ...spansOf(text, inCapitals, 'name', 0.85, 'name.turned').filter(
    ({ start, end }) =>
      !text
        .slice(start, end)
        .split(/[\s,]+/u)
        .every((word) => isMedicalWord(word.toLowerCase())),
  ),
  ...[...text.matchAll(withInitial)].map((match) => {
    const [start, end] = (match.indices!.groups!['value'] ?? match.indices!.groups!['alone'])!;
    return { start, end, label: 'name' as const, confidence: 0.7, reason: 'name.turned' };
  }),
];
