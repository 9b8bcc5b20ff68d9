import { firstName } from './first-names.js';
import { lastName } from './last-names.js';

/** What is done with drugs and with nobody. */
const act =
  '(?:[Gg]abe|[Ee]innahme|[Ii]nfusion|[Ii]njektion|[Vv]erabreichung|[Aa]pplikation)\\svon|(?:[Bb]ehandlung|[Aa]ntibiose|[Pp]rophylaxe|[Ss]ubstitution|[Pp]rämedikation|[Ss]edierung|[Ss]pülung|[Ii]nhalation|[Ee]radikation|(?:[Aa]ntibiotika|[Cc]hemo|[Ii]mmun|[Dd]auer|[Kk]ombinations|[Ee]radikations|[Ee]rhaltungs|[Ii]nduktions|[Bb]iologika)therapie|(?<!\\p{L})Therapie)\\smit|[Uu]mstellung(?:\\sder\\sTherapie)?\\sauf|[Ee]ingestellt\\sauf';
const WORD = '\\p{Lu}[\\p{L}-]+';
const AND = '(?:\\s?[,/+]\\s?|\\s(?:und|u\\.|plus|sowie)\\s)';
const before = new RegExp(`(?:${act})\\s(?:${WORD}${AND}){0,4}$`, 'u');

/** `Gabe von Konakion`, `Antibiose mit Unacid/Zienam`: an unknown word is a drug there. */
export function isAdministered(text: string, start: number, end: number): boolean {
  if (!before.test(text.slice(Math.max(0, start - 96), start))) return false;
  const word = text.slice(start, end);
  return firstName(word) === 'no' && lastName(word) === 'no';
}
