import type { Writing } from './find-writing.js';
import { type Rectangle, union } from './picture.js';

/** Writing over a stretch of frames. Both ends belong to it. */
export interface WritingTrack {
  readonly box: Rectangle;
  readonly first: number;
  readonly last: number;
}

/** The clearest sight of a piece of writing, to be read. */
export interface Sight {
  readonly box: Rectangle;
  readonly turned: boolean;
  readonly frame: number;
  readonly luma: Uint8Array;
}

export interface TrackedWriting {
  readonly tracks: readonly WritingTrack[];
  readonly sights: readonly Sight[];
}

/** Evidence on a single frame that leaves no doubt: log odds along a line. */
const PLAIN = 8;
/** Fainter evidence counts when it stays: so much on average, over so many frames. */
const FAINT = 2.5;
const STAYS_FRAMES = 8;
/** Around a box, in pixels: more than the cells that boxes are made of, and tails reach further than stems. */
const LEAST_MARGIN = 11;
/** Nothing is followed for less. */
const LEAST = 1;
/** A box is kept for so many frames before a new one is begun: what moves does not cover its whole way for ever. */
const SPAN_FRAMES = 25;
/** Most sights kept for reading. */
const MOST_SIGHTS = 64;

interface Span {
  box: Rectangle;
  first: number;
  last: number;
}

/** Frames at the beginning and at the end of a track that tell whether it came and went at once. */
const AT_ONCE = 3;
/** It did when it was as clear as this share of its best. */
const CLEAR = 0.5;

export interface TrackMargins {
  /** Frames after which writing that was not seen has gone, and covered where it came or went slowly: fading, typed. */
  readonly slow: number;
  /** Frames covered before and after writing that came or went at once. */
  readonly sudden: number;
}

interface Track {
  newest: Rectangle;
  readonly spans: Span[];
  last: number;
  seen: number;
  evidence: number;
  best: number;
  /** The newest scores, and the best of the first ones. */
  readonly late: number[];
  early: number;
  sight: Sight;
}

/**
 * Follows writing from frame to frame. A track covers some frames before it was first seen and after it was last seen:
 * a name is not shown while it fades or is typed.
 */
export class WritingTracks {
  private open: Track[] = [];
  private readonly closed: Track[] = [];

  constructor(
    private readonly frame: { readonly width: number; readonly height: number },
    private readonly margins: TrackMargins,
  ) {}

  /** What was found on a frame; frames come in order. */
  see(index: number, found: readonly Writing[], luma: Uint8Array): void {
    const ended = this.open.filter(({ last }) => last + this.margins.slow < index);
    if (ended.length > 0) {
      this.closed.push(...ended.filter(isWriting));
      this.open = this.open.filter((track) => !ended.includes(track));
    }
    for (const writing of found) {
      if (writing.score < LEAST) continue;
      const track = this.open.find(({ newest }) => isSame(newest, writing.box));
      if (track) this.follow(track, index, writing, luma);
      else
        this.open.push({
          newest: writing.box,
          spans: [{ box: writing.box, first: index, last: index }],
          last: index,
          seen: 1,
          evidence: writing.score,
          best: writing.score,
          late: [writing.score],
          early: writing.score,
          sight: this.sightOf(index, writing, luma),
        });
    }
  }

  /** All writing, with its margins, within a video of `frames` frames. */
  finish(frames: number): TrackedWriting {
    this.closed.push(...this.open.splice(0).filter(isWriting));
    const tracks = this.closed.flatMap((track) => this.covered(track, frames));
    const clearest = this.closed.toSorted((a, b) => b.best - a.best).slice(0, MOST_SIGHTS);
    return { tracks, sights: clearest.map(({ sight }) => sight).toSorted((a, b) => a.frame - b.frame) };
  }

  private covered({ spans, early, late, best, sight }: Track, frames: number): WritingTrack[] {
    const margin = (clearest: number) => (clearest >= CLEAR * best ? this.margins.sudden : this.margins.slow);
    const [before, after] = [margin(early), margin(Math.max(...late))];
    const all = joined(spans);
    return all.map(({ box, first, last }, i) => ({
      box: this.withMargin(box, sight.turned),
      // in the midst of a track, what moves is covered where it will be and where it was
      first: Math.max(0, first - (i === 0 ? before : this.margins.sudden)),
      last: Math.min(frames - 1, last + (i === all.length - 1 ? after : this.margins.sudden)),
    }));
  }

  private follow(track: Track, index: number, { box, score, turned }: Writing, luma: Uint8Array): void {
    const span = track.spans.at(-1)!;
    // what was not seen for some frames was still there
    if (index - span.first < SPAN_FRAMES) [span.box, span.last] = [union(span.box, box), index];
    else track.spans.push({ box: union(track.newest, box), first: span.last + 1, last: index });
    if (track.last !== index) track.seen += 1;
    track.last = index;
    track.newest = box;
    track.evidence += score;
    track.late.push(score);
    if (track.late.length > AT_ONCE) track.late.shift();
    if (track.seen <= AT_ONCE) track.early = Math.max(track.early, score);
    if (score <= track.best) return;
    track.best = score;
    track.sight = this.sightOf(index, { box, turned }, luma);
  }

  private sightOf(frame: number, { box, turned }: Pick<Writing, 'box' | 'turned'>, luma: Uint8Array): Sight {
    const area = this.withMargin(box, turned);
    const cut = new Uint8Array(area.width * area.height);
    for (let row = 0; row < area.height; row += 1) {
      const from = (area.y + row) * this.frame.width + area.x;
      cut.set(luma.subarray(from, from + area.width), row * area.width);
    }
    return { box: area, turned, frame, luma: cut };
  }

  /** Capitals, tails and the letters at both ends may have been too faint. */
  private withMargin({ x, y, width, height }: Rectangle, turned: boolean): Rectangle {
    const high = turned ? width : height;
    const [along, across] = [Math.round(0.6 * high) + LEAST_MARGIN, Math.round(0.15 * high) + LEAST_MARGIN];
    const [dx, dy] = turned ? [across, along] : [along, across];
    const left = Math.max(0, x - dx);
    const top = Math.max(0, y - dy);
    return {
      x: left,
      y: top,
      width: Math.min(this.frame.width, x + width + dx) - left,
      height: Math.min(this.frame.height, y + height + dy) - top,
    };
  }
}

function isWriting({ best, seen, evidence }: Track): boolean {
  return best >= PLAIN || (seen >= STAYS_FRAMES && evidence >= FAINT * seen);
}

function isSame(a: Rectangle, b: Rectangle): boolean {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide > 0 && high > 0 && 3 * wide * high >= Math.min(areaOf(a), areaOf(b));
}

/** Spans behind each other with nearly the same box become one. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const before = result.at(-1);
    const both = before && union(before.box, span.box);
    if (both && areaOf(both) <= 1.2 * Math.min(areaOf(before.box), areaOf(span.box)))
      [before.box, before.last] = [both, span.last];
    else result.push({ ...span });
  }
  return result;
}

const areaOf = ({ width, height }: Rectangle) => width * height;
