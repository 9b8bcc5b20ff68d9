import { join } from 'node:path';
import { bubblewrap, type Sandbox, tesseractPool } from '@endoveil/media';
import type { AnonymizeWork } from '@endoveil/work';
import { gatesOf, type SetResult, summed } from './gates-of-set.js';
import type { Gate } from '../gates.js';
import { attempt, type Ending, levelUnderTest, type VideoLevel } from '../level-under-test.js';
import { oldMethod } from './old-method.js';
import { PlaneFrames } from './plane-frames.js';
import { type ClipScore, scoreClip } from './score-clip.js';
import { readTruth, type TruthClip } from './truth.js';

export interface VideoEvaluation {
  /** Part of the clips' names; default all. */
  readonly only?: string;
  readonly level: VideoLevel;
  /** Also measures the old systems' method on the same clips. */
  readonly baseline: boolean;
  readonly onClip: (done: number, of: number) => void;
}

export interface ClipResult {
  readonly file: string;
  /** Without identifying text: nothing in its picture may be covered. */
  readonly control: boolean;
  readonly state: Ending['state'];
  /** Why it was declined, or why it is degraded. */
  readonly reason?: string;
  readonly seconds: number;
  readonly score?: ClipScore;
  readonly old?: ClipScore;
}

export interface VideoReport {
  readonly level: VideoLevel;
  readonly ours: SetResult;
  readonly old?: SetResult;
  readonly clips: readonly ClipResult[];
  readonly gates: readonly Gate[];
}

/** Runs the level over every clip of the folder and holds each output, frame by frame, against the truth. */
export async function evaluateVideo(folder: string, options: VideoEvaluation): Promise<VideoReport> {
  const sandbox = bubblewrap();
  await using ocr = tesseractPool();
  const level = levelUnderTest(options.level, sandbox, ocr);
  const clips = (await readTruth(folder)).filter(({ file }) => file.includes(options.only ?? ''));
  const results: ClipResult[] = [];
  for (const clip of clips) {
    results.push(await evaluateClip(level, sandbox, folder, clip, options.baseline));
    options.onClip(results.length, clips.length);
  }
  const old = options.baseline ? summed(results.map(asOldMethod)) : undefined;
  return {
    level: options.level,
    ours: summed(results),
    ...(old ? { old } : {}),
    clips: results,
    gates: gatesOf(results),
  };
}

async function evaluateClip(
  level: AnonymizeWork,
  sandbox: Sandbox,
  folder: string,
  clip: TruthClip,
  baseline: boolean,
): Promise<ClipResult> {
  const path = join(folder, clip.file);
  const [width, height] = clip.size;
  const ours = await attempt(level, path, async ({ ending, seconds }) => {
    if (ending.state !== 'anonymized') return { state: ending.state, reason: ending.reason, seconds };
    await using source = new PlaneFrames(path, width, height);
    await using output = new PlaneFrames(ending.artifact, width, height);
    const score = await scoreClip(clip, source, output);
    return { state: ending.state, ...(ending.degraded ? { reason: ending.degraded } : {}), seconds, score };
  });
  const result = { file: clip.file, control: clip.phi_frames === 0, ...ours };
  if (!baseline) return result;
  await using source = new PlaneFrames(path, width, height);
  await using output = await oldMethod(sandbox, path, clip);
  return { ...result, old: await scoreClip(clip, source, output) };
}

/** The old method declines nothing and says nothing of itself. */
function asOldMethod({ file, control, old }: ClipResult): ClipResult {
  return { file, control, state: 'anonymized', seconds: 0, ...(old ? { score: old } : {}) };
}
