import { ColourFinder } from '../writing/colour-finder.js';
import { WritingFinder } from '../writing/find-writing.js';
import { areaOf, overlapArea } from '../picture/picture.js';
import { ColourHistory } from './plane-history.js';
import { CoversByTime } from './covers-by-time.js';
import { StandingMarks } from './standing-marks.js';
import type { Sight, TrackMargins, WritingTrack } from './track.js';
import { withoutHidden } from './hidden-covers.js';
import { type TrackedWriting, WritingTracks } from './writing-tracks.js';
import type { YuvFrame } from '../yuv-frame.js';

/** Colour of half the size is blurred over so many pixels of the frame. */
const COLOUR_EDGE = 4;
/** What a cover has around it more than it needs, in pixels of the frame. */
const RIM = 2;

type Size = { readonly width: number; readonly height: number };

/** Where writing is looked for in frames with one picture. */
export class WritingField {
  readonly luma: WritingFinder;
  readonly colour: ColourFinder;
  /** As `inside`, without where colour runs over the picture's edge. */
  readonly colourInside: Uint8Array;

  /** `seen`: pixels in which it is looked for; `inside`: those in which it is followed, without the picture's own edge. */
  constructor(
    { width, height }: Size,
    seen: Uint8Array,
    readonly inside: Uint8Array,
  ) {
    this.luma = new WritingFinder(width, height, seen);
    this.colourInside = shrunk(inside, width, COLOUR_EDGE);
    this.colour = new ColourFinder(width, height, this.colourInside);
  }
}

/**
 * Follows writing through a video, each plane for itself: what is brighter or darker than its ground in luma, what
 * differs from it in colour only in the colour differences. What any of them shows is covered.
 */
export class WritingFollower {
  private readonly luma: WritingTracks;
  private readonly blue: WritingTracks;
  private readonly red: WritingTracks;
  private readonly marks: StandingMarks;

  constructor(frame: Size, margins: TrackMargins) {
    const ofColour = () => new WritingTracks(frame, margins, (frames) => new ColourHistory(frames, frame.width));
    this.luma = new WritingTracks(frame, margins);
    [this.blue, this.red] = [ofColour(), ofColour()];
    this.marks = new StandingMarks(frame, margins);
  }

  /** Frames come in order. */
  see(index: number, { y, u, v }: YuvFrame, { luma, colour, inside, colourInside }: WritingField): void {
    this.luma.see(index, luma.find(y), y, inside);
    this.blue.see(index, colour.find(u), u, colourInside);
    this.red.see(index, colour.find(v), v, colourInside);
    this.marks.see(index, { y, u, v }, inside);
  }

  /** All writing, with its margins, within a video of `frames` frames. */
  finish(frames: number): TrackedWriting {
    const planes = [this.luma, this.blue, this.red];
    const typed = planes.map((plane) => plane.typed());
    const found = planes.map((plane, i) => plane.finish(frames, typed.toSpliced(i, 1).flat()));
    const [{ tracks, sights }, ...colours] = found as [TrackedWriting, ...TrackedWriting[]];
    const byTime = new CoversByTime(tracks);
    const isHeld = (track: WritingTrack) => byTime.near(track.first).some((other) => holdsWriting(other, track));
    // what luma shows is read there: it is clearer
    const more = colours.flatMap((one) => one.sights.filter((sight) => !isOn(sight, tracks)));
    const written = [...tracks, ...colours.flatMap((one) => one.tracks.filter((track) => !isHeld(track)))];
    return {
      tracks: withoutHidden([...written, ...this.marks.beside(written, frames)]),
      sights: [...sights, ...more].toSorted((a, b) => a.frame - b.frame),
    };
  }
}

/** The whole time, and all but the rim of it: colour is blurred, and its covers are a little larger than luma's. */
export function holdsWriting(cover: WritingTrack, { box, first, last }: WritingTrack): boolean {
  const { x, y, width, height } = cover.box;
  return (
    cover.first <= first &&
    cover.last >= last &&
    x <= box.x + RIM &&
    y <= box.y + RIM &&
    x + width >= box.x + box.width - RIM &&
    y + height >= box.y + box.height - RIM
  );
}

const isOn = ({ box, frame }: Sight, tracks: readonly WritingTrack[]) =>
  tracks.some((one) => one.first <= frame && one.last >= frame && 2 * overlapArea(one.box, box) >= areaOf(box));

/** Without the pixels that lie so near to one outside, along the row or the column. */
function shrunk(mask: Uint8Array, width: number, by: number): Uint8Array {
  return mask.map((value, at) =>
    value === 1 && [-by, by, -by * width, by * width].every((step) => mask[at + step] === 1) ? 1 : 0,
  );
}
