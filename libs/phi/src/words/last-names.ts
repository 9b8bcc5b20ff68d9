import { isMedicalWord } from './compounds.js';
import { familyNames } from './family-names.js';
import { isOrdinaryWord, isWrittenWord } from './ordinary-words.js';

const ending =
  /(?:mann|meier|maier|mayer|meyer|huber|bauer|müller|mueller|schmidt|schmied|schneider|berger|burger|hofer|huber|bichler|egger|lechner|leitner|bacher|felder|thaler|wieser|ovic|ović|ević|ić|ski|cki|czyk|czak|enko|owa|ova|oglu|oğlu|sson|sen)$/iu;

/** `yes`: a family name and no ordinary word; `perhaps`: an ordinary word as well, or only the shape of a family name. */
export function lastName(word: string): 'yes' | 'perhaps' | 'no' {
  const cased = word.length > 2 && word === word.toUpperCase() ? word.charAt(0) + word.slice(1).toLowerCase() : word;
  if (familyNames.has(cased)) return isWrittenWord(cased) || isMedicalWord(cased.toLowerCase()) ? 'perhaps' : 'yes';
  if (cased.includes('-')) return doubleName(cased.split('-'));
  return cased.length > 5 && ending.test(cased) && !isOrdinaryWord(cased) ? 'perhaps' : 'no';
}

/** `Koch-Neumann`: both are family names. */
const doubleName = (parts: readonly string[]) =>
  parts.length === 2 && parts.every((part) => lastName(part) !== 'no') && parts.some((part) => lastName(part) === 'yes')
    ? 'yes'
    : 'no';
