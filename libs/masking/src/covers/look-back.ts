import { withEnds } from './line-ends.js';
import { runs, runsAlong } from './lines-that-move.js';
import { withBlocks } from './moving-block.js';
import { areaOf, common, overlapArea, union } from '../picture/picture.js';
import type { PlaneHistory } from './plane-history.js';
import { withRows } from './running-line.js';
import { clearlySighted, stillAround } from './still-around.js';
import { MOVING, PLAIN, type Sighting, type Span, type Track } from './track.js';
import { partsOf } from './typed-letters.js';
import { heightOf, isAtOnce, isGone, isThere, whatStays, type Written } from './what-stays.js';

/** Writing is looked at in spans of so many frames, and so often in each. */
export const SPAN_FRAMES = 24;
const LOOKS = 9;
const FEWEST_LOOKS = 6;
/** What was there for less is not seen to stay. */
const SHORTEST_STAY = 12;
/** A sighting so much fainter than the best is of something else that lies there, as share of it. */
export const HARDLY = 0.15;

/** Tells of writing that was followed for a while what of it stays at its place, and how what moves is to be covered. */
export class LookBack {
  /** `history`: of the planes on which the writing was found. */
  constructor(
    private readonly frame: { readonly width: number; readonly height: number },
    private readonly history: PlaneHistory,
  ) {}

  /** Looks back at a span: what of it stayed at its place. */
  at(track: Track, span: Span, inside: Uint8Array, all: readonly Track[]): void {
    span.complete = true;
    this.staysIn(track, span, inside);
    if (track.best < MOVING || (span.still && !runs(span.sightings))) return;
    // at its end a line is hardly sighted: it has the rows that it had before
    const before = track.spans.at(-2)?.sightings ?? [];
    const together = [...before, ...span.sightings];
    const planeAt = (index: number) => this.history.at(index);
    const told = withRows(together, planeAt, inside, this.frame.width).slice(before.length);
    const isRunning = track.spans.some(({ sightings }) => runsAlong(sightings));
    const isHeld = !isRunning && !isOfStanding(track, told, all);
    span.sightings = isHeld ? withBlocks(told, planeAt, inside, this.frame.width) : told;
  }

  private staysIn(track: Track, span: Span, inside: Uint8Array): void {
    if (track.best < PLAIN && track.seen < LOOKS) return;
    const begin = Math.max(track.spans[0]!.first, track.last - SPAN_FRAMES);
    if (track.last - begin < SHORTEST_STAY) return;
    const looks = Array.from({ length: LOOKS }, (_, look) =>
      this.history.at(begin + Math.round((look * (track.last - begin)) / (LOOKS - 1))),
    ).filter((luma) => luma !== undefined);
    if (looks.length < FEWEST_LOOKS) return;
    const { width } = this.frame;
    const core = clearlySighted(span.sightings);
    const { still, area } = stillAround(looks, this.frame, inside, span.sightings, track);
    if (!still || !standsWhereSighted(still, span.sightings, track.best, width)) return;
    this.standsThere(track, still);
    span.edges = still.edges.length;
    const clear = span.sightings.findLast(({ score }) => score >= HARDLY * track.best);
    const newest = clear && this.history.at(clear.index);
    if (newest) span.ends = withEnds(still, span.sightings, newest, width);
    if (this.history.isAtHand) span.parts = partsOf(still, this.history, track.last, width);
    const begun = track.spans[0]!.sudden;
    // what was not seen to stay until now may have faded in since it came
    const stood = track.spans.at(-2)?.still;
    const ground = begun && this.history.at((stood ? span.from : begun.index) - 1);
    if (!begun?.known || begun.index > track.spans[0]!.first || !ground) {
      span.still = still.box;
      return;
    }
    // what stood there before the writing came is none of it, also where the picture is frozen
    const so = stood ?? begun.what.box;
    const more = whatStays(looks, width, area, inside, core, { ground });
    const known = more ? union(so, more.box) : so;
    // what stays where it was clearly sighted is the writing's, whenever it came
    span.still = overlapArea(still.box, core) > 0 ? union(known, common(still.box, core)) : known;
  }

  /** What is seen to stay may have been there before it was sighted first. */
  private standsThere(track: Track, stays: Written): void {
    const isFirst = track.stays === undefined;
    track.stays = stays;
    track.height = heightOf(stays, this.history.at(track.last)!, this.frame.width);
    if (!isFirst) return;
    const came = this.cameLater(track, stays);
    if (came !== undefined) {
      [track.from, track.cameAtOnce] = [came, true];
      return;
    }
    track.from = this.stoodSince(track.from, stays);
    track.cameAtOnce = this.changes(track, track.from, track.from - 1);
  }

  /** The first of the frames up to `from` on which it stood; where that is no longer known, the video's first. */
  private stoodSince(from: number, stays: Written): number {
    let since = from;
    for (const [index, luma] of this.history.before(from)) {
      if (!isThere(stays, luma, this.frame.width)) return index + 1;
      since = index;
    }
    return this.history.hasForgotten(since - 1) ? 0 : since;
  }

  /** The frame on which what stays came at once, where nothing of it stood there when something was sighted first. */
  private cameLater({ from, last, best, spans, height = 0 }: Track, stays: Written): number | undefined {
    const clear = spans.flatMap(({ sightings }) => sightings).find(({ score }) => score >= HARDLY * best);
    const end = Math.min(last, clear?.index ?? last);
    for (let index = from; index < end; index += 1) {
      const [one, next] = [this.history.at(index), this.history.at(index + 1)];
      // nothing was seen to stay on frames that are no longer known
      if (!one || !next) continue;
      if (!isGone(stays, height, one, this.frame.width)) return undefined;
      if (isAtOnce(stays, height, next, one, this.frame.width)) return index + 1;
    }
    return undefined;
  }

  /** Whether what stays has its height on one frame, and is gone on the other. */
  changes({ stays, height = 0 }: Track, shown: number, gone: number): boolean {
    const [one, other] = [this.history.at(shown), this.history.at(gone)];
    return stays !== undefined && isAtOnce(stays, height, one, other, this.frame.width);
  }
}

/** A piece of a line that stands on the screen is on nothing that somebody holds. */
function isOfStanding({ best }: Track, sightings: readonly Sighting[], all: readonly Track[]): boolean {
  const clear = sightings.filter(({ score }) => score >= HARDLY * best);
  if (clear.length === 0) return false;
  const whole = clear.map(({ box }) => box).reduce((one, other) => union(one, other));
  return all.some(({ stays }) => stays && 2 * overlapArea(stays.box, whole) >= areaOf(whole));
}

/** So many edges on a line are its own, or of few edges such a share. */
const ENOUGH = 60;
const SHARE_ON_LINE = 0.25;

/** What stays beside a line, and none of it on the line, is something else. */
function standsWhereSighted({ edges }: Written, sightings: readonly Sighting[], best: number, width: number): boolean {
  const plain = sightings.filter(({ score }) => score >= HARDLY * best);
  if (plain.length === 0) return true;
  const { x, y, ...size } = plain.map(({ box }) => box).reduce((all, box) => union(all, box));
  const on = edges.filter((edge) => {
    const [column, row] = [(edge >> 2) % width, Math.floor((edge >> 2) / width)];
    return column >= x && column < x + size.width && row >= y && row < y + size.height;
  });
  return on.length >= Math.min(ENOUGH, SHARE_ON_LINE * edges.length);
}
