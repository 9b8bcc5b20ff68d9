import { firstName } from '../../words/first-names.js';
import { isFormLabel } from '../../words/form-labels.js';
import { isMedicalWord } from '../../words/compounds.js';
import { lastName } from '../../words/last-names.js';
import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD = "\\p{Lu}\\p{Ll}[\\p{L}'’]*(?:-\\p{Lu}[\\p{L}'’]+)?";
const DATE = '(?:\\(?\\*|geb|\\d{1,2}\\s?[./-]\\s?(?:\\d{1,2}|\\p{L}{3})\\s?[./-]\\s?\\d{2}|(?:19|20)\\d\\d-\\d\\d)';
/** `KLEIN, Karla 1979-12-01`, `BERG Anna 12.01.1980`: only the family name in capitals. */
const capitalsFirst = new RegExp(
  `(?<![\\p{L}\\d-])(?<value>(?<family>(?![IVX]+(?!\\p{L}))\\p{Lu}[\\p{Lu}'’]{2,}(?:-\\p{Lu}[\\p{Lu}'’]+)?),?\\s(?<first>${WORD})(?:\\s${WORD})?)(?=,?\\s{1,8}(?:\\(?[MWFDmwfd]\\)?,?\\s{1,8})?${DATE})`,
  'dgu',
);
/** What somebody is to the patient, cut short: a name follows, be it any word. */
const short = new RegExp(
  `(?<![\\p{L}-])(?:HA|HÄ|Hausarztpr\\.|\\d\\.\\sAss(?:istent(?:in|enz)?|\\.)|Geschw(?:ister|\\.)|Pfr\\.|Pfarrer|Physio|Ergo|Logo|Diakon|Kpl\\.|[Bb]efundet:|[Oo]periert:|[Gg]elesen:|[Aa]bgenommen:)\\s(?:Dr\\.\\s)?(?<value>${WORD})(?![\\p{L}.-])`,
  'dgu',
);
/** `Assistenz Stark, Hell`: the second and third of a row. */
const team = new RegExp(
  `(?<![\\p{L}-])(?:Operateure?|Op\\.|Assistenz|Assistenten|Ass\\.|Anästhesie|Instrumentierende?|Pflege|Team|Teilnehmer|Anwesend)\\s?:?\\s(?<value>${WORD}(?:(?:,|\\s?/)\\s${WORD}){1,5})(?=\\s*(?:[.;)]|\\n|$))`,
  'dgu',
);
/** `Der Ehemann Gernot Stark`: what somebody is to the patient, a first name, and a name that is a word. */
const relative = new RegExp(
  `(?<!\\p{L})(?:[Ee]he(?:mann|frau|partner(?:in)?)(?:es|s)?|[Gg]att(?:e|in|en)|[Ss]ohn(?:es)?|[Tt]ochter|[Bb]ruder(?:s)?|[Ss]chwester|[Ee]nkel(?:in|s)?|[Nn]ichte|[Nn]effen?|[Ss]chwager|[Ss]chwägerin|[Cc]ousine?|[Oo]nkel|[Tt]ante|[Oo]ma|[Oo]pa|[Mm]utter|[Vv]ater|Großmutter|Großvater|[Pp]artner(?:in)?|[Ll]ebensgefährt(?:e|in)|[Ff]reund(?:in)?|[Bb]etreuer(?:in)?|Bevollmächtigte[rn]?|[Vv]ormund)\\s(?<value>(?<first>\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?)\\s${WORD})(?![\\p{L}-])`,
  'dgu',
);
const particled = /(?<!\p{L})v\.\s?d\.\s\p{Lu}\p{L}{2,}(?!\p{L})/dgu;

const ends = /(?:ung|ion|keit|heit|tät|itis|ose|ie|ik)(?:en|s)?$/u;
const mayBeCalled = (word: string) =>
  firstName(word) === 'yes' ||
  lastName(word) === 'yes' ||
  !(isFormLabel(word) || isMedicalWord(word.toLowerCase()) || ends.test(word));

/** Names that are words of the language, told by where they stand. */
export const wordNames: Detector = (text): Span[] => [
  ...matchesOf(text, capitalsFirst).flatMap((match): Span[] => {
    const { first = '', family = '' } = match.groups!;
    const [start, end] = match.indices!.groups!['value']!;
    const isPerson =
      firstName(first.split('-')[0]!) !== 'no' || (match[0].includes(',') && wordKind(first) === 'unknown');
    return isPerson && !isMedicalWord(family.toLowerCase())
      ? [{ start, end, label: 'name', confidence: 0.8, reason: 'name.turned' }]
      : [];
  }),
  ...spansOf(text, short, 'name', 0.6, 'name.label').filter(({ start, end }) => mayBeCalled(text.slice(start, end))),
  ...spansOf(text, team, 'name', 0.6, 'name.label').flatMap((span) =>
    matchesOf(text.slice(span.start, span.end), /[^\s,/]+/gu).flatMap((found): Span[] =>
      mayBeCalled(found[0])
        ? [{ ...span, start: span.start + found.index, end: span.start + found.index + found[0].length }]
        : [],
    ),
  ),
  ...matchesOf(text, relative).flatMap((match): Span[] => {
    const [start, end] = match.indices!.groups!['value']!;
    return firstName(match.groups!['first']!) === 'yes'
      ? [{ start, end, label: 'name', confidence: 0.7, reason: 'name.relative' }]
      : [];
  }),
  ...spansOf(text, particled, 'name', 0.7, 'name.particle'),
];
