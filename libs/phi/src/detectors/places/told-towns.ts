import { germanDictionary } from '../../words/german-dictionary.js';
import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** `aus Nackenheim`: without an article what ends like a town is one, be it made of words. */
const without =
  /(?<=(?<!\p{L})(?:aus|bei|in|nach|Raum|Stadt|Gemeinde|Ortsteil)\s)(?<value>\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}{2,})?)(?=\s?[,.;:)\n(]|\s*$|\s(?:und|an|am|ein|auf|zur|zum|wohn|leb|geb|gest|besuch|verst|verb|gef|gel|verl|aufg|entl|unterg|betr|arb|in)\p{Ll}*)/dgu;
const shape =
  /(?:heim|hausen|dorf|stetten|stedt|kirchen|brunn|bronn|weiler|hofen|reuth|rode|leben|büttel|furt|burg|berg|bach|feld|stein|tal|hagen|scheid|rath|beuren|wang|wangen|rade|büttel|bek|wik|hude|oog|siel|werder|walde|bruck|kofen|wil|ikon|schwand|grün|kappel|moor|münde|lohe|horst|zimmern|fleth|deich|koog|hövel|beck|wede|wisch|wiesen)$/u;
/** Where people live or lie that is a word of the language. */
const noTown =
  /(?:pflege|alten|senioren|wohn|kinder|alters|betreuungs|behinderten|studenten|obdachlosen|übergangs|da|ge|not|gesichts|blick|vor|um|blut|zahn|gallen|nieren|harn|blasen|speichel|weiß|horn|mund|zwischen|spital|kranken|irren|nach|ein)(?:heim|feld|stein|berg|tal|burg|hausen|leben|bach)$|leben$/iu;
/** A part of a town. */
const part =
  /(?<![\p{L}-])(?<value>(?:OT|Ortsteil|Stadtteil|Ortschaft|Weiler|Gemeindeteil)\s(?:\p{Lu}\p{Ll}+\s)?\p{Lu}[\p{L}-]{2,})/dgu;
/** A capital in the middle of a sentence where the language has but a form of a verb. */
const verbal = /(?<=\p{Ll}\s(?:aus|bei|in|nach)\s)(?<value>\p{Lu}\p{Ll}{3,}t)(?=\s?[,.;)\n]|\s*$)/dgu;

/** `Talstädter Alb`: a stretch of land by its town. */
const land =
  /(?<![\p{L}-])(?<whose>\p{Lu}\p{Ll}{2,}er)\s(?:Alb|Land|Heide|Moor|Becken|Bucht|Platte|Börde|Berge|Schweiz|Seenplatte|Wald|Alm|Hütte|Au|Tal|Höhe|Straße|Kreuz|Hafen|Bahnhof|Altstadt|Innenstadt|Umland|Raum|Gegend)(?![\p{L}-])/dgu;
/** `c/o Haus Seelotse, Zi. 14`: the whole line of an address. */
const careOf = /(?<=^|\n|,\s)[ \t]*(?<value>c\/o\s\p{Lu}[^\n]{2,50})(?=\n|$)/dgu;
/** `Oelsnitz/V.`: one letter of the land behind what no word of the language is. */
const ofLand = /(?<![\p{L}\d/-])(?<town>\p{Lu}\p{Ll}{4,})\/\p{Lu}\p{Ll}{0,3}\.(?=\s*[,;)\n]|\s*$)/dgu;

/** Towns that are, or are made of, words of the language. */
export const toldTowns: Detector = (text): Span[] => [
  ...spansOf(text, without, 'city', 0.5, 'city.told').filter(({ start, end }) => {
    const word = text.slice(start, end);
    return (
      (shape.test(word) || town(word) === 'yes') &&
      !noTown.test(word) &&
      wordKind(word) !== 'written' &&
      !isMedicalWord(word.toLowerCase())
    );
  }),
  ...spansOf(text, part, 'city', 0.6, 'city.part').filter(
    ({ start, end }) => wordKind(/\S+$/u.exec(text.slice(start, end))![0]) !== 'written',
  ),
  ...matchesOf(text, land).flatMap((match): Span[] => {
    const whose = match.groups!['whose']!;
    const isTown =
      (town(whose.slice(0, -2)) !== 'no' && wordKind(whose) !== 'written') ||
      town(`${whose.slice(0, -2)}en`) === 'yes' ||
      wordKind(whose) === 'unknown';
    return isTown ? [city(match.index, match[0].length, 'city.land')] : [];
  }),
  ...spansOf(text, careOf, 'street', 0.7, 'street.care-of'),
  ...matchesOf(text, ofLand).flatMap((match): Span[] =>
    wordKind(match.groups!['town']!) === 'unknown' ? [city(match.index, match[0].length, 'city.land')] : [],
  ),
  ...spansOf(text, verbal, 'city', 0.5, 'city.told').filter(({ start, end }) => isBareVerb(text.slice(start, end))),
];

function isBareVerb(word: string): boolean {
  const { nouns, verbs } = germanDictionary();
  const folded = word.toLowerCase();
  return (
    verbs.has(folded) && !nouns.has(folded) && wordKind(word) === 'noun' && !/^(?:ge|be|ver|er|ent|zer)/u.test(folded)
  );
}

const city = (start: number, length: number, reason: string): Span => ({
  start,
  end: start + length,
  label: 'city',
  confidence: 0.5,
  reason,
});
