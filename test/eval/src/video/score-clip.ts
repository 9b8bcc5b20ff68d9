import { isLegible, spreadWithin } from './legible.js';
import { LostPictureCount, type LostPicture } from './lost-picture.js';
import type { PlaneFrame } from './plane-frames.js';
import { framesOfTruth, type TruthBox, type TruthClip } from './truth.js';

/** Where something was legible, for whoever wants to look. */
export interface LegiblePlace {
  readonly frame: number;
  readonly kind: string;
  readonly box: TruthBox;
  /** Standard deviation of the box's pixels, of 255. */
  readonly spread: number;
}

export interface ClipScore {
  /** Identifying boxes, counted on every frame they stand in. */
  readonly boxes: number;
  readonly legibleBoxes: number;
  /** Frames that carry an identifying box, and those on which one is legible. */
  readonly phiFrames: number;
  readonly legibleFrames: number;
  readonly first?: LegiblePlace;
  readonly lost: LostPicture;
  readonly framesIn: number;
  readonly framesOut: number;
}

export interface Frames {
  next(): Promise<PlaneFrame | undefined>;
}

/** Both videos frame by frame against the truth. A frame that is missing in the output shows nothing. */
export async function scoreClip(clip: TruthClip, source: Frames, output: Frames): Promise<ClipScore> {
  const [width, height] = clip.size;
  const lost = new LostPictureCount(clip.picture_box, width, height);
  const table = framesOfTruth(clip);
  let [boxes, legibleBoxes, phiFrames, legibleFrames] = [0, 0, 0, 0];
  let [framesIn, framesOut] = [0, 0];
  let first: LegiblePlace | undefined;
  for (;;) {
    const [before, after] = await Promise.all([source.next(), output.next()]);
    if (!before && !after) break;
    const frame = Math.max(framesIn, framesOut);
    if (before) framesIn += 1;
    if (after) framesOut += 1;
    const stretch = table[frame];
    const identifying = stretch?.items.filter(({ phi }) => phi) ?? [];
    boxes += identifying.length;
    phiFrames += identifying.length > 0 ? 1 : 0;
    if (!after) continue;
    const legible = identifying.filter(({ box }) => isLegible(after, box));
    legibleBoxes += legible.length;
    legibleFrames += legible.length > 0 ? 1 : 0;
    if (legible[0]) {
      const { kind, box } = legible[0];
      first ??= { frame, kind, box, spread: spreadWithin(after, box) };
    }
    if (before && !stretch?.no_picture) lost.see(before, after, stretch?.items.map(({ box }) => box) ?? []);
  }
  const counts = { boxes, legibleBoxes, phiFrames, legibleFrames, framesIn, framesOut };
  return { ...counts, lost: lost.result(), ...(first ? { first } : {}) };
}
