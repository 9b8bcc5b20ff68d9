import {
  findTextLike,
  LayoutWatch,
  maskOf,
  type Picture,
  type Strokes,
  TextTracks,
  type TextTrack,
} from '@endoveil/masking';
import { decodeFrames, type Sandbox } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import type { Survey } from './survey.js';

/** A stretch of frames; both ends belong to it. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

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
export async function inspectFrames(
  sandbox: Sandbox,
  { facts, sample }: Survey,
  picture: Picture,
  task: Task,
): Promise<Inspection> {
  const { width, height } = sample[0]!;
  const frames = facts.ptsTable.length;
  const margin = Math.max(1, Math.round((MARGIN_SECONDS * 1000 * frames) / Math.max(1, facts.durationMs)));
  const layout = new LayoutWatch(picture, sample);
  const inside = maskOf(picture, width, height, 1);
  const tracks = new TextTracks(margin);
  const other: number[] = [];
  let strokes: Strokes | undefined;
  const lag = Math.max(1, Math.round(margin * (EARLIER_SECONDS / MARGIN_SECONDS)));
  const recent: Uint8Array[] = [];
  // against it nothing stands still: what is there from the start is found a moment later, and the margin reaches back
  const nothing = new Uint8Array(width * height);
  const request = { path: task.sourcePath, facts, width, height, pixelFormat: 'rgb24', signal: task.signal } as const;
  for await (const { index, data } of decodeFrames(sandbox, request)) {
    if (!layout.hasLayout({ width, height, rgb: data })) other.push(index);
    // a ring of frames: the oldest is the moment ago, and its memory becomes this frame's
    const gray = recent.length > lag ? recent.shift()! : new Uint8Array(width * height);
    for (let i = 0, at = 0; i < gray.length; i += 1, at += 3)
      gray[i] = (data[at]! * 77 + data[at + 1]! * 150 + data[at + 2]! * 29) >> 8;
    const found = findTextLike({ width, height, gray }, inside, strokes, recent.length < lag ? nothing : recent[0]);
    strokes = found.strokes;
    recent.push(gray);
    tracks.see(index, found.boxes);
    if (index % 25 === 0) task.progress({ done: index, total: frames });
  }
  return { otherLayout: stretchesOf(other, margin, frames), text: tracks.finish(frames) };
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
