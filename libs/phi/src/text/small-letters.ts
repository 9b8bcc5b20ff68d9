import { germanDictionary } from '../words/german-dictionary.js';

const token = /\p{L}+/gu;
const LEAST_LETTERS = 10;
const MOST_SMALL = 0.1;
/** Shorter words in capitals are acronyms but for these. */
const SHORTEST = 4;
const short = new Set(
  'DR DDR DOZ MED UND VON VOM ZUR ZUM ZU AM IM IN AN AUS BEI MIT DER DIE DAS DEM DEN DES FÜR HR FR SR BAD'.split(' '),
);
const small =
  /^(?:und|von|vom|zur|zum|zu|am|im|in|an|aus|bei|beim|mit|der|die|das|dem|den|des|für|nach|über|unter|durch|wird|wurde|wurden|hatte|seit|ohne|eine[mnrs]?|sehr|nicht|sich|oder|auch|dann|noch|sowie|bis|med|berichten|unsere[mnrs]?|ihre[mnrs]?|wir|ist|sind|war|hat)$/u;

/** A line in which almost nothing but capitals stands. */
function isInCapitals(line: string): boolean {
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS || !/\p{Lu}{4}/u.test(line)) return false;
  return (line.match(/\p{Ll}/gu)?.length ?? 0) <= MOST_SMALL * letters;
}

/** The text with lines in capitals written as German writes them; the same text where there are none. Every offset stays. */
export function withSmallLetters(text: string): string {
  return text.replaceAll(/[^\n]+/gu, (line) => (isInCapitals(line) ? line.replaceAll(token, written) : line));
}

function written(word: string): string {
  if (word !== word.toUpperCase() || (word.length < SHORTEST && !short.has(word))) return word;
  const lower = word.toLowerCase();
  if (lower.length !== word.length) return word;
  if (small.test(lower) || isNoNoun(lower)) return lower;
  return word.charAt(0) + lower.slice(1);
}

/** Also an adjective in the one case that no name ends in. */
function isNoNoun(lower: string): boolean {
  const { nouns, verbs } = germanDictionary();
  return (verbs.has(lower) || /\p{Ll}{2}em$/u.test(lower)) && !nouns.has(lower);
}
