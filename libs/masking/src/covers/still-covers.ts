import { withLastLetters } from './line-reach.js';
import { liesBeside, passesBy } from './lines-that-move.js';
import { HIGHEST_LINE, withRoom } from './line-room.js';
import { areaOf, type Rectangle, union } from '../picture/picture.js';
import { withoutStray } from './stray-stay.js';
import { type Cover, MOVING, type Sighting, type Span, type Track, type TrackMargins } from './track.js';

/** It came or went at once when it was as clear as this share of its best. */
export const CLEAR = 0.35;
/** Where there are fewer edges than this share of the most, they are of something else. */
const HARDLY = 0.15;
/** And what is higher than a line, and so many times as high as wide, runs up or down. */
const LONG_LINE = 3;

type Size = { readonly width: number; readonly height: number };

/** What stays is looked for in so many spans on both sides. */
const NEAR_SPANS = 2;

/** Of spans in which something stays, and those near them: what comes slowly is seen to stay only in the next one. */
export function stillCovers(
  { spans, early, best, height = Infinity, from: begin, until, cameAtOnce = false }: Track,
  { around }: TrackMargins,
  frame: Size,
): Cover[] {
  const covers: Cover[] = [];
  const isSlow = early < CLEAR * best;
  const rows = best >= MOVING ? spans.flatMap(({ sightings }) => sightings).find(({ letters }) => letters) : undefined;
  for (const [i, { from, sightings }] of spans.entries()) {
    // a faint letter is not seen to stay in every second
    const near = spans.slice(Math.max(0, i - NEAR_SPANS), i + NEAR_SPANS + 1);
    const most = Math.max(...near.map(({ edges = 0 }) => edges));
    // what has hardly an edge beside it, seen soon before or after, is something else that happened to stay
    const stills = near.flatMap((span) => {
      const { still, edges = 0 } = span;
      return still && edges >= HARDLY * most && !(rows && isPassed(span, still, rows)) ? [{ still, edges }] : [];
    });
    if (stills.length === 0) continue;
    const all = withLastLetters(withoutStray(stills, near, best), near, { best, height });
    if (best >= MOVING && passesBy(sightings, all)) continue;
    // what is higher and wider than a line and came at once is a picture or a slanted line: nobody types on in it
    const isBlock = cameAtOnce && Math.min(all.width, all.height) > HIGHEST_LINE;
    const box = withRoom(i >= spans.length - 2 && isSlow && !isBlock ? grownOn(all, spans) : all, around, frame);
    const cover = {
      box,
      first: i === 0 ? begin : Math.max(begin, from),
      last: i === spans.length - 1 ? until : Math.min(until, sightings.at(-1)!.index),
    };
    if (cover.first > cover.last) continue;
    const before = covers.at(-1);
    const both = before && union(before.box, box);
    if (both && areaOf(both) <= 1.15 * Math.min(areaOf(before.box), areaOf(box)))
      [before.box, before.last] = [both, cover.last];
    else covers.push(cover);
  }
  return covers;
}

/** What a line runs past, in rows that are known, is higher than these by so much, and lies beside most of its sightings. */
const BEYOND_ROWS = 1.5;

function isPassed({ sightings }: Span, still: Rectangle, { turned, letters }: Sighting): boolean {
  const size = turned ? 'width' : 'height';
  return still[size] >= BEYOND_ROWS * letters![size] && liesBeside(sightings, still);
}

/** At the end nothing comes after what is typed, to see it stay: it may have gone on as it did, as far as it was sighted. */
function grownOn(box: Rectangle, spans: readonly Span[]): Rectangle {
  const newest = spans.slice(-3);
  const stills = newest.flatMap(({ still }) => (still ? [still] : []));
  const sightings = newest.slice(-2).flatMap((span) => span.sightings);
  const sighted = sightings.map((one) => one.box).reduce((a, b) => union(a, b));
  // a stray sighting across the line does not tell where it goes on, and none does across one that is long already
  const isTall = box.height > HIGHEST_LINE && box.height >= LONG_LINE * box.width;
  const turned = isTall || sightings.reduce((sum, one) => sum + (one.turned ? one.score : -one.score), 0) > 0;
  const [at, size] = turned ? (['y', 'height'] as const) : (['x', 'width'] as const);
  const high = turned ? box.width : box.height;
  const growth = (ends: readonly number[]) => (spans.length < 3 ? Infinity : Math.max(...ends) - Math.min(...ends));
  const most = (ends: readonly number[]) => (growth(ends) < 0.4 * high ? 0 : 1.5 * growth(ends) + high);
  const [begin, end] = [stills.map((one) => one[at]), stills.map((one) => one[at] + one[size])];
  const ends = newest.slice(-2).reduce((all, one) => union(all, one.ends ?? sighted), box);
  const [least, farthest] = [
    Math.max(sighted[at], ends[at]),
    Math.min(sighted[at] + sighted[size], ends[at] + ends[size]),
  ];
  const from = Math.min(box[at], Math.max(least, box[at] - most(begin)));
  const to = Math.max(box[at] + box[size], Math.min(farthest, box[at] + box[size] + most(end)));
  return { ...box, [at]: Math.floor(from), [size]: Math.ceil(to) - Math.floor(from) };
}
