import { firstName } from './first-names.js';
import { lastName } from './last-names.js';
import { wordKind } from './ordinary-words.js';
import { town } from './towns.js';

/** What OCR takes one another for: as read, as it may have stood there. */
const confusions: readonly (readonly [read: string, stood: string])[] = [
  ['rn', 'm'],
  ['m', 'rn'],
  ['nn', 'm'],
  ['ni', 'm'],
  ['in', 'm'],
  ['m', 'in'],
  ['m', 'ni'],
  ['ri', 'n'],
  ['n', 'ri'],
  ['ii', 'ü'],
  ['ii', 'u'],
  ['ti', 'ü'],
  ['li', 'h'],
  ['h', 'li'],
  ['b', 'h'],
  ['h', 'b'],
  ['ll', 'li'],
  ['ll', 'il'],
  ['li', 'll'],
  ['il', 'll'],
  ['I', 'l'],
  ['1', 'l'],
  ['|', 'l'],
  ['l', 'i'],
  ['i', 'l'],
  ['1', 'i'],
  ['l', 't'],
  ['t', 'l'],
  ['f', 't'],
  ['t', 'f'],
  ['cl', 'd'],
  ['d', 'cl'],
  ['vv', 'w'],
  ['w', 'vv'],
  ['e', 'c'],
  ['c', 'e'],
  ['O', 'Ö'],
  ['U', 'Ü'],
  ['A', 'Ä'],
  ['o', 'ö'],
  ['ö', 'o'],
  ['6', 'ö'],
  ['6', 'o'],
  ['0', 'o'],
  ['a', 'ä'],
  ['ä', 'a'],
  ['u', 'ü'],
  ['ü', 'u'],
  ['B', 'ß'],
  ['8', 'ß'],
  ['5', 's'],
  ['fi', 'fl'],
  ['fl', 'fi'],
];
/** Round letters stand for one another where the print is bad; in short words that leaves too much. */
const rounds: typeof confusions = [...'aeco'].flatMap((read) =>
  [...'aeco'].filter((stood) => stood !== read && read + stood !== 'ec').map((stood) => [read, stood] as const),
);
const [SHORTEST, LONGEST] = [6, 40];
const SHORTEST_WITH_ROUNDS = 8;
/** Shorter words are too near to each other to say that one of them cannot be a name; a compound is known by its end. */
const [SHORTEST_SURE, SHORTEST_NOUN, SHORTEST_END] = [7, 8, 6];

/** Every word that this one may be, one letter or pair of letters having been misread. */
export function nearOf(word: string): string[] {
  const found = new Set<string>();
  for (const [read, stood] of word.length < SHORTEST_WITH_ROUNDS ? confusions : [...confusions, ...rounds])
    for (let at = word.indexOf(read); at >= 0; at = word.indexOf(read, at + 1))
      if (at > 0 || /^\p{Lu}/u.test(stood)) found.add(word.slice(0, at) + stood + word.slice(at + read.length));
  return [...found];
}

const decided = new Map<string, readonly string[]>();

/** Words of the language or of medicine that this one may be; none for a word that is known as it stands. */
export function repairsOf(word: string): readonly string[] {
  const known = decided.get(word);
  if (known !== undefined) return known;
  const isKnownAsRead = wordKind(word) !== 'unknown' && !/[\d|]/u.test(word);
  const isNone = word.length < SHORTEST || word.length > LONGEST || isKnownAsRead;
  const repairs = isNone ? [] : nearOf(word).filter(isKnown);
  if (decided.size > 50_000) decided.clear();
  decided.set(word, repairs);
  return repairs;
}

/** False also where it may as well be somebody's name or a town: on a list, as it is or with one letter read otherwise. */
export function isMisreadWord(word: string): boolean {
  const repairs = word.length < SHORTEST_SURE ? [] : repairsOf(word);
  if (!repairs.some((repair) => repair.length >= SHORTEST_NOUN || wordKind(repair) === 'written')) return false;
  return !isListed(word) && !nearOf(word).some(isListed);
}

function isKnown(word: string): boolean {
  const kind = wordKind(word);
  return kind === 'written' || kind === 'noun' || (kind === 'formed' && endsKnown(word));
}

/** `Magen-schleimhaut`: what is only made of known pieces may be anybody's, `Schellen-heck`. */
function endsKnown(word: string): boolean {
  for (let at = 3; at <= word.length - SHORTEST_END; at += 1) if (wordKind(word.slice(at)) === 'written') return true;
  return false;
}

const isListed = (word: string) => firstName(word) !== 'no' || lastName(word) !== 'no' || town(word) !== 'no';
