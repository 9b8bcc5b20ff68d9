import { findIdentifiers, type FindOptions } from '../find-identifiers.js';

/** A letter in which people marked what identifies; labels as in GraSCCo_PHI (`NAME_PATIENT`, `DATE`, …). */
export interface MarkedLetter {
  readonly id: string;
  readonly text: string;
  /** `start` and `end` in UTF-16 units of `text`. */
  readonly entities: readonly { readonly start: number; readonly end: number; readonly label: string }[];
}

export interface Share {
  readonly found: number;
  readonly of: number;
}

/** Letters and digits (blanks and punctuation do not count), and marked places found whole. */
export interface Found {
  readonly characters: Share;
  readonly entities: Share;
}

export const families = ['names', 'dates', 'ids', 'contacts', 'locations', 'ages over 89', 'other'] as const;
export type Family = (typeof families)[number];

export interface LetterMeasure extends Found {
  readonly byFamily: Readonly<Partial<Record<Family, Found>>>;
  readonly byLabel: Readonly<Record<string, Found>>;
  readonly byLetter: Readonly<Record<string, Found & { readonly removedOutside: Share }>>;
  /** Letters and digits outside all marks that were removed as well. */
  readonly removedOutside: Share;
  /** Letters in which nothing of a direct identifier is left. */
  readonly lettersWithoutLeak: Share;
  /** What was missed: where, never what. */
  readonly missed: readonly { readonly letter: string; readonly start: number; readonly end: number; label: string }[];
}

const counts = /[\p{L}\p{M}\d]/u;

/** Holds what the detectors find against what people marked. Pure; the letters are read by the caller. */
export function measureLetters(letters: readonly MarkedLetter[], options: FindOptions = {}): LetterMeasure {
  const all = new Tally();
  const byFamily = new Map<Family, Tally>();
  const byLabel = new Map<string, Tally>();
  const byLetter = new Map<string, Tally>();
  const missed: { letter: string; start: number; end: number; label: string }[] = [];
  const leaking = new Set<string>();
  for (const { id, text, entities } of letters) {
    const isFound = coverOf(text.length, findIdentifiers(text, options));
    const isMarked = coverOf(text.length, entities);
    const letter = tallyOf(byLetter, id);
    for (const { start, end, label } of entities) {
      const places = placesIn(text, start, end);
      const found = places.filter((at) => isFound[at] === 1).length;
      const family = familyOf(label, text.slice(start, end));
      const sums = family === 'apart' ? [] : [all, letter, tallyOf(byFamily, family)];
      for (const sum of [...sums, tallyOf(byLabel, label)]) sum.add(found, places.length);
      if (found === places.length) continue;
      missed.push({ letter: id, start, end, label });
      if (family !== 'apart') leaking.add(id);
    }
    const others = placesIn(text, 0, text.length).filter((at) => isMarked[at] === 0);
    letter.outside = { found: others.filter((at) => isFound[at] === 1).length, of: others.length };
  }
  const outside = [...byLetter.values()].map((letter) => letter.outside ?? { found: 0, of: 0 });
  return {
    ...all.found,
    byFamily: Object.fromEntries([...byFamily].map(([family, sum]) => [family, sum.found])),
    byLabel: Object.fromEntries([...byLabel].map(([label, sum]) => [label, sum.found])),
    byLetter: Object.fromEntries(
      [...byLetter].map(([id, sum], i) => [id, { ...sum.found, removedOutside: outside[i]! }]),
    ),
    removedOutside: {
      found: outside.reduce((sum, { found }) => sum + found, 0),
      of: outside.reduce((sum, { of }) => sum + of, 0),
    },
    lettersWithoutLeak: { found: letters.length - leaking.size, of: letters.length },
    missed,
  };
}

/** Titles, professions and ages up to 89 are counted by label only: they are no direct identifiers. */
function familyOf(label: string, value: string): Family | 'apart' {
  if (label === 'NAME_TITLE' || label === 'PROFESSION') return 'apart';
  if (label === 'AGE') return Number(/\d+/.exec(value)?.[0]) > 89 ? 'ages over 89' : 'apart';
  const prefixes: readonly (readonly [string, Family])[] = [
    ['NAME', 'names'],
    ['DATE', 'dates'],
    ['ID', 'ids'],
    ['CONTACT', 'contacts'],
    ['LOCATION', 'locations'],
  ];
  return prefixes.find(([prefix]) => label.startsWith(prefix))?.[1] ?? 'other';
}

class Tally {
  private readonly characters: [number, number] = [0, 0];
  private readonly entities: [number, number] = [0, 0];
  outside?: Share;

  add(found: number, of: number): void {
    this.characters[0] += found;
    this.characters[1] += of;
    this.entities[0] += found === of ? 1 : 0;
    this.entities[1] += 1;
  }

  get found(): Found {
    const share = ([found, of]: readonly [number, number]): Share => ({ found, of });
    return { characters: share(this.characters), entities: share(this.entities) };
  }
}

function tallyOf<K>(tallies: Map<K, Tally>, key: K): Tally {
  const known = tallies.get(key) ?? new Tally();
  tallies.set(key, known);
  return known;
}

function coverOf(length: number, spans: readonly { readonly start: number; readonly end: number }[]): Uint8Array {
  const cover = new Uint8Array(length);
  for (const { start, end } of spans) cover.fill(1, start, end);
  return cover;
}

function placesIn(text: string, start: number, end: number): number[] {
  const places: number[] = [];
  for (let at = start; at < end; at += 1) if (counts.test(text[at]!)) places.push(at);
  return places;
}
