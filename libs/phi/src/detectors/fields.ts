import { isOrdinaryWord } from '../words/ordinary-words.js';
import type { Label, Span } from '../span.js';
import type { Detector } from './match.js';
import { matchesOf } from '../text/matches-of.js';

const field = /(?<![\p{L}\d])(?<key>\p{L}[\p{L}\d_.-]{0,19})\s?=\s?(?<value>[^=;|\n\t&]{1,40})(?=[;|\n\t&]|$)/dgu;
/** Fewer are a formula or a sentence. */
const LEAST_FIELDS = 3;
const kinds: readonly (readonly [RegExp, Label])[] = [
  [
    /^(?:(?:pat|patient(?:in)?)?[_.-]?(?:name|nachn(?:ame)?|vorn(?:ame)?|famn(?:ame)?|zun(?:ame)?|nn|vn|gebn(?:ame)?)|(?:haus)?arzt|ha|(?:ein|zu|ueber|über)w(?:eiser)?|unters(?:ucher)?|operateur|assist?(?:enz)?|angeh(?:oeriger|öriger)?|last_?name|first_?name|surname)$/iu,
    'name',
  ],
  [
    /^(?:anf|bef|vid|vis|user|uid|erf|erst|schr|freig|sign|bearb|benutzer|kzl?|hz|login|autor|author|by)$/iu,
    'username',
  ],
  [/^(?:stat(?:ion)?|zi(?:mmer)?|bett|raum|oe|abt|saal|ward|bed|room)$/iu, 'id'],
  [/^(?:ort|wohnort|str(?:asse|aße)?|plz|adr(?:esse)?|city|street|zip)$/iu, 'city'],
];

/** `NACHN=KLEIN;VORN=GERDA`: what stands in the fields of somebody, of somewhere and of whoever typed it. */
export const fields: Detector = (text): Span[] => {
  if (!text.includes('=')) return [];
  const all = matchesOf(text, field);
  if (all.length < LEAST_FIELDS) return [];
  return all.flatMap((match) => {
    const { key = '', value = '' } = match.groups!;
    const label = kinds.find(([kind]) => kind.test(key))?.[1];
    const [said = ''] = label === 'username' ? value.split(' ') : [value.trimEnd()];
    if (!label || (label === 'username' && !isMark(said))) return [];
    const [start] = match.indices!.groups!['value']!;
    return [{ start, end: start + said.length, label, confidence: 0.8, reason: `${label}.field` }];
  });
};

const isMark = (value: string) => /^\p{L}[\p{L}\d._-]{1,19}$/u.test(value) && !isOrdinaryWord(value);
