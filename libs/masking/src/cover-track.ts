import { areaOf, overlapArea, type Rectangle, union, within } from './picture.js';
import { MOVING, type Sighting, type Span, type Track, type TrackMargins } from './track.js';
import { lineWithMargin, type WritingTrack } from './writing-tracks.js';

/** It came or went at once when it was as clear as this share of its best. */
const CLEAR = 0.5;
/** What moves is covered by a box for so many frames. */
const MOVING_FRAMES = 4;
const PIECE = 4;

interface Cover {
  box: Rectangle;
  first: number;
  last: number;
}
type Size = { readonly width: number; readonly height: number };

/** What is covered because of a track, within a video of `frames` frames. */
export function coversOf(track: Track, margins: TrackMargins, frame: Size, frames: number): WritingTrack[] {
  const still = stillCovers(track, margins, frame);
  const moving = movingCovers(track, still, frame);
  const all = [...still, ...moving];
  if (all.length === 0) return [];
  const margin = (clearest: number) => (clearest >= CLEAR * track.best ? margins.sudden : margins.slow);
  const [before, after] = [margin(track.early), margin(Math.max(...track.late))];
  const first = Math.min(...all.map((cover) => cover.first));
  const last = Math.max(...all.map((cover) => cover.last));
  return all.map((cover) => ({
    box: cover.box,
    first: Math.max(0, cover.first - (cover.first === first ? before : 0)),
    last: Math.min(frames - 1, cover.last + (cover.last === last ? after : 0)),
  }));
}

/** Of spans in which something stays, and those beside them: what comes slowly is seen to stay only in the next one. */
function stillCovers({ spans }: Track, { around }: TrackMargins, frame: Size): Cover[] {
  const covers: Cover[] = [];
  for (const [i, { from, sightings }] of spans.entries()) {
    const stills = spans.slice(Math.max(0, i - 1), i + 2).flatMap(({ still }) => (still ? [still] : []));
    if (stills.length === 0) continue;
    const box = within(
      stills.reduce((a, b) => union(a, b)),
      around,
      around,
      frame,
    );
    const cover = { box, first: from, last: sightings.at(-1)!.index };
    const before = covers.at(-1);
    const both = before && union(before.box, box);
    if (both && areaOf(both) <= 1.15 * Math.min(areaOf(before.box), areaOf(box)))
      [before.box, before.last] = [both, cover.last];
    else covers.push(cover);
  }
  return covers;
}

/** Of writing that moves, or was there for a moment only. */
function movingCovers({ spans, best }: Track, still: readonly Cover[], frame: Size): Cover[] {
  const sightings = spans.flatMap((span) => span.sightings.filter((sighting) => moves(sighting, span, best, still)));
  const covers: Cover[] = [];
  for (let at = 0; at < sightings.length; ) {
    const { index } = sightings[at]!;
    const near = sightings.filter((one) => one.index >= index - 2 && one.index <= index + MOVING_FRAMES + 1);
    const box = near.map((one) => lineWithMargin(one.box, one.turned, frame)).reduce((a, b) => union(a, b));
    while (at < sightings.length && sightings[at]!.index < index + MOVING_FRAMES) at += 1;
    const next = sightings[at];
    covers.push({ box, first: index - 2, last: next ? Math.min(next.index, index + 25) : sightings.at(-1)!.index });
  }
  return covers;
}

function moves({ box, score, index }: Sighting, span: Span, best: number, still: readonly Cover[]): boolean {
  if (span.still) {
    const covered = still.some(
      (cover) => cover.first <= index && cover.last >= index && 2 * overlapArea(cover.box, box) >= areaOf(box),
    );
    return score >= MOVING && !covered;
  }
  return best >= MOVING ? score >= PIECE : span.sudden && score >= PIECE;
}
