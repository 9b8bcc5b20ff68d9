import type { Span } from '../span.js';
import { isFormLabel } from '../words/form-labels.js';
import { isMedicalWord } from '../words/compounds.js';
import { isNumberLabel } from '../words/thing-heads.js';
import { wordKind } from '../words/ordinary-words.js';
import { town as townOf } from '../words/towns.js';

const beside =
  /^(?:,\s|\s\(|\sin\s|\saus\s|\sauf\s)(?<town>(?:(?:Bad|Sankt|St\.|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)\s)?(?<word>\p{Lu}[\p{L}-]{3,}))(?=\s*[.,;)\n]|\s*$|\s(?:in|zur)\s(?:Behandlung|Betreuung|Kontrolle))/u;
const isHouse = /(?:apotheke|praxis|klinik|klinikum|krankenhaus|hospital|spital|heim|stift)\p{L}*$/iu;
/** `Dr. Kranz, Gefäßchirurgin`: what somebody is, not where. */
const calling =
  /(?:olog(?:e|in)|iater(?:in)?|chirurg(?:in)?|ärztin|arzt|pfleger(?:in)?|schwester|therapeut(?:in)?|assistent(?:in)?|direktor(?:in)?)$/u;
const persons = new Set(['name', 'organisation', 'street', 'profession']);

/** The town that stands behind a physician, a house or a street: `Dr. Sauerbeck, Neuwarthausen`. */
export function placesBeside(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ start, end, label }) => {
    if (!persons.has(label)) return [];
    const match = beside.exec(text.slice(end, end + 48));
    const { town, word } = match?.groups ?? {};
    if (!match || !town || !word || isFormLabel(word) || isNumberLabel(word) || calling.test(word)) return [];
    const kind = wordKind(word);
    const certain =
      label === 'street' ||
      (label === 'name' &&
        /(?:Dr|Prof|Praxis)\.?\s/u.test(text.slice(Math.max(0, start - 24), start)) &&
        endsLine(text, end + match[0].length));
    if (certain && kind !== 'written') return city(end + match[0].length - town.length, town);
    // `Adler-Apotheke (Gabel)`: in brackets behind a house even a noun
    const isBracketed = match[0].startsWith(' (') && text[end + match[0].length] === ')';
    if (isBracketed && isHouse.test(text.slice(start, end)) && kind === 'noun' && !isMedicalWord(word.toLowerCase()))
      return city(end + match[0].length - town.length, town);
    // `van Hove, Leer`: at the end of a line, what is a word as well as a town
    if (match[0].startsWith(', ') && label === 'name' && townOf(word) !== 'no' && endsLine(text, end + match[0].length))
      return city(end + match[0].length - town.length, town);
    // `Kollegin Reiners in Leer`: what is a word as well as a town
    if (match[0].startsWith(' in ') && label === 'name' && townOf(word) !== 'no')
      return city(end + match[0].length - town.length, town);
    if (kind !== 'unknown' && !(kind === 'formed' && word === town && !/(?:in|er|ung|keit|heit|tion)$/u.test(word)))
      return [];
    return city(end + match[0].length - town.length, town);
  });
}

const endsLine = (text: string, at: number) => /^[ \t]*(?:\n|$)/u.test(text.slice(at, at + 8));
const city = (start: number, town: string): Span[] => [
  { start, end: start + town.length, label: 'city', confidence: 0.5, reason: 'city.beside' },
];
