import {
  type Layout,
  LayoutWatch,
  maskOf,
  mixLines,
  type Sight,
  WritingFinder,
  type WritingTrack,
  WritingTracks,
  yuvFrame,
} from '@endoveil/masking';
import type { Frame, Stretch, VideoFacts } from '@endoveil/media';

/** Frames with one layout, by its place among the layouts; null: none that is known. */
export interface LayoutStretch extends Stretch {
  readonly layout: number | null;
}

export interface Inspection {
  /** In order, without a gap, the whole video. */
  readonly layouts: readonly LayoutStretch[];
  /** Writing inside the picture, in pixels of the survey's frames. */
  readonly writing: readonly WritingTrack[];
  /** Its clearest sights, to be read. */
  readonly sights: readonly Sight[];
}

/** A name that fades in or is typed is covered so long before and after it was seen; one that comes at once, less. */
const MARGIN_SECONDS = { slow: 1, sudden: 0.16 };
/** What is no known layout may have begun a moment earlier. */
const UNKNOWN_MARGIN_SECONDS = 0.2;

/** In display pixels: half a letter tells a letter. */
const AROUND_PIXELS = 8;
/** The picture's own edge is no writing, in pixels of the survey. */
const EDGE_PIXELS = 4;

interface Watched {
  /** Pixels that writing is followed in. */
  readonly inside: Uint8Array;
  readonly watch: LayoutWatch;
  readonly finder: WritingFinder;
}

/** Looks at every single frame, for its layout and for writing inside the picture. */
export class FrameInspector {
  private readonly watched: readonly Watched[];
  private readonly tracks: WritingTracks;
  private readonly seen: (number | null)[] = [];
  private readonly width: number;
  private readonly height: number;
  private readonly framesPerSecond: number;
  private readonly mixed: Uint8Array | undefined;
  private current = 0;

  /** `layouts` as found in a sample of the survey's size. */
  constructor(facts: VideoFacts, layouts: readonly Layout[]) {
    const { width, height } = layouts[0]!.frames[0]!;
    [this.width, this.height] = [width, height];
    this.mixed = facts.interlaced ? new Uint8Array(width * height) : undefined;
    this.framesPerSecond = (1000 * facts.ptsTable.length) / Math.max(1, facts.durationMs);
    this.tracks = new WritingTracks(
      { width, height },
      {
        slow: this.framesOf(MARGIN_SECONDS.slow),
        sudden: this.framesOf(MARGIN_SECONDS.sudden),
        around: Math.ceil((AROUND_PIXELS * width) / facts.displayWidth) + 3,
      },
    );
    this.watched = layouts.map(({ picture, frames }) => ({
      watch: new LayoutWatch(picture, frames),
      finder: new WritingFinder(width, height, maskOf(picture, width, height)),
      inside: maskOf(picture, width, height, EDGE_PIXELS),
    }));
  }

  /** Every frame of the video, in order, `yuv420p`, of the survey's size. */
  see({ index, data }: Frame): void {
    const decoded = yuvFrame(data, this.width, this.height);
    const frame = this.mixed ? { ...decoded, y: mixLines(decoded, this.mixed) } : decoded;
    if (!this.watched[this.current]!.watch.hasLayout(frame)) {
      const other = this.watched.findIndex(({ watch }) => watch.hasLayout(frame));
      if (other < 0) {
        this.seen.push(null);
        return;
      }
      this.current = other;
    }
    this.seen.push(this.current);
    const { finder, inside } = this.watched[this.current]!;
    this.tracks.see(index, finder.find(frame.y), frame.y, inside);
  }

  finish(): Inspection {
    const { tracks, sights } = this.tracks.finish(this.seen.length);
    return { layouts: layoutStretches(this.seen, this.framesOf(UNKNOWN_MARGIN_SECONDS)), writing: tracks, sights };
  }

  private framesOf(seconds: number): number {
    return Math.max(1, Math.round(seconds * this.framesPerSecond));
  }
}

/** Frames a switch of layouts is blurred over. */
const SWITCH_MARGIN = 1;

/** Neighbouring frames of one layout become one stretch; what lies at a change, or near an unknown layout, is unknown. */
export function layoutStretches(seen: readonly (number | null)[], margin: number): LayoutStretch[] {
  const shown = [...seen];
  for (let i = 0; i < seen.length; i += 1) {
    if (seen[i] === null) shown.fill(null, Math.max(0, i - margin), i + margin + 1);
    else if (i > 0 && seen[i - 1] !== null && seen[i - 1] !== seen[i])
      shown.fill(null, Math.max(0, i - SWITCH_MARGIN), i + SWITCH_MARGIN);
  }
  const stretches: { first: number; last: number; layout: number | null }[] = [];
  for (const [i, layout] of shown.entries()) {
    const open = stretches.at(-1);
    if (open && open.layout === layout) open.last = i;
    else stretches.push({ first: i, last: i, layout });
  }
  return stretches;
}
