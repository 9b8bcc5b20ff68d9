import { findIdentifiers, type FindOptions } from './find-identifiers.js';

/** A letter in which people marked what identifies; labels as in GraSCCo_PHI (`NAME_PATIENT`, `DATE`, …). */
export interface MarkedLetter {
  readonly id: string;
  readonly text: string;
  readonly entities: readonly { readonly start: number; readonly end: number; readonly label: string }[];
}

export interface Share {
  readonly found: number;
  readonly of: number;
}

export interface LetterMeasure {
  /** Letters and digits of direct identifiers that were found; blanks and punctuation do not count. */
  readonly characters: Share;
  /** Marked places of which every letter and digit was found. */
  readonly entities: Share;
  readonly byLabel: Readonly<Record<string, { readonly characters: Share; readonly entities: Share }>>;
  /** Letters and digits outside all marks that were removed as well. */
  readonly removedOutside: Share;
  /** Letters in which nothing of a direct identifier is left. */
  readonly lettersWithoutLeak: Share;
  /** What was missed: where, never what. */
  readonly missed: readonly { readonly letter: string; readonly start: number; readonly end: number; label: string }[];
}

/** Counted by label, but no direct identifiers: titles, professions, and ages, of which only those over 89 identify. */
const apart: ReadonlySet<string> = new Set(['NAME_TITLE', 'PROFESSION', 'AGE']);
const counts = /[\p{L}\p{M}\d]/u;

/** Holds what the detectors find against what people marked. Pure; the letters are read by the caller. */
export function measureLetters(letters: readonly MarkedLetter[], options: FindOptions = {}): LetterMeasure {
  const tally = new Map<string, { characters: [number, number]; entities: [number, number] }>();
  const outside: [number, number] = [0, 0];
  const missed: { letter: string; start: number; end: number; label: string }[] = [];
  for (const { id, text, entities } of letters) {
    const isFound = coverOf(text.length, findIdentifiers(text, options));
    const isMarked = coverOf(text.length, entities);
    for (const { start, end, label } of entities) {
      const places = placesIn(text, start, end);
      const found = places.filter((at) => isFound[at] === 1).length;
      const sums = tally.get(label) ?? { characters: [0, 0], entities: [0, 0] };
      tally.set(label, sums);
      add(sums.characters, found, places.length);
      add(sums.entities, found === places.length ? 1 : 0, 1);
      if (found < places.length) missed.push({ letter: id, start, end, label });
    }
    const others = placesIn(text, 0, text.length).filter((at) => isMarked[at] === 0);
    add(outside, others.filter((at) => isFound[at] === 1).length, others.length);
  }
  const direct = [...tally].filter(([label]) => !apart.has(label)).map(([, sums]) => sums);
  const leaking = new Set(missed.filter(({ label }) => !apart.has(label)).map(({ letter }) => letter));
  return {
    characters: total(direct.map(({ characters }) => characters)),
    entities: total(direct.map(({ entities }) => entities)),
    byLabel: Object.fromEntries(
      [...tally].map(([label, sums]) => [
        label,
        { characters: total([sums.characters]), entities: total([sums.entities]) },
      ]),
    ),
    removedOutside: total([outside]),
    lettersWithoutLeak: { found: letters.length - leaking.size, of: letters.length },
    missed,
  };
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

function add(sum: [number, number], found: number, of: number): void {
  sum[0] += found;
  sum[1] += of;
}

const total = (sums: readonly (readonly [number, number])[]): Share => ({
  found: sums.reduce((sum, [found]) => sum + found, 0),
  of: sums.reduce((sum, [, of]) => sum + of, 0),
});
