import { isFormLabel } from '../../words/form-labels.js';
import { isOrdinaryWord, isWrittenWord } from '../../words/ordinary-words.js';
import { isMedicalWord } from '../../words/compounds.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

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
  `(?<![\\p{L}\\d-])(?<value>\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?,\\s\\p{Lu}\\.)(?=\\s{1,8}(?:${SEX}\\s{1,8})?(?:${DATE}|\\*|geb|\\d{2}er\\s|\\d{1,3}\\s?[Jj](?:\\.|a)))|(?<=^[ \\t]*(?:\\d{1,2}\\.\\s?\\d{1,2}\\.\\d{2,4}\\s)?)(?<alone>\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?,\\s\\p{Lu}\\.)(?=[ \\t]*$)`,
  'dgmu',
);

/** In a list, in front of the number under which a hospital has somebody. */
const numbered = /(?<![\p{L}\d-])(?<value>\p{Lu}[\p{L}'’]+\s\p{Lu}[\p{L}'’]+)(?=\s\(?\p{Lu}{1,3}\d{5,9}(?!\d))/dgu;
const initials = /(?<=(?:Initialen|Initials)\s?:?\s)\p{Lu}[-.\s]{0,2}(?:\p{Lu}[-.]{0,2}){1,3}(?![\p{L}\d])/dgu;

const ITEM = "\\p{Lu}[\\p{L}'’]{2,}(?:-\\p{Lu}\\p{L}+)?";
/** A line of nothing but names: `Brandl · Homayoun · Kurz` */
const row = new RegExp(`(?<=^[ \\t]*)${ITEM}(?:\\s[·•|]\\s${ITEM}){1,7}(?=[ \\t]*$)`, 'dgmu');
/** Behind what somebody does, cut short. */
const shortLabel = new RegExp(
  `(?<!\\p{L})(?:Anästh|Anä|Instr|Spr(?:inger|g)?|Op(?:erat)?|Ass|Zuw|Überw|Einw|Verf|Dikt|Befr|Pfl|Dolm|Präp|Tech|Unters)\\.?:\\s{1,3}(?<value>${ITEM}(?:\\s?[/,]\\s?${ITEM}){0,2})`,
  'dgu',
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
  ...spansOf(text, numbered, 'name', 0.6, 'name.numbered').filter(({ start, end }) =>
    text
      .slice(start, end)
      .split(/\s/u)
      .every((word) => !isWrittenWord(word) && !isFormLabel(word)),
  ),
  ...spansOf(text, row, 'name', 0.6, 'name.row').filter(({ start, end }) => {
    const items = text.slice(start, end).split(/\s[·•|]\s/u);
    return items.filter((item) => !isOrdinaryWord(item)).length * 2 >= items.length;
  }),
  ...spansOf(text, shortLabel, 'name', 0.7, 'name.label').filter(
    ({ start, end }) => !isWrittenWord(/^[^\s/,]+/u.exec(text.slice(start, end))![0]),
  ),
  ...spansOf(text, initials, 'name', 0.7, 'name.initials'),
  ...matchesOf(text, withInitial).map((match) => {
    const [start, end] = (match.indices!.groups!['value'] ?? match.indices!.groups!['alone'])!;
    return { start, end, label: 'name' as const, confidence: 0.7, reason: 'name.turned' };
  }),
];
