import { isInside, maskOf, type Picture, type Rectangle } from '@endoveil/masking';
import type { Masking, Stretch } from '@endoveil/media';

/** Frames with one place of the picture. */
export interface Segment extends Stretch {
  /** In display pixels; null: all black. */
  readonly picture: Picture | null;
  /** Pixels by which the picture is shrunk: it was measured in smaller frames. */
  readonly insetPixels: number;
}

/** A filled rectangle over a stretch of frames, in display pixels, even on all sides. */
export interface Cover extends Stretch {
  readonly box: Rectangle;
}

/** Everything that is painted black, in display space. */
export interface MaskPlan {
  readonly width: number;
  readonly height: number;
  /** In order, without a gap, the whole video. */
  readonly segments: readonly Segment[];
  readonly covers: readonly Cover[];
}

/** The last frame of a plan made before the frames were counted. */
export const UNTIL_THE_END = Infinity;

const writtenCover = ({ first, last, box }: Cover) => [first, last, ...sides(box)];
const shape = (picture: Picture | null, insetPixels: number) =>
  picture ? [picture.shape, ...sides(picture.box), ...picture.cuts, ...sides(picture.ellipse), insetPixels] : [];
const sides = (box: Rectangle | undefined) => (box ? [box.x, box.y, box.width, box.height] : []);

/** The windows in which one plan paints another frame black, or another part of one, than the other. */
export function windowsThatDiffer(before: MaskPlan, after: MaskPlan, windows: readonly Stretch[]): Stretch[] {
  const sameSize = before.width === after.width && before.height === after.height;
  return windows.filter((window) => !sameSize || within(before, window) !== within(after, window));
}

/** What a plan does in a window, written in one way. */
function within({ segments, covers }: MaskPlan, window: Stretch): string {
  const clipped = <T extends Stretch>(parts: readonly T[]) =>
    parts
      .filter(({ first, last }) => first <= window.last && last >= window.first)
      .map((part) => ({ ...part, first: Math.max(part.first, window.first), last: Math.min(part.last, window.last) }));
  const shapes: { first: number; shape: string }[] = [];
  for (const { first, picture, insetPixels } of clipped(segments)) {
    const next = JSON.stringify(shape(picture, insetPixels));
    if (shapes.at(-1)?.shape !== next) shapes.push({ first, shape: next });
  }
  const boxes = clipped(covers).map((cover) => writtenCover(cover).join(' '));
  return JSON.stringify([shapes, boxes.toSorted()]);
}

/** As the encoder wants it. Each different picture is drawn once. */
export function maskingOf({ width, height, segments, covers }: MaskPlan): Masking {
  const drawn = new Map<string, Uint8Array>();
  return {
    width,
    height,
    covers,
    segments: segments.map(({ first, last, picture, insetPixels }) => {
      if (!picture) return { first, last, keep: null };
      const key = JSON.stringify(shape(picture, insetPixels));
      const keep = drawn.get(key) ?? maskOf(picture, width, height, insetPixels);
      drawn.set(key, keep);
      return { first, last, keep };
    }),
  };
}

/** Of `frames` frames, how many are covered whole. */
export function blackFrames({ segments, covers, width, height }: MaskPlan, frames: number): number {
  const black = new Uint8Array(frames);
  for (const { picture, first, last } of segments) if (!picture) black.fill(1, first, last + 1);
  for (const { box, first, last } of covers)
    if (box.width === width && box.height === height) black.fill(1, first, last + 1);
  return black.reduce((sum, value) => sum + value, 0);
}

/** Share of the picture, over the whole duration, that is covered: 0 to 1. Covers that lie over each other count once. */
export function coveredShare({ segments, covers, width, height }: MaskPlan, frames: number): number {
  const [columns, rows] = [64, 36];
  let [covered, cells] = [0, 0];
  for (const { picture, first, last } of segments) {
    if (!picture) continue;
    const end = Math.min(last, frames - 1);
    for (let i = 0; i < columns * rows; i += 1) {
      const x = (((i % columns) + 0.5) * width) / columns;
      const y = ((Math.floor(i / columns) + 0.5) * height) / rows;
      if (!isInside(picture, x, y)) continue;
      cells += end - first + 1;
      const over = covers.filter(
        ({ box, ...stretch }) =>
          x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height && stretch.last >= first,
      );
      for (const one of merged(over)) covered += Math.max(0, Math.min(end, one.last) - Math.max(first, one.first) + 1);
    }
  }
  return covered / Math.max(1, cells);
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: { first: number; last: number }[] = [];
  for (const { first, last } of stretches.toSorted((a, b) => a.first - b.first)) {
    const open = result.at(-1);
    if (open && first <= open.last + 1) open.last = Math.max(open.last, last);
    else result.push({ first, last });
  }
  return result;
}
