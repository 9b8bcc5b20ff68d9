import { isMedicalWord } from '../../words/compounds.js';
import { isFormLabel } from '../../words/form-labels.js';
import { isGuarded, readsAsMedicine } from '../../words/guard.js';
import { lastName } from '../../words/last-names.js';
import { wordKind } from '../../words/ordinary-words.js';
import { type Detector, spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** `K. Obermoser`: an initial, and what stands behind it. */
const initialled =
  /(?<![\p{L}\d.])(?<initials>(?:(?:\p{Lu}|Ch|Th|Ph|Kh|Sh|Chr|Joh|Wolfg|Hch|Friedr|Ferd|Jos|Matth|Seb|Steph|Ulr|Wilh|Herm|Heinr|Rud|Bernh|Dietr|Eberh|Gerh|Konr|Leonh|Reinh|Siegfr|Theod|Thom|Wern|Günt|Elis|Hans-J|Karl-H)\.\s?-?){1,3})(?<value>(?:(?:von|van|de|zu|el|al|te|ten|ter|v\.|di|da|dal|del)\s)?\p{Lu}[\p{L}'’]{2,}(?:-\p{Lu}\p{L}+)*)(?!\p{L}|-\p{Ll})/dgu;
/** Before a vessel, a muscle, a nerve and the like one letter is no initial. */
const anatomy = /^[AMNVRSLTBZUO]\.\s?$/u;
const apart = /(?:^|\s{2}|\t|[\n:,;/&(–+|·-]|(?<!\p{L})(?:und|durch|von|by|and))\s*$/u;
const closed = /^\s*(?:[,;/&()\n|·]|$|\d|\s{2})/u;

/** A reader parted the initial from its point. */
const parted =
  /(?<=(?:^|\n|\s{2}|\.\s|\s\.\s))(?<value>\p{Lu} \. \p{Lu}\p{L}{3,}(?:-\p{Lu}\p{L}+)?)(?=[ \t]*(?:\n|$|[,(]|\s{2}))/dgu;

/** An initial and a word that no dictionary knows; a noun only where it stands by itself: `F. Ruck (PJ)`. */
export const initialledNames: Detector = (text) => [
  ...spansOf(text, parted, 'name', 0.6, 'name.initialled').filter(({ start, end }) => {
    const word = /\p{L}+$/u.exec(text.slice(start, end))![0];
    const isName = ['unknown', 'formed'].includes(wordKind(word)) || lastName(word) === 'yes';
    return isName && !isMedicalWord(word.toLowerCase());
  }),
  ...matchesOf(text, initialled).flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const word = /[^\s]+$/u.exec(match.groups!['value']!)![0];
    const kind = wordKind(word);
    const at = end - word.length;
    const isClosed = apart.test(text.slice(Math.max(0, start - 8), start)) && closed.test(text.slice(end, end + 4));
    // `M. Kranzbağ-Roth`: half an eponym makes a double name
    if (isClosed && isDoubleName(word))
      return [{ start, end, label: 'name' as const, confidence: 0.6, reason: 'name.initialled' }];
    if (kind === 'written' || (isGuarded(text, at, end) && readsAsMedicine(text, at, end)) || isFormLabel(word))
      return [];
    const alone = !anatomy.test(match.groups!['initials']!) && isClosed;
    // `Grad I. Fibroscan`: a Roman number ends a sentence
    if (/^[IVX]\.\s?$/u.test(match.groups!['initials']!) && !apart.test(text.slice(Math.max(0, start - 8), start)))
      return [];
    if (kind !== 'unknown' && lastName(word) !== 'yes' && !alone) return [];
    return [{ start, end, label: 'name' as const, confidence: 0.6, reason: 'name.initialled' }];
  }),
];

function isDoubleName(word: string): boolean {
  const parts = word.split('-');
  return (
    parts.length === 2 &&
    parts.some((part) => part.length > 4 && wordKind(part) === 'unknown' && !isGuarded(part, 0, part.length)) &&
    parts.every((part) => !isMedicalWord(part.toLowerCase()))
  );
}
