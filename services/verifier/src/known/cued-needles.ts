import type { KnownValue } from '@endoveil/contracts';
import { plain, signsOf } from './written-forms.js';

/** What too short a value is looked for by: alone it stands in every text by chance, behind its cue it is meant. */
export type CuedNeedle = (written: string, folded: string) => boolean;

const TITLE = 'herrn?|frau|hr|fr|mrs?|ms|miss|dr|doktor|doctor|prof|professor(?:in)?|pd|med|habil|dent|vet|nat|univ';
const CALLING = String.raw`patient(?:in|en)?|pat|untersucher|befunde(?:r|t von)|operateur|endoskopiker|endoscopist|chirurg|surgeon|internist|an[äa]e?sthesist|zuweiser|überweiser|einweiser|behandler|examiner|physician|operator|nurse|schwester|\p{L}{0,14}pfleger|pflege(?:kraft)?|assistenz|assistent|assistant|assist|ass|\p{L}{0,14}[äa]e?rzt|mfa|mta`;
const SIGNED = String.raw`gez|gezeichnet|unterschrift|signatur|signature|visum|(?:gezeichnet|unterschrieben|erstellt|dokumentiert|freigegeben|durchgeführt|untersucht|vidiert|signed|performed|reported|examined|referred)\s(?:von|durch|by)`;
/** Short for callings; in small letters they are other words. */
const CAPITALS = '[OCAF][AÄ]';
/** `/in`, a number or a remark in brackets may follow, then what sets a name apart. */
const BEFORE_NAME = String.raw`(?:in)?(?:[/*:_]-?in)?(?!\p{L})\.?(?:\s?\d)?(?:[^\S\n]{0,2}\([^()\n]{0,14}\))?[^\S\n]{0,3}[.,]?[^\S\n]{0,4}(?:[:;=|–—-]\s{0,4})?`;
/** What stands there is not taken: it may be the next cue. */
const PERSON = [
  new RegExp(String.raw`(?<!\p{L})(?:${TITLE}|\p{L}{0,12}name|${CALLING}|${SIGNED})${BEFORE_NAME}`, 'giu'),
  new RegExp(String.raw`(?<!\p{L})${CAPITALS}${BEFORE_NAME}`, 'gu'),
];
/** A first name or its letter may stand before it. */
const GIVEN = String.raw`(?:\p{Lu}[\p{L}-]*\.?,?[^\S\n]{1,2})?`;
/** Over folded text, where `ä` is `a`. */
const NUMBER =
  /(?<!\p{L})(?:(?:fall|patienten|patient|pat|aufnahme|akten|case|auftrags|untersuchungs|behandlungs|identifikations|besuchs|visit|admission|accession|serien|serial|gerate)[\s./-]{0,2}(?:nr|nummer|ids?|no|number)|pid|id|mrn|s\/?n|(?:fall|akte|aufnahme|case)(?=\s?[:#]))(?!\p{L})\.?(?:\s?\([^()\n]{0,14}\))?[\s.:#=|-]{0,5}(?:(?:nr|nummer|no|number)(?!\p{L}))?[\s.:#=|-]{0,5}/gu;
/** Stands before a name and is none. */
const TITLES = new Set(['dr', 'pd', 'oa', 'hr', 'fr', 'mr', 'ms']);
const LONGEST_MARK = 4;

/** For each word of two letters in a name, as names are written, behind what says that a person follows. */
export function shortNames(value: string): CuedNeedle[] {
  const words = (value.match(/(?<!\p{L})\p{Lu}\p{L}(?!\p{L})/gu) ?? []).filter((word) => !TITLES.has(plain(word)));
  return words.map((word) => {
    const spellings = new Set([word, word.toUpperCase(), word[0]! + word.slice(1).toLowerCase()]);
    const name = new RegExp(String.raw`${GIVEN}(?<!\p{L})(?:${[...spellings].join('|')})(?!\p{L})`, 'uy');
    return (written) => PERSON.some((cue) => isBehind(cue, name, written.normalize('NFC')));
  });
}

/** Begin sentences or stand for measures, whoever is called so. */
const ORDINARY = new Set('ab am an da du er es im in ja ma ob so um wo zu ca dr'.split(' '));

/** For each of them that is no word itself, alone as names are written: `Xu`, not `XU`, `Xu.` or `Xu-`. */
export function shortNamesAlone(value: string): CuedNeedle[] {
  const words = value.match(/(?<!\p{L})\p{Lu}\p{L}(?!\p{L})/gu) ?? [];
  return words
    .filter((word) => !TITLES.has(plain(word)) && !ORDINARY.has(plain(word)))
    .map((word) => {
      const alone = new RegExp(
        String.raw`(?<![\p{L}\d.\-/])${word[0]!}${word.slice(1).toLowerCase()}(?![\p{L}\d.\-/])`,
        'u',
      );
      return (written) => alone.test(written.normalize('NFC'));
    });
}

/** For a mark of a few signs, one of them a digit, behind what says that a number follows. */
export function shortMark({ value }: KnownValue): CuedNeedle[] {
  const mark = signsOf(plain(value));
  if (!/\d/.test(mark) || mark.length > LONGEST_MARK) return [];
  const number = new RegExp(String.raw`0*${[...mark].join(String.raw`[\s./_-]{0,2}`)}(?![\p{L}\d])`, 'uy');
  return [(_, folded) => isBehind(NUMBER, number, folded)];
}

const isBehind = (cue: RegExp, value: RegExp, text: string): boolean =>
  [...text.matchAll(cue)].some(({ 0: { length }, index }) => {
    value.lastIndex = index + length;
    return value.test(text);
  });
