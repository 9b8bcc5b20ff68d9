import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Findings, LevelName, ReasonCode } from '@endoveil/contracts';
import { BodyWatch, findLayouts, type Layout } from '@endoveil/masking';
import {
  encodeAgain,
  type Encoded,
  encodeWindows,
  type EncoderSettings,
  type EncodeRequest,
  joinWindows,
  type Sandbox,
  standardEncoder,
  type VideoFacts,
} from '@endoveil/media';
import type { Anonymized, Declined, Task } from '@endoveil/work';
import { FrameInspector, type Inspection } from '../plan/frame-inspector.js';
import { encodePlanOf, hashOf } from '../plan/encode-plan.js';
import { blackFrames, coveredShare, maskingOf, type MaskPlan, windowsThatDiffer } from '../plan/mask-plan.js';
import { finalPlan, optimisticPlan } from '../plan/plan-masks.js';
import { type Survey, survey, surveySize, timed } from '../plan/survey.js';

/** Black for more of the duration than this: a person looks at it. */
const DEGRADED_SHARE = 0.05;
/** And for more than this it is no result. */
const DECLINE_SHARE = 0.5;
/** Writing takes less of the picture: where more is covered a person looks at what was lost. */
const COVERED_SHARE = 0.2;
/** Short windows are soon encoded again; each begins with a key frame, which costs bytes. */
const WINDOW_SECONDS = 5;

/** How results are made. */
export interface Making {
  readonly encoder: EncoderSettings;
  /** What was taken outside the body is black; where that cannot be told, there is no result. */
  readonly strict: boolean;
}
export const standardMaking: Making = { encoder: standardEncoder, strict: false };

export interface Found {
  readonly survey: Survey;
  /** At least one, the longest first. */
  readonly layouts: readonly Layout[];
}

/** The video encoded on the guess that there is no writing in the picture, and what was seen on its frames meanwhile. */
export interface FirstPass {
  readonly request: EncodeRequest;
  /** With the times that the frames really have. */
  readonly facts: VideoFacts;
  readonly plan: MaskPlan;
  readonly encoded: Encoded;
  readonly inspection: Inspection;
}

/** What both levels begin with: a sample, and the picture; or why there is none. */
export async function lookAt(sandbox: Sandbox, { strict }: Making, task: Task): Promise<Found | Declined> {
  const surveyed = await survey(sandbox, task);
  const layouts = findLayouts(surveyed.sample);
  if ('found' in layouts) return { outcome: 'declined', reason: layouts.reason };
  const isSure = !strict || layouts.some(({ picture, frames }) => new BodyWatch(picture, frames).isSure);
  return isSure ? { survey: surveyed, layouts } : { outcome: 'declined', reason: 'body-uncertain' };
}

export const isDeclined = (value: object): value is Declined => 'outcome' in value && value.outcome === 'declined';

/** Decodes every frame once: it is masked, encoded and looked at. */
export async function encodeAndInspect(
  sandbox: Sandbox,
  found: Found,
  { encoder, strict }: Making,
  task: Task,
): Promise<FirstPass> {
  const { survey: surveyed, layouts } = found;
  const { facts } = surveyed;
  const plan = optimisticPlan(facts, layouts);
  const request: EncodeRequest = {
    path: task.sourcePath,
    facts,
    masking: maskingOf(plan),
    encoder,
    windowFrames: Math.max(1, Math.round((WINDOW_SECONDS * facts.frameRate[0]) / facts.frameRate[1])),
    small: surveySize(facts),
    scratchDir: task.scratchDir,
    signal: task.signal,
  };
  const inspector = new FrameInspector(facts, layouts, { strict });
  const total = facts.ptsTable.length;
  const encoded = await encodeWindows(sandbox, request, (frame) => {
    inspector.see(frame);
    if (frame.index % 25 === 0) task.progress({ done: frame.index, total });
  });
  const inspection = inspector.finish();
  return { request, facts: timed(facts, encoded.ptsTable), plan, encoded, inspection };
}

/** What both levels end with: the windows in which the guess was wrong, all windows joined, and what has to be said. */
export async function produce(
  sandbox: Sandbox,
  level: LevelName,
  { survey: { packets }, layouts }: Found,
  { request, facts, plan: guessed, encoded, inspection }: FirstPass,
  learned: Pick<Findings, 'fields' | 'pages'>,
  task: Task,
): Promise<Anonymized | Declined> {
  const { ptsTable, timeBase } = facts;
  const frames = ptsTable.length;
  const plan = finalPlan(facts, layouts, inspection, task.corrections);
  const black = blackFrames(plan, frames) / frames;
  if (black > DECLINE_SHARE) return { outcome: 'declined', reason: 'geometry-uncertain' };
  const { windows } = encoded;
  const wrong = windowsThatDiffer(guessed, plan, windows);
  const again = { ...request, masking: maskingOf(plan) };
  const progress = () => task.progress({ done: frames, total: frames });
  const files = await encodeAgain(sandbox, again, encoded, wrong, packets, progress);
  const path = join(task.scratchDir, 'artifact.mp4');
  await joinWindows(sandbox, {
    files: [encoded.file, ...files],
    windows,
    ptsTable,
    timeBase,
    path,
    signal: task.signal,
    onProgress: progress,
  });
  // scratch may be memory: what is joined is not needed twice
  await Promise.all([encoded.file, ...files].map(async (file) => await rm(file.path)));
  const covered = coveredShare(plan, frames);
  const degraded: ReasonCode | undefined = encoded.damaged
    ? 'frames-lost'
    : black > DEGRADED_SHARE
      ? 'geometry-uncertain'
      : covered > COVERED_SHARE
        ? 'picture-covered'
        : undefined;
  const written = encodePlanOf({ mask: plan, windows, timeBase, ptsTable });
  const source = { frames, durationMs: facts.durationMs, planHash: hashOf(written) };
  return {
    outcome: 'anonymized',
    artifact: { path, mediaType: 'video/mp4' },
    findings: { schema: 1, kind: 'video', level, ...learned, plan: written, source },
    ...(degraded ? { degraded } : {}),
  };
}
