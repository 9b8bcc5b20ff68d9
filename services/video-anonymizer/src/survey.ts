import type { SampleFrame } from '@endoveil/masking';
import { probeVideo, type Sample, sampleFrames, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { rgbOf } from './rgb-of.js';

/** Width of the frames that geometry and text are looked for in, pixels. */
export const SURVEY_WIDTH = 640;

export interface Survey {
  /** Frame times are the container's promise. */
  readonly facts: VideoFacts;
  /** 64 to 128 frames spread over the whole video, or all of a shorter one. */
  readonly sample: readonly SampleFrame[];
  readonly packets: Sample['packets'];
}

export function surveySize({ displayWidth, displayHeight }: VideoFacts): { width: number; height: number } {
  const width = Math.min(SURVEY_WIDTH, displayWidth);
  return { width, height: Math.max(2, Math.round((displayHeight * width) / displayWidth / 2) * 2) };
}

/** What is known of a video before all of it is decoded. */
export async function survey(sandbox: Sandbox, { sourcePath: path, signal, progress }: Task): Promise<Survey> {
  const facts = await probeVideo(sandbox, path, signal);
  const size = surveySize(facts);
  const onProgress = (done: number) => progress({ done });
  const { frames, packets, times } = await sampleFrames(sandbox, { path, facts, ...size, signal, onProgress });
  const sample = frames.map(({ data }) => ({ ...size, rgb: rgbOf(data, size.width, size.height) }));
  return { facts: timed(facts, times), sample, packets };
}

export function timed(facts: VideoFacts, ptsTable: readonly bigint[]): VideoFacts {
  const [num, den] = facts.timeBase;
  const ticks = Number((ptsTable.at(-1) ?? 0n) - (ptsTable[0] ?? 0n));
  return { ...facts, ptsTable, durationMs: (ticks * 1000 * num) / den };
}
