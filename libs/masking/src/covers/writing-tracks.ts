import { betweenLines } from './between-lines.js';
import { coversOf } from './cover-track.js';
import type { Writing } from '../writing/find-writing.js';
import { withoutHidden } from './hidden-covers.js';
import { HARDLY, LookBack, SPAN_FRAMES } from './look-back.js';
import { areaOf, overlapArea } from '../picture/picture.js';
import { LumaHistory, type PlaneHistory } from './plane-history.js';
import {
  isWriting,
  lineWithMargin,
  PLAIN,
  type Sight,
  type Span,
  type Sudden,
  type Track,
  type TrackMargins,
  type WritingTrack,
} from './track.js';
import { type TypedLine, typedLine } from './typed-covers.js';
import { isThere, PLAINLY_THERE, whatIsNew } from './what-stays.js';

export interface TrackedWriting {
  readonly tracks: readonly WritingTrack[];
  readonly sights: readonly Sight[];
}

/** Nothing is followed for less. */
const LEAST = 1;
/** Most sights kept for reading. */
const MOST_SIGHTS = 64;
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
  private readonly lookBack: LookBack;

  /** `history`: of the planes that are handed in, in the size of the frame. */
  constructor(
    private readonly frame: { readonly width: number; readonly height: number },
    private readonly margins: TrackMargins,
    history: (frames: number) => PlaneHistory = (frames) => new LumaHistory(frames),
  ) {
    this.history = history(2 * SPAN_FRAMES + 2);
    this.lookBack = new LookBack(frame, this.history);
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
      track.wentAtOnce = this.lookBack.changes(track, track.until, track.until + 1);
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

  private complete(track: Track, span: Span, inside: Uint8Array): void {
    this.lookBack.at(track, span, inside, [...this.open, ...this.closed]);
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
