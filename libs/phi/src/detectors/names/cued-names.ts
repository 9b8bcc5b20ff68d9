import { firstName } from '../../words/first-names.js';
import { isFormLabel } from '../../words/form-labels.js';
import { isGuarded, readsAsMedicine } from '../../words/guard.js';
import { lastName } from '../../words/last-names.js';
import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { DEGREE } from './degrees.js';
import { PARTICLES } from './particles.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD =
  "(?!(?:Dr|DDr|Prof|Fr|Hr|Frau|Herrn?|Dipl|Mag|Prim|OA|OÄ|CA|CÄ|PD)(?!\\p{L}))\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}[\\p{L}'’]+){0,2}";
const INITIAL = '(?:\\p{Lu}\\p{Ll}{0,4}\\.\\s?-?){1,3}';
const PERSON = `(?:${INITIAL})?(?:${PARTICLES}[ \\t])?${WORD}(?:[ \\t](?:${PARTICLES}[ \\t])?${WORD}){0,2}`;
const TITLES = `(?:(?:${DEGREE}|(?:Univ\\.-)?Prof\\.|D?Dr\\.|Prim\\.|Doz\\.|PD|OA|OÄ|CA|CÄ|FA|FÄ|AA|AÄ|LOA|LOÄ|Fr\\.|Hr\\.|Hrn\\.|Frau|Herrn?|Sr\\.|med\\.|Koll\\.)\\s*)*`;
/** Behind these stands a person, be the name a word of the language. */
const cue = new RegExp(
  `(?<!\\p{L})(?:(?:Fr|Hrn?|Frl|Fam|Frau|Herrn?)\\.?|(?<!\\d\\.\\s?)Gen\\.|Genoss(?:e|in)|Koll\\.|gez(?:eichnet)?\\.?:?|i\\.\\s?[VA]\\.|im Auftrag|in Vertretung|ppa?\\.|vid\\.|[Rr]ückspr(?:ache|\\.)(?:\\s(?:mit|m\\.))?|[Tt]el(?:efonat|\\.)\\s(?:mit|m\\.)|${DEGREE}(?:,?\\s(?:med|phil|nat|rer|sc|psych|hum|biol|univ|et)\\.?(?!\\p{L}))*|Dre?s\\.|Pfl\\.|Sr\\.|Schw\\.|[HF]Ä|[Ll]td\\.\\s(?:OA|OÄ|Arzt|Ärztin)|Dolm\\.|z\\.\\s?Hd?\\.(?:\\s?v\\.)?|c/o)\\s?:?\\s{1,3}(?<list>${TITLES}${PERSON}(?:(?:\\s?[/&+]\\s?|\\s(?:und|u\\.)\\s)${TITLES}${PERSON}){0,4})`,
  'gud',
);
/** What somebody is to somebody, and what somebody does; before a whole name. */
const role = new RegExp(
  `(?<!\\p{L})(?:\\p{L}{0,30}(?:[Aa]rzt(?:es)?|[Ää]rztin|therapeut(?:en|in)?|psycholog(?:en?|in)|[Ss]chwester|[Pp]fleger(?:in|s)?|[Hh]ebamme|[Bb]eauftragte[rn]?|[Bb]etreuer(?:in|s)?|[Aa]nwalt(?:s|es)?|[Aa]nwältin|[Bb]erater(?:in|s)?|[Hh]elfer(?:in|s)?|[Tt]rainer(?:in|s)?|[Ll]ehrer(?:in|s)?|[Ll]eiter(?:in|s)?|[Ll]eitung|[Aa]ssistent(?:en|in)?|[Rr]ichter(?:in|s)?|[Mm]anager(?:in|s)?|[Mm]eister(?:in|s)?|[Mm]itarbeiter(?:in|s)?|[Kk]olleg(?:en?|in)|[Pp]atient(?:en|in)?|[Ff]reund(?:in|es)?|[Mm]utter|[Vv]aters?|[Oo]nkels?|[Tt]ante|[Nn]achbar(?:n|in)?|[Bb]ewohner(?:in|s)?|[Ee]hrenamtliche[rn]?|[Pp]at(?:e|in)|[Vv]orsitzende[rn]?|[Oo]bmann|[Oo]bfrau|[Cc]hefin?|[Ii]nhaber(?:in|s)?|[Bb]egleiter(?:in)?|[Zz]eug(?:e|in)|[Ff]ahrer(?:in|s)?|[Pp]olizist(?:in|en)?|[Bb]eamt(?:er|en|in)|[Kk]ameraden?))\\s(?<first>${WORD})(?<rest>(?:\\s(?:${PARTICLES}\\s)?${WORD}){0,2})`,
  'gud',
);
/** A physician's rank cut short, and one word before the next person or the end of the line. */
const rank =
  /(?<![\p{L}-])(?:L?O[AÄ]|C[AÄ]|A[AÄ]|F[AÄ]|PJ)\s(?<value>\p{Lu}\p{Ll}{2,9}(?:-\p{Lu}\p{Ll}+)?)(?=\s?[,/&);]|\s(?:und|u\.)\s|[ \t]*(?:\n|$)|\s{2})/dgu;
const person = new RegExp(PERSON, 'gud');
const noName =
  /^(?:Koll\p{L}*|Nr|Doktor\p{L}*|Professor\p{L}*|Patient\p{L}*|Pat|\p{L}*(?:arzt|ärztin|ärzte|schwester|pfleger)|\p{L}+(?:klinik|abteilung|zentrum|praxis|ambulanz|station|hilfe|dienst)|Direktor\p{L}*|Chef\p{L}*|Ober\p{L}{4,}|Leit\p{L}*|Herr\p{L}*|Frau\p{L}*|Praxis|Klinik|Klinikum|Labor|Station|Ambulanz|Anamnese|Diagnosen?|Therapie|Befund\p{L}*|Untersuchung|Aufnahme|Tel|Telefon|Fax|Mail|Druck|Datum|Innere|Chirurgie|Medizin|Pathologie|Radiologie|Neurologie|Kardiologie|Urologie|Psych|Med|Ing|Anlagen?|Haus|Uni\p{L}*|Team|Amt|Familie|Verwaltung|Kinder|Frauen|Nachsorge|Kontrolle|Stellv\p{L}*)$/u;

/** Behind a cue the words of a name, ordinary ones as well, except offices and words that medicine alone has. */
export const cuedNames: Detector = (text) => [
  ...spansOf(text, rank, 'name', 0.7, 'name.rank').filter(
    ({ start, end }) => isSomebody(text.slice(start, end)) && !isMedicalWord(text.slice(start, end).toLowerCase()),
  ),
  ...matchesOf(text, cue).flatMap((match) => {
    const [from, to] = match.indices!.groups!['list']!;
    return matchesOf(text.slice(from, to), person).flatMap((found) => {
      const start = from + found.index;
      return isSomebody(found[0]) && !endsCompound(text, start + found[0].length)
        ? [name(start, withoutLabel(text, start, start + found[0].length), 0.8)]
        : [];
    });
  }),
  ...matchesOf(text, role).flatMap((match) => {
    const { first = '', rest = '' } = match.groups!;
    const [start] = match.indices!.groups!['first']!;
    const end = start + first.length + rest.length;
    if (noName.test(first) || isFormLabel(first) || (isGuarded(text, start, end) && readsAsMedicine(text, start, end)))
      return [];
    const last = /\p{Lu}[^\s]*$/u.exec(rest)?.[0];
    if (last === undefined)
      return lastName(first) === 'yes' || firstName(first) === 'yes' ? [name(start, end, 0.65)] : [];
    if (firstName(first) === 'no' || noName.test(last)) return [];
    return [name(start, end, 0.7)];
  }),
];

const name = (start: number, end: number, confidence: number): Span => ({
  start,
  end,
  label: 'name',
  confidence,
  reason: 'name.cue',
});

/** The first word decides: an office or a word too long to be a name makes the cue a title of something else. */
function isSomebody(found: string): boolean {
  const words = found.match(/\p{Lu}[\p{L}'’-]+(?!\.)/gu) ?? [];
  const [first] = words;
  if (first === undefined || noName.test(first) || isFormLabel(first)) return false;
  const kind = wordKind(first);
  return first.includes('-') || kind === 'unknown' || kind === 'noun' || first.length <= 9 || lastName(first) !== 'no';
}

/** Without what stands in the next field: a label, an office. */
function withoutLabel(text: string, start: number, end: number): number {
  const words = matchesOf(text.slice(start, end), /\p{Lu}[\p{L}'’-]+/gu);
  const stop = words.find(({ 0: word, index }, i) => i > 0 && (noName.test(word) || (isFormLabel(word) && index > 0)));
  if (!stop) return end;
  return start + text.slice(start, start + stop.index).trimEnd().length;
}

const endsCompound = (text: string, end: number) => /^-\s?(?:und|oder|u\.)\s/u.test(text.slice(end, end + 6));
