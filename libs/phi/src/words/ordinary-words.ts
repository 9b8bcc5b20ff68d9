import { isCompound, isFirstPart, isMedicalWord } from './compounds.js';
import { germanDictionary } from './german-dictionary.js';
import { endsAsThing, endsJoined, isNumberLabel } from './thing-heads.js';
import { isDrug } from './medical-words.js';
import { writtenAbbreviations, writtenWords } from './written-words.js';

/**
 * German capitalises every noun, so a capital says nothing. A word is ordinary when it is written here, when it or its
 * parts stand in the dictionary, when it is built as medicine builds words, or when its ending says so.
 */
/** Endings of nouns and adjectives that family names do not have; the few that have one are named beside. */
const ending =
  /(?:\p{L}{3}(?:chirurg(?:in|en)?|ologen?|ologin|ologist|iaterin)|\p{L}{4}(?:ungs?|ungen|heit(?:en)?|keit(?:en)?|schaft(?:en)?|tion(?:en)?|sion(?:en)?|ität(?:en)?|ismus|ismen|skopien?|graphien?|grafien?|ektomien?|tomien?|logien?|pathien?|ämien?|itis|iasis|rapien?)|\p{L}{3}(?:ische[nmrs]?|liche[nmrs]?|ige[nms]?|bare[nmrs]?|lose[nmrs]?|ierte[nmrs]?|ierende[nmrs]?|mäßige?[nmrs]?|förmige?[nmrs]?|artige?[nmrs]?|haltige?[nmrs]?|gradige?[nmrs]?|seitige?[nmrs]?|jährige?[nmrs]?|fähige?[nmrs]?|pflichtige?[nmrs]?|nummern?|nr|weise|wärts|isch|öse?[nmrs]?|äre?[nmrs]?|ive?[nmrs]?|[ae]lle[nm]|[ae]nte[nm]|ale[nm]|malig(?:e[nmrs]?)?))$/u;
const nameWithSuchEnding = /^(?:hartung|hornung|wehrung|jung|leung|cheung|yeung|chung|oldung)s?$/u;

/** `Wundheilung`, `Untersuchungen`: made as no name is. */
export const hasThingEnding = (word: string): boolean => ending.test(word) && !nameWithSuchEnding.test(word);

const umlauts: Readonly<Record<string, string>> = { a: 'ä', o: 'ö', u: 'ü' };
const decided = new Map<string, boolean>();

/** True for a German or English word that is no one's name as far as can be told. Case matters for short words only. */
export function isOrdinaryWord(word: string): boolean {
  const known = decided.get(word);
  if (known !== undefined) return known;
  const bare = withoutAcronyms(word);
  const is =
    isNumberLabel(word) ||
    /^(?:[IVX]+|[A-ZÄÖÜ]{2,5}|)$/u.test(bare) ||
    isOrdinary(bare.toLowerCase()) ||
    (bare !== word && isFirstPart(bare.toLowerCase()));
  if (decided.size > 50_000) decided.clear();
  decided.set(word, is);
  return is;
}

/** `Hüft-TEP`, `PET-CT`: the acronym of a compound is no name, the rest tells. */
function withoutAcronyms(word: string): string {
  if (!word.includes('-')) return word;
  if (word === word.toUpperCase())
    return word.split('-').every((part) => part.length <= 3) || /^\p{Lu}{2,4}-\p{Lu}$/u.test(word) ? '' : word;
  const parts = word.split('-').filter((part) => part !== '' && !/^[A-ZÄÖÜ\d]{1,4}s?$/u.test(part));
  return parts.join('-');
}

function isOrdinary(word: string): boolean {
  if (word.includes('-')) {
    const parts = word.split('-').filter((part) => part.length > 2);
    const last = parts.at(-1) ?? '';
    return (
      writtenWords.has(last) ||
      (last.length >= 8 && (isInflected(last) || ending.test(last))) ||
      isMedicalWord(last) ||
      endsJoined(last) ||
      parts.every((part) => isOrdinary(part))
    );
  }
  // typed without umlauts: Zoekum, Oesophagus
  const spellings = [word, word.replaceAll(/([aou])e/gu, (_, vowel: string) => umlauts[vowel]!), ...withSharpS(word)];
  const { nouns, verbs } = germanDictionary();
  return (
    spellings.some((said) => isInflected(said) || nouns.has(said) || verbs.has(said) || isMedicalWord(said)) ||
    isDrug(word) ||
    endsAsThing(word) ||
    (ending.test(word) && !nameWithSuchEnding.test(word)) ||
    spellings.some((said) => isCompound(said))
  );
}

/** `grüsse`, `massnahme` as the Swiss write them; what ends as `Weiss`, `Heusser` and `Gassmann` do is left as a name. */
function withSharpS(word: string): string[] {
  return word.includes('ss') && !/ss(?:e?r|mann|ner|ler|li|i)?$/u.test(word) ? [word.replaceAll('ss', 'ß')] : [];
}

/** A word of the lists in one of its cases: Befund-es, Kontroll-en. */
function isInflected(word: string): boolean {
  if (writtenWords.has(word) || writtenAbbreviations.has(word)) return true;
  return ['s', 'es', 'n', 'en', 'e', 'er', 'em'].some(
    (cut) => word.endsWith(cut) && word.length - cut.length >= 4 && writtenWords.has(word.slice(0, -cut.length)),
  );
}

/**
 * How a word is known: `written` in the lists here or of medicine, `noun` of the dictionary and so perhaps a name as well,
 * `formed` of known parts or with an ending that names do not have, or not at all.
 */
export function wordKind(word: string): 'written' | 'noun' | 'formed' | 'unknown' {
  const folded = word.toLowerCase();
  if (isInflected(folded) || isMedicalWord(folded) || isDrug(folded)) return 'written';
  if (!isOrdinaryWord(word)) return 'unknown';
  const { nouns, verbs } = germanDictionary();
  return nouns.has(folded) || verbs.has(folded) ? 'noun' : 'formed';
}

/** Written in the lists, not merely shaped like an ordinary word. */
export function isWrittenWord(word: string): boolean {
  return writtenWords.has(word.toLowerCase());
}
