import type { Rectangle } from './picture.js';

/** Something that looks like writing, over a stretch of frames. Both ends belong to it. */
export interface TextTrack {
  readonly box: Rectangle;
  readonly first: number;
  readonly last: number;
}

/**
 * Follows boxes from frame to frame. A track is closed once nothing touched it for `marginFrames`, and covers as many
 * frames before and after: a name is not shown while it fades.
 */
export class TextTracks {
  private open: { box: Rectangle; largest: number; first: number; last: number }[] = [];
  private readonly closed: TextTrack[] = [];

  constructor(private readonly marginFrames: number) {}

  see(index: number, boxes: readonly Rectangle[]): void {
    const ended = this.open.filter(({ last }) => last + 2 * this.marginFrames < index);
    this.closed.push(...ended);
    if (ended.length > 0) this.open = this.open.filter((track) => !ended.includes(track));
    for (const box of boxes) {
      const track = this.open.find((one) => isSame(one, box));
      if (track) {
        track.box = union(track.box, box);
        track.largest = Math.max(track.largest, areaOf(box));
        track.last = index;
      } else this.open.push({ box, largest: areaOf(box), first: index, last: index });
    }
  }

  /** All tracks, with their margins, within a video of `frames` frames. */
  finish(frames: number): TextTrack[] {
    this.closed.push(...this.open.splice(0));
    return this.closed.map(({ box, first, last }) => ({
      box,
      first: Math.max(0, first - this.marginFrames),
      last: Math.min(frames - 1, last + this.marginFrames),
    }));
  }
}

/** One touching the other is not enough: reflexes would join, one after the other, to a cover of the whole picture. */
function isSame({ box: a, largest }: { box: Rectangle; largest: number }, b: Rectangle): boolean {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (wide <= 0 || high <= 0) return false;
  const mostlyCommon = 2 * wide * high >= Math.min(areaOf(a), areaOf(b));
  return mostlyCommon && areaOf(union(a, b)) <= 1.5 * Math.max(largest, areaOf(b));
}

const areaOf = ({ width, height }: Rectangle) => width * height;

function union(a: Rectangle, b: Rectangle): Rectangle {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
