import {
  findTextLike,
  LayoutWatch,
  maskOf,
  type Picture,
  type Strokes,
  TextTracks,
  type TextTrack,
} from '@endoveil/masking';
import type { Frame, Stretch } from '@endoveil/media';
import { rgbOf } from './rgb-of.js';
import type { Survey } from './survey.js';

export interface Inspection {
  /** Frames that do not have the layout the picture was found in. They become black. */
  readonly otherLayout: readonly Stretch[];
  /** Writing inside the picture, in pixels of the survey's frames. */
  readonly text: readonly TextTrack[];
}

const MARGIN_SECONDS = 0.4;
/** How long dense strokes must have stood still. Shorter than the margin, which covers their beginning. */
const EARLIER_SECONDS = 0.25;

/** Looks at every single frame, for its layout and for writing inside the picture. */
export class FrameInspector {
  private readonly margin: number;
  private readonly lag: number;
  private readonly layout: LayoutWatch;
  private readonly inside: Uint8Array;
  private readonly tracks: TextTracks;
  private readonly other: number[] = [];
  private readonly recent: Uint8Array[] = [];
  private readonly nothing: Uint8Array;
  private readonly rgb: Uint8Array;
  private readonly width: number;
  private readonly height: number;
  private strokes: Strokes | undefined;

  constructor({ facts, sample }: Survey, picture: Picture) {
    const { width, height } = sample[0]!;
    this.width = width;
    this.height = height;
    const frames = facts.ptsTable.length;
    this.margin = Math.max(1, Math.round((MARGIN_SECONDS * 1000 * frames) / Math.max(1, facts.durationMs)));
    this.lag = Math.max(1, Math.round(this.margin * (EARLIER_SECONDS / MARGIN_SECONDS)));
    this.layout = new LayoutWatch(picture, sample);
    this.inside = maskOf(picture, width, height, 1);
    this.tracks = new TextTracks(this.margin);
    // against it nothing stands still: what is there from the start is found a moment later, and the margin reaches back
    this.nothing = new Uint8Array(width * height);
    this.rgb = new Uint8Array(3 * width * height);
  }

  /** Every frame of the video, in order, `yuv420p`, of the survey's size. */
  see({ index, data }: Frame): void {
    const { width, height } = this;
    const rgb = rgbOf(data, width, height, this.rgb);
    if (!this.layout.hasLayout({ width, height, rgb })) this.other.push(index);
    // a ring of frames: the oldest is the moment ago, and its memory becomes this frame's
    const gray = this.recent.length > this.lag ? this.recent.shift()! : new Uint8Array(width * height);
    for (let i = 0, at = 0; i < gray.length; i += 1, at += 3)
      gray[i] = (rgb[at]! * 77 + rgb[at + 1]! * 150 + rgb[at + 2]! * 29) >> 8;
    const earlier = this.recent.length < this.lag ? this.nothing : this.recent[0];
    const found = findTextLike({ width, height, gray }, this.inside, this.strokes, earlier);
    this.strokes = found.strokes;
    this.recent.push(gray);
    this.tracks.see(index, found.boxes);
  }

  /** `frames`: how many there were. */
  finish(frames: number): Inspection {
    return { otherLayout: stretchesOf(this.other, this.margin, frames), text: this.tracks.finish(frames) };
  }
}

/** Neighbouring frames become one stretch, with a margin on both sides. */
export function stretchesOf(indexes: readonly number[], margin: number, frames: number): Stretch[] {
  const stretches: { first: number; last: number }[] = [];
  for (const index of indexes) {
    const first = Math.max(0, index - margin);
    const last = Math.min(frames - 1, index + margin);
    const open = stretches.at(-1);
    if (open && first <= open.last + 1) open.last = Math.max(open.last, last);
    else stretches.push({ first, last });
  }
  return stretches;
}
