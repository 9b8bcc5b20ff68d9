import { isOrdinaryWord } from '../words/ordinary-words.js';
import { matchesOf } from './matches-of.js';

/** What the detectors speak. `unsupported` is another language: the caller fails closed. */
export type Language = 'de' | 'en' | 'unsupported' | 'too-short';

const words: Record<'de' | 'en' | 'other', ReadonlySet<string>> = {
  de: new Set(
    'der die das und ist mit von im wir zum zur bei nicht eine einer einen des den dem wurde wurden sich auf für nach als auch am vom keine kein unauffällig befund patient patientin untersuchung geb herr frau über bis aus durch sowie es er sie links rechts ohne nachweis'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the and of is was with to in for on at no by this that from were are be has have had patient examination findings which an as not normal there mild left right without seen'.split(
      ' ',
    ),
  ),
  other: new Set(
    // French, Italian, Spanish, Portuguese, Dutch, Polish, Turkish, Czech: the commonest function words
    'le la les et est une du dans pour avec sur pas au aux il elle nous vous qui que par ce cette il lo gli della di che per con non una sono el los las y del se por para como más su um uma não com os dos het een van ook niet zijn naar maar bij voor wordt werd nie jest się na do oraz przez dla bez ve bir bu ile için olarak olan yok var že je pro jako byl byla při není'.split(
      ' ',
    ),
  ),
};

/** So many words say what language they are of, even without its commonest ones. */
const ENOUGH_WORDS = 30;
const LEAST_ORDINARY = 0.4;

/**
 * The language of a text by its function words. Under eight of them nothing is claimed, unless most of its words are of no
 * language that is known here.
 */
export function detectLanguage(text: string): Language {
  const hits = { de: 0, en: 0, other: 0 };
  let letters = 0;
  let latin = 0;
  for (const [word] of matchesOf(text, /\p{L}+/gu)) {
    const folded = word.toLowerCase();
    letters += word.length;
    if (/^\p{Script=Latin}+$/u.test(word)) latin += word.length;
    for (const language of ['de', 'en', 'other'] as const) if (words[language].has(folded)) hits[language] += 1;
  }
  if (letters >= 40 && latin < letters * 0.7) return 'unsupported';
  const best = Math.max(hits.de, hits.en, hits.other);
  if (best < 8) return isStrange(text) ? 'unsupported' : 'too-short';
  if (hits.de === best) return 'de';
  return hits.en === best ? 'en' : 'unsupported';
}

function isStrange(text: string): boolean {
  const words = text.match(/(?<!\p{L})\p{L}{4,}(?!\p{L})/gu) ?? [];
  if (words.length < ENOUGH_WORDS) return false;
  return words.filter((word) => isOrdinaryWord(word)).length < LEAST_ORDINARY * words.length;
}
