import { betweenLines } from './between-lines.js';
import { coversOf, runs, runsAlong } from './cover-track.js';
import { CoversByTime } from './covers-by-time.js';
import type { Writing } from '../writing/find-writing.js';
import { areaOf, overlapArea, union } from '../picture/picture.js';
import { withBlocks } from './moving-block.js';
import { LumaHistory, type PlaneHistory } from './plane-history.js';
import {
  isWriting,
  lineWithMargin,
  MOVING,
  PLAIN,
  type Sight,
  type Sighting,
  type Span,
  type Sudden,
  type Track,
  type TrackMargins,
  type WritingTrack,
} from './track.js';
import { withEnds } from './line-ends.js';
import { withRows } from './running-line.js';
import { clearlySighted, stillAround } from './still-around.js';
import { type TypedLine, typedLine } from './typed-covers.js';
import { partsOf } from './typed-letters.js';
import {
  heightOf,
  isAtOnce,
  isGone,
  PLAINLY_THERE,
  isThere,
  whatIsNew,
  whatStays,
  type Written,
} from './what-stays.js';

export interface TrackedWriting {
  readonly tracks: readonly WritingTrack[];
  readonly sights: readonly Sight[];
}

/** Nothing is followed for less. */
const LEAST = 1;
/** Writing is looked at in spans of so many frames, and so often in each. */
const SPAN_FRAMES = 24;
const LOOKS = 9;
const FEWEST_LOOKS = 6;
/** What was there for less is not seen to stay. */
const SHORTEST_STAY = 12;
/** Most sights kept for reading. */
const MOST_SIGHTS = 64;
/** A sighting so much fainter than the best is of something else that lies there, as share of it. */
const HARDLY = 0.15;
/** Frames at the beginning and at the end of a track that tell whether it came and went at once. */
const AT_ONCE = 3;

/**
 * Follows writing from frame to frame. What stays at its place is covered as tightly as its edges tell, what moves by
 * a box for a few frames each; both for some frames before it was first seen and after it was last seen: a name is not
 * shown while it fades or is typed.
 */
export class WritingTracks {
  private open: Track[] = [];
  private readonly closed: Track[] = [];
  private inside: Uint8Array | undefined;
  private readonly history: PlaneHistory;

  /** `history`: of the planes that are handed in, in the size of the frame. */
  constructor(
    private readonly frame: { readonly width: number; readonly height: number },
    private readonly margins: TrackMargins,
    history: (frames: number) => PlaneHistory = (frames) => new LumaHistory(frames),
  ) {
    this.history = history(2 * SPAN_FRAMES + 2);
  }

  /** What was found on a frame's plane; frames come in order. `inside`: pixels that are looked at. */
  see(index: number, found: readonly Writing[], plane: Uint8Array, inside: Uint8Array): void {
    this.history.add(index, plane);
    const ended = this.open.filter(({ last, until }) => Math.max(last, until) + this.margins.slow < index);
    if (ended.length > 0) {
      this.close(ended, inside);
      this.open = this.open.filter((track) => !ended.includes(track));
    }
    this.inside = inside;
    const writings = found.filter(({ score }) => score >= LEAST).toSorted((a, b) => b.score - a.score);
    if (writings.length === 0 && this.open.length === 0) return;
    const luma = this.history.at(index)!;
    for (const writing of writings) this.follow(this.trackOf(writing, index, luma), index, writing, luma);
    for (const track of this.open) {
      if (track.stays && isThere(track.stays, luma, this.frame.width)) track.until = index;
      const span = track.spans.at(-1)!;
      if (!span.complete && index - span.first >= SPAN_FRAMES) this.complete(track, span, inside);
    }
  }

  /** Lines that were typed; no further frames come. */
  typed(): readonly TypedLine[] {
    if (this.inside) this.close(this.open.splice(0), this.inside);
    return this.closed.flatMap((track) => typedLine(track) ?? []);
  }

  /** All writing, with its margins, within a video of `frames` frames. */
  finish(frames: number, typedElsewhere?: readonly TypedLine[]): TrackedWriting {
    if (this.inside) this.close(this.open.splice(0), this.inside);
    const covers = this.closed.flatMap((track) => coversOf(track, this.margins, this.frame, frames, typedElsewhere));
    const tracks = withoutHidden([...covers, ...betweenLines(covers)]);
    const clearest = this.closed.toSorted((a, b) => b.best - a.best).slice(0, MOST_SIGHTS);
    return { tracks, sights: clearest.map(({ sight }) => sight).toSorted((a, b) => a.frame - b.frame) };
  }

  private close(tracks: readonly Track[], inside: Uint8Array): void {
    for (const track of tracks) {
      const span = track.spans.at(-1)!;
      if (!span.complete) this.complete(track, span, inside);
      track.wentAtOnce = this.changes(track, track.until, track.until + 1);
    }
    this.closed.push(...tracks.filter(isWriting));
  }

  /** The track that the line goes on with: the one that it covers most of. */
  private trackOf(writing: Writing, index: number, luma: Uint8Array): Track {
    const { box } = writing;
    let [best, most] = [undefined as Track | undefined, 0];
    for (const track of this.open) {
      const both = overlapArea(track.newest, box);
      if (3 * both < Math.min(areaOf(track.newest), areaOf(box)) || both <= most) continue;
      [best, most] = [track, both];
    }
    if (best) return best;
    const track: Track = {
      newest: box,
      from: index,
      until: index,
      clear: 0,
      spans: [],
      last: -1,
      seen: 0,
      evidence: 0,
      best: 0,
      late: [],
      early: 0,
      sight: this.sightOf(index, writing, luma),
    };
    this.open.push(track);
    return track;
  }

  private follow(track: Track, index: number, writing: Writing, luma: Uint8Array): void {
    const { box, score } = writing;
    let span = track.spans.at(-1);
    if (!span || span.complete) {
      // what was not seen for some frames was still there
      span = { first: index, from: span ? track.last + 1 : index, sightings: [], complete: false };
      track.spans.push(span);
    }
    const before = track.clear;
    if (score >= PLAIN && score >= 2 * before && !span.sudden) span.sudden = this.suddenly(writing, index, luma);
    else if (span.sudden && isThere(span.sudden.what, luma, this.frame.width, PLAINLY_THERE)) span.sudden.until = index;
    span.sightings.push({ index, box, score, turned: writing.turned });
    // a faint line that is met on the way does not lead the track away
    if (score >= 0.5 * track.clear) [track.newest, track.clear] = [box, score];
    else if (track.last !== index) track.clear *= 0.9;
    const isClear = score >= HARDLY * track.best;
    if (isClear) track.until = index;
    if (track.last !== index) {
      track.seen += 1;
      if (isClear) track.late.push(score);
      if (track.late.length > AT_ONCE) track.late.shift();
    }
    track.last = index;
    track.evidence += score;
    if (track.seen <= AT_ONCE) track.early = Math.max(track.early, score);
    if (score <= track.best) return;
    track.best = score;
    track.sight = this.sightOf(index, writing, luma);
  }

  private suddenly({ box, turned }: Writing, index: number, luma: Uint8Array): Sudden | undefined {
    const before = this.history.at(index - 1);
    const what = whatIsNew(luma, before, this.frame.width, box, lineWithMargin(box, turned, this.frame));
    return what && { index, what, known: before !== undefined, until: index };
  }

  /** Looks back at a span: what of it stayed at its place. */
  private complete(track: Track, span: Span, inside: Uint8Array): void {
    span.complete = true;
    this.staysIn(track, span, inside);
    if (track.best < MOVING || (span.still && !runs(span.sightings))) return;
    // at its end a line is hardly sighted: it has the rows that it had before
    const before = track.spans.at(-2)?.sightings ?? [];
    const together = [...before, ...span.sightings];
    const planeAt = (index: number) => this.history.at(index);
    const told = withRows(together, planeAt, inside, this.frame.width).slice(before.length);
    const isRunning = track.spans.some(({ sightings }) => runsAlong(sightings));
    const isHeld = !isRunning && !this.isOfStanding(track, told);
    span.sightings = isHeld ? withBlocks(told, planeAt, inside, this.frame.width) : told;
  }

  /** A piece of a line that stands on the screen is on nothing that somebody holds. */
  private isOfStanding(track: Track, sightings: readonly Sighting[]): boolean {
    const clear = sightings.filter(({ score }) => score >= HARDLY * track.best);
    if (clear.length === 0) return false;
    const all = clear.map(({ box }) => box).reduce((one, other) => union(one, other));
    return [...this.open, ...this.closed].some(({ stays }) => stays && 2 * overlapArea(stays.box, all) >= areaOf(all));
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
    const ground = this.history.at(span.from - 1);
    if (!begun?.known || begun.index > track.spans[0]!.first || !ground) {
      span.still = still.box;
      return;
    }
    // what stood there before the writing came is none of it, also where the picture is frozen
    const so = track.spans.at(-2)?.still ?? begun.what.box;
    const more = whatStays(looks, width, area, inside, core, { ground });
    span.still = more ? union(so, more.box) : so;
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
    for (let index = track.from - 1; ; index -= 1) {
      const luma = this.history.at(index);
      if (!luma || !isThere(stays, luma, this.frame.width)) break;
      track.from = index;
    }
    track.cameAtOnce = this.changes(track, track.from, track.from - 1);
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
  private changes({ stays, height = 0 }: Track, shown: number, gone: number): boolean {
    const [one, other] = [this.history.at(shown), this.history.at(gone)];
    return stays !== undefined && isAtOnce(stays, height, one, other, this.frame.width);
  }

  private sightOf(frame: number, { box, turned }: Pick<Writing, 'box' | 'turned'>, luma: Uint8Array): Sight {
    const area = lineWithMargin(box, turned, this.frame);
    const cut = new Uint8Array(area.width * area.height);
    for (let row = 0; row < area.height; row += 1) {
      const from = (area.y + row) * this.frame.width + area.x;
      cut.set(luma.subarray(from, from + area.width), row * area.width);
    }
    return { box: area, turned, frame, luma: cut };
  }
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

/** Several lines may be sighted in one piece of writing: a cover that lies in another one all the time is not needed. */
export function withoutHidden(tracks: readonly WritingTrack[]): WritingTrack[] {
  const bySize = tracks.toSorted((a, b) => areaOf(b.box) - areaOf(a.box) || b.last - b.first - (a.last - a.first));
  const kept: WritingTrack[] = [];
  const keptByTime = new CoversByTime();
  for (const track of bySize) {
    if (keptByTime.near(track.first).some((other) => hides(other, track))) continue;
    kept.push(track);
    keptByTime.add(track);
  }
  return kept.toSorted((a, b) => a.first - b.first);
}

const hides = (one: WritingTrack, other: WritingTrack) =>
  one.first <= other.first && one.last >= other.last && overlapArea(one.box, other.box) === areaOf(other.box);
