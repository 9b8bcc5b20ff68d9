import type { SampleFrame } from '@endoveil/masking';
import { decodeFrames, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { Task } from '@endoveil/work';

/** Width of the frames that geometry and text are looked for in, pixels. */
export const SURVEY_WIDTH = 640;
const SAMPLE = 64;

export interface Survey {
  /** With its frame times. */
  readonly facts: VideoFacts;
  /** 64 to 128 frames spread over the whole video, or all of a shorter one. */
  readonly sample: readonly SampleFrame[];
  /** The decoder said that something was damaged. */
  readonly damaged: boolean;
}

export function surveySize({ displayWidth, displayHeight }: VideoFacts): { width: number; height: number } {
  const width = Math.min(SURVEY_WIDTH, displayWidth);
  return { width, height: Math.max(2, Math.round((displayHeight * width) / displayWidth / 2) * 2) };
}

/** One pass over every frame: their times, and a sample. */
export async function survey(sandbox: Sandbox, facts: VideoFacts, task: Task): Promise<Survey> {
  const { width, height } = surveySize(facts);
  const ptsTable: bigint[] = [];
  let kept: { index: number; frame: SampleFrame }[] = [];
  let every = 1;
  let damaged = false;
  const request = { path: task.sourcePath, facts, width, height, pixelFormat: 'rgb24', signal: task.signal } as const;
  for await (const { index, pts, data } of decodeFrames(sandbox, { ...request, onDamage: () => (damaged = true) })) {
    ptsTable.push(pts);
    if (index % every === 0) kept.push({ index, frame: { width, height, rgb: Uint8Array.from(data) } });
    // twice as many as wanted: every second one goes, and from now on as few are taken
    if (kept.length >= 2 * SAMPLE) {
      every *= 2;
      kept = kept.filter((one) => one.index % every === 0);
    }
    if (index % 25 === 0) task.progress({ done: index });
  }
  const [num, den] = facts.timeBase;
  const first = ptsTable[0] ?? 0n;
  const last = ptsTable.at(-1) ?? 0n;
  const durationMs = (Number(last - first) * 1000 * num) / den;
  return { facts: { ...facts, ptsTable, durationMs }, sample: kept.map(({ frame }) => frame), damaged };
}
