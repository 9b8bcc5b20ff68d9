import { isInside, type Picture, type Rectangle, scaled, type TextTrack } from '@endoveil/masking';
import type { VideoFacts } from '@endoveil/media';
import type { Stretch } from './inspect-frames.js';
import { surveySize } from './survey.js';

/** A filled rectangle over a stretch of frames, in display pixels, even on all sides. */
export interface Cover extends Stretch {
  readonly box: Rectangle;
}

/** Everything that is painted black, in display space. */
export interface MaskPlan {
  readonly version: 1;
  readonly width: number;
  readonly height: number;
  readonly picture: Picture;
  /** Pixels by which the picture is shrunk: the survey's frames are smaller than the video's. */
  readonly insetPixels: number;
  readonly covers: readonly Cover[];
}

/** More covers than this make ffmpeg slow; then whole frames are covered where the covers are. */
const MOST_COVERS = 120;

export function maskPlan(
  facts: VideoFacts,
  picture: Picture,
  otherLayout: readonly Stretch[],
  text: readonly TextTrack[],
): MaskPlan {
  const { displayWidth: width, displayHeight: height } = facts;
  const survey = surveySize(facts);
  const [fx, fy] = [width / survey.width, height / survey.height];
  const all = { x: 0, y: 0, width, height };
  const covers: Cover[] = otherLayout.map((stretch) => ({ ...stretch, box: all }));
  const texts = text.map(({ box, first, last }) => ({
    first,
    last,
    box: evenBox({ x: box.x * fx, y: box.y * fy, width: box.width * fx, height: box.height * fy }, width, height),
  }));
  covers.push(...(texts.length > MOST_COVERS ? merged(texts).map((stretch) => ({ ...stretch, box: all })) : texts));
  return {
    version: 1,
    width,
    height,
    picture: scaled(picture, fx, fy),
    insetPixels: Math.ceil(1.5 * Math.max(fx, fy)),
    covers,
  };
}

/** Of `frames` frames, how many are covered whole. */
export function blackFrames(plan: MaskPlan, frames: number): number {
  const black = new Uint8Array(frames);
  for (const { box, first, last } of plan.covers)
    if (box.width === plan.width && box.height === plan.height) black.fill(1, first, last + 1);
  return black.reduce((sum, value) => sum + value, 0);
}

/** Share of the picture, over the whole duration, that is covered: 0 to 1. Covers that lie over each other count once. */
export function coveredShare({ picture, covers, width, height }: MaskPlan, frames: number): number {
  const [columns, rows] = [64, 36];
  const cells = Array.from({ length: columns * rows }, (_, i) => ({
    x: (((i % columns) + 0.5) * width) / columns,
    y: ((Math.floor(i / columns) + 0.5) * height) / rows,
  })).filter(({ x, y }) => isInside(picture, x, y));
  const covered = cells.map(({ x, y }) =>
    merged(covers.filter(({ box }) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)),
  );
  const sum = covered.flat().reduce((total, { first, last }) => total + last - first + 1, 0);
  return sum / Math.max(1, cells.length * frames);
}

function evenBox(box: Rectangle, width: number, height: number): Rectangle {
  const x = Math.floor(box.x / 2) * 2;
  const y = Math.floor(box.y / 2) * 2;
  const right = Math.min(width, Math.ceil((box.x + box.width) / 2) * 2);
  const bottom = Math.min(height, Math.ceil((box.y + box.height) / 2) * 2);
  return { x, y, width: right - x, height: bottom - y };
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
