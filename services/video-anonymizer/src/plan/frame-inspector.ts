import {
  BodyWatch,
  type Layout,
  LayoutWatch,
  maskOf,
  MixedLines,
  type Sight,
  WritingField,
  WritingFollower,
  type WritingTrack,
  type YuvFrame,
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
const MARGIN_SECONDS = { slow: 1, sudden: 0.08 };
/** What is no known layout may have begun a moment earlier, unless the frame before it had plainly its own. */
const UNKNOWN_MARGIN_SECONDS = 0.2;
const PLAINLY = 0.5;
/** Who takes the endoscope out is seen a moment before and after the room is. */
const OUTSIDE_MARGIN_SECONDS = 1;

/** In display pixels: half a letter tells a letter. And in those of the survey: the faint end of a last letter may not be seen to stay. */
const AROUND_PIXELS = 8;
const FAINT_END_PIXELS = 6;
/** The picture's own edge is no writing, in pixels of the survey. */
const EDGE_PIXELS = 6;

interface Watched {
  readonly watch: LayoutWatch;
  readonly field: WritingField;
  readonly body: BodyWatch | undefined;
}

/** Looks at every single frame, for its layout and for writing inside the picture. */
export class FrameInspector {
  private readonly watched: readonly Watched[];
  private readonly writing: WritingFollower;
  private readonly seen: SeenLayout[] = [];
  /** Frames that were taken outside the body. */
  private readonly outside: number[] = [];
  private readonly width: number;
  private readonly height: number;
  private readonly framesPerSecond: number;
  private readonly mixed: MixedLines | undefined;
  private current = 0;

  /** `layouts` as found in a sample of the survey's size. `strict`: what was taken outside the body is no known layout. */
  constructor(facts: VideoFacts, layouts: readonly Layout[], { strict = false }: { readonly strict?: boolean } = {}) {
    const { width, height } = layouts[0]!.frames[0]!;
    [this.width, this.height] = [width, height];
    this.mixed = facts.interlaced ? new MixedLines(width, height) : undefined;
    this.framesPerSecond = (1000 * facts.ptsTable.length) / Math.max(1, facts.durationMs);
    this.writing = new WritingFollower(
      { width, height },
      {
        slow: this.framesOf(MARGIN_SECONDS.slow),
        sudden: Math.max(2, this.framesOf(MARGIN_SECONDS.sudden)),
        around: Math.ceil((AROUND_PIXELS * width) / facts.displayWidth) + FAINT_END_PIXELS,
      },
    );
    this.watched = layouts.map(({ picture, frames }) => ({
      watch: new LayoutWatch(picture, frames),
      field: new WritingField(
        { width, height },
        maskOf(picture, width, height),
        maskOf(picture, width, height, EDGE_PIXELS),
      ),
      body: strict ? new BodyWatch(picture, frames) : undefined,
    }));
  }

  /** Every frame of the video, in order, `yuv420p`, of the survey's size. */
  see({ index, data }: Frame): void {
    const decoded = yuvFrame(data, this.width, this.height);
    const frame = this.mixed?.of(decoded) ?? decoded;
    const shown = this.layoutOf(frame);
    this.seen.push(shown);
    if (shown.layout === null) return;
    this.current = shown.layout;
    const { field, body } = this.watched[this.current]!;
    if (body?.isOutside(frame)) this.outside.push(index);
    this.writing.see(index, frame, field);
  }

  /** The layout of the frames before, as long as it is; then any other. */
  private layoutOf(frame: YuvFrame): SeenLayout {
    const strange = this.watched[this.current]!.watch.strangeness(frame);
    if (strange <= 1) return { layout: this.current, plain: strange <= PLAINLY };
    const others = this.watched.map(({ watch }) => watch.strangeness(frame));
    const layout = others.findIndex((one) => one <= 1);
    return layout < 0 ? { layout: null, plain: false } : { layout, plain: others[layout]! <= PLAINLY };
  }

  finish(): Inspection {
    const { tracks, sights } = this.writing.finish(this.seen.length);
    const margin = this.framesOf(OUTSIDE_MARGIN_SECONDS);
    const last = this.seen.length - 1;
    for (const at of this.outside)
      for (let near = Math.max(0, at - margin); near <= Math.min(last, at + margin); near += 1)
        this.seen[near] = { layout: null, plain: false };
    return { layouts: layoutStretches(this.seen, this.framesOf(UNKNOWN_MARGIN_SECONDS)), writing: tracks, sights };
  }

  private framesOf(seconds: number): number {
    return Math.max(1, Math.round(seconds * this.framesPerSecond));
  }
}

/** What a frame shows. */
export interface SeenLayout {
  readonly layout: number | null;
  /** Nothing of another one is mixed in. */
  readonly plain: boolean;
}

/** Frames a switch of layouts is blurred over. */
const SWITCH_MARGIN = 1;

/**
 * Neighbouring frames of one layout become one stretch; what lies at a change is unknown, and near an unknown layout
 * that may have come or gone slowly, `margin` frames.
 */
export function layoutStretches(seen: readonly SeenLayout[], margin: number): LayoutStretch[] {
  const shown = seen.map(({ layout }) => layout);
  const marginAt = (i: number) => (seen[i]?.plain === false ? margin : SWITCH_MARGIN);
  for (const [i, { layout }] of seen.entries()) {
    const before = seen[i - 1]?.layout;
    if (before === undefined || before === layout) continue;
    shown.fill(null, Math.max(0, i - (layout === null ? marginAt(i - 1) : SWITCH_MARGIN)), i);
    shown.fill(null, i, i + (before === null ? marginAt(i) : SWITCH_MARGIN));
  }
  const stretches: { first: number; last: number; layout: number | null }[] = [];
  for (const [i, layout] of shown.entries()) {
    const open = stretches.at(-1);
    if (open && open.layout === layout) open.last = i;
    else stretches.push({ first: i, last: i, layout });
  }
  return stretches;
}
