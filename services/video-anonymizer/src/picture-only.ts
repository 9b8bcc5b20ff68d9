import type { Findings, LevelName, ReasonCode } from '@endoveil/contracts';
import { findPicture, type Geometry } from '@endoveil/masking';
import { probeVideo, type Sandbox } from '@endoveil/media';
import type { Anonymized, Declined, Task } from '@endoveil/work';
import { join } from 'node:path';
import type { Inspection } from './inspect-frames.js';
import { blackFrames, coveredShare, type MaskPlan, maskPlan } from './mask-plan.js';
import { renderMasked } from './render-masked.js';
import { type Survey, survey } from './survey.js';

/** Black for more of the duration than this: a person looks at it. */
const DEGRADED_SHARE = 0.05;
/** And for more than this it is no result. */
const DECLINE_SHARE = 0.5;
/** Writing takes less of the picture: where more is covered a person looks at what was lost. */
const COVERED_SHARE = 0.1;

export interface Found {
  readonly survey: Survey;
  readonly geometry: Extract<Geometry, { found: true }>;
}

/** What both levels begin with: every frame's time, a sample, and the picture; or why there is none. */
export async function lookAt(sandbox: Sandbox, task: Task): Promise<Found | Declined> {
  const facts = await probeVideo(sandbox, task.sourcePath, task.signal);
  const surveyed = await survey(sandbox, facts, task);
  const geometry = findPicture(surveyed.sample);
  return geometry.found ? { survey: surveyed, geometry } : { outcome: 'declined', reason: geometry.reason };
}

export const isDeclined = (value: object): value is Declined => 'outcome' in value && value.outcome === 'declined';

/** What both levels end with: the plan, the encode, and what has to be said about it. */
export async function produce(
  sandbox: Sandbox,
  level: LevelName,
  { survey: { facts, damaged }, geometry }: Found,
  inspection: Inspection,
  learned: Pick<Findings, 'fields' | 'pages'>,
  task: Task,
): Promise<Anonymized | Declined> {
  const frames = facts.ptsTable.length;
  const plan: MaskPlan = maskPlan(facts, geometry.picture, inspection.otherLayout, inspection.text);
  const black = blackFrames(plan, frames) / frames;
  if (black > DECLINE_SHARE) return { outcome: 'declined', reason: 'geometry-uncertain' };
  const written = await renderMasked(sandbox, facts, plan, task, 'artifact.mp4');
  const lost = damaged || written !== frames;
  const covered = coveredShare(plan, frames);
  const degraded: ReasonCode | undefined = lost
    ? 'frames-lost'
    : black > DEGRADED_SHARE
      ? 'geometry-uncertain'
      : covered > COVERED_SHARE
        ? 'picture-covered'
        : undefined;
  return {
    outcome: 'anonymized',
    artifact: { path: join(task.scratchDir, 'artifact.mp4'), mediaType: 'video/mp4' },
    findings: { schema: 1, kind: 'video', level, ...learned, source: { frames, durationMs: facts.durationMs } },
    ...(degraded ? { degraded } : {}),
  };
}
