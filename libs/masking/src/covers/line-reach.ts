import { HIGHEST_LINE } from './line-room.js';
import type { Rectangle } from '../picture/picture.js';
import type { Sighting, Span } from './track.js';

/** A sighting of the line is as clear as this share of the best. */
const CLEARLY = 0.5;
/** Sightings are made of cells, and begin before the line by so much, in pixels. */
const CELL = 8;
/** Those of a line no higher than this, in grey levels, end before it does: a cell is hardly a letter there. */
const FAINT = 14;
/** Where an end of what stays wanders by so much of a letter from second to second, two letters may be missing there. */
const WANDERS = 0.5;

/** Along which side of a rectangle most of the evidence of some sightings runs. */
type Side = readonly [at: 'x' | 'y', size: 'width' | 'height', across: 'width' | 'height'];

/** The clear sightings of spans. */
export const clearlyOf = (spans: readonly Span[], best: number): readonly Sighting[] =>
  spans.flatMap(({ sightings }) => sightings).filter(({ score }) => score >= CLEARLY * best);

export const sideOf = (sightings: readonly Sighting[]): Side =>
  sightings.reduce((sum, { turned, score }) => sum + (turned ? score : -score), 0) > 0
    ? ['y', 'height', 'width']
    : ['x', 'width', 'height'];

/**
 * What stays of a line, and at both ends a letter more where most clear sightings reach so far: one that is as bright as
 * what it stands on is not seen to stay. `height`: of its edges, in grey levels.
 */
export function withLastLetters(
  stays: Rectangle,
  spans: readonly Span[],
  { best, height }: { readonly best: number; readonly height: number },
): Rectangle {
  const clear = clearlyOf(spans, best);
  if (clear.length === 0) return stays;
  const [at, size, across] = sideOf(clear);
  if (stays[across] > HIGHEST_LINE) return stays;
  const beyond = height < FAINT ? -CELL : CELL;
  const begin = median(clear.map(({ box }) => box[at])) + beyond;
  const end = median(clear.map(({ box }) => box[at] + box[size])) - beyond;
  // a small part of a line that moves may stand for a moment
  if (2 * stays[size] < end - begin) return stays;
  const [first, last] = [stays[at], stays[at] + stays[size]];
  const stills = spans.flatMap(({ still }) => (still ? [still] : []));
  const missing = (ends: readonly number[]) =>
    stays[across] * (Math.max(...ends) - Math.min(...ends) >= WANDERS * stays[across] ? 2 : 1);
  const from = Math.min(first, Math.max(begin, first - missing(stills.map((still) => still[at]))));
  const to = Math.max(last, Math.min(end, last + missing(stills.map((still) => still[at] + still[size]))));
  return { ...stays, [at]: from, [size]: to - from };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
