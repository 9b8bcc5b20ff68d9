import { type YuvFrame, yuvFrame } from '@endoveil/masking';
import { type PacketTable, probePackets, sampleFrames, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { Task } from '@endoveil/work';

/** Width of the frames that geometry and text are looked for in, pixels. */
export const SURVEY_WIDTH = 960;

export interface Survey {
  /** Frame times are the container's promise. */
  readonly facts: VideoFacts;
  /** At most 128 frames spread over the whole video. */
  readonly sample: readonly YuvFrame[];
  readonly packets: PacketTable;
}

export function surveySize({ displayWidth, displayHeight }: VideoFacts): { width: number; height: number } {
  const width = Math.min(SURVEY_WIDTH, displayWidth);
  return { width, height: Math.max(2, Math.round((displayHeight * width) / displayWidth / 2) * 2) };
}

/** What is known of a video before all of it is decoded. */
export async function survey(sandbox: Sandbox, { sourcePath: path, signal, progress }: Task): Promise<Survey> {
  const onProgress = (done: number) => progress({ done });
  const { facts, packets } = await probePackets(sandbox, path, signal, () => onProgress(0));
  const size = surveySize(facts);
  const { frames, times } = await sampleFrames(sandbox, { path, facts, packets, ...size, signal, onProgress });
  const sample = frames.map(({ data }) => yuvFrame(data, size.width, size.height));
  return { facts: timed(facts, times), sample, packets };
}

export function timed(facts: VideoFacts, ptsTable: readonly bigint[]): VideoFacts {
  const [num, den] = facts.timeBase;
  const ticks = Number((ptsTable.at(-1) ?? 0n) - (ptsTable[0] ?? 0n));
  return { ...facts, ptsTable, durationMs: (ticks * 1000 * num) / den };
}
