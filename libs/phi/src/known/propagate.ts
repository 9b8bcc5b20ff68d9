import { detectLanguage } from '../text/detect-language.js';
import { human } from '../detectors/names/unknown-names.js';
import type { Label, Span } from '../span.js';
import { fold } from '../text/spellings.js';
import { englishWords } from '../words/english-dictionary.js';
import { isMedicalWord } from '../words/compounds.js';
import { isGuarded, readsAsMedicine } from '../words/guard.js';
import { lastName } from '../words/last-names.js';
import { wordKind } from '../words/ordinary-words.js';
import { matchesOf } from '../text/matches-of.js';

const word = /[\p{L}\p{M}][\p{L}\p{M}'’]*/gu;
const SURE_ENOUGH = 0.6;
const SURELY = 0.85;
/** A town is somebody's only where a postcode or a signature said so. */
const SURE_TOWN = 0.85;
const noName = /^(?:Pat\p{L}*|\p{Lu}{2,4})$/u;

/** A word of the language recurs as a word of the language, unless a cue made it surely somebody's name. */
function mayRecur(word: string, confidence: number): boolean {
  // `Paris`, `Barrett`: a person's only where a cue says so
  if (isGuarded(word, 0, word.length) && confidence < SURELY) return false;
  const kind = wordKind(word);
  return (
    kind === 'unknown' || (kind === 'formed' && lastName(word) !== 'no') || (kind === 'noun' && confidence >= SURELY)
  );
}

/** A word that is nobody's but the person's, also where it has no capital. */
const isNameOnly = (word: string) =>
  word.length >= 5 && wordKind(word) === 'unknown' && !englishWords().has(word.toLowerCase());

/** A name or town found once by a cue is somebody's everywhere in the document, unless that place is medicine. */
export function propagate(text: string, spans: readonly Span[]): Span[] {
  const sought = new Map<string, Label>();
  // `Kurz`, `Sommer`: again only where somebody does something
  const acting = new Set<string>();
  const isEnglish = detectLanguage(text) === 'en';
  for (const { start, end, label, confidence } of spans) {
    const sure = label === 'name' ? confidence >= SURE_ENOUGH : label === 'city' && confidence >= SURE_TOWN;
    if (!sure) continue;
    for (const [part] of matchesOf(text.slice(start, end), word))
      if (part.length >= 3 && /^\p{Lu}/u.test(part) && mayRecur(part, confidence) && !noName.test(part))
        sought.set(fold(part), label);
      else if (
        label === 'name' &&
        confidence >= SURELY &&
        lastName(part) !== 'no' &&
        !isMedicalWord(part.toLowerCase())
      )
        acting.add(part);
  }
  return matchesOf(text, word).flatMap((match) => {
    const seen = fold(match[0]);
    const label = sought.get(seen) ?? (seen.endsWith('s') ? sought.get(seen.slice(0, -1)) : undefined);
    // in lower case only what can be nothing else
    const [start, end] = [match.index, match.index + match[0].length];
    if (!label && acting.has(match[0]) && human.test(text.slice(end, end + 28)))
      return [{ start, end, label: 'name' as const, confidence: 0.6, reason: 'name.again' }];
    if (!label || (!/^\p{Lu}/u.test(match[0]) && (isEnglish || !isNameOnly(match[0])))) return [];
    if (isGuarded(text, start, end) && readsAsMedicine(text, start, end)) return [];
    // the rest of a hyphenated name: `El-Masri`, `Ji-woo`
    const [before = ''] = /(?:\p{Lu}[\p{L}\p{M}]*-)+$/u.exec(text.slice(Math.max(0, start - 24), start)) ?? [];
    const [after = ''] = /^(?:-\p{L}[\p{L}\p{M}]*)+/u.exec(text.slice(end, end + 24)) ?? [];
    const whole =
      wordKind(before + match[0] + after) === 'written'
        ? { start, end }
        : { start: start - before.length, end: end + after.length };
    return [{ ...whole, label, confidence: 0.7, reason: `${label}.again` }];
  });
}
