import { createHash } from 'node:crypto';
import { EncodePlan } from '@endoveil/contracts';
import type { Stretch } from '@endoveil/media';
import type { MaskPlan } from './mask-plan.js';

/** What a video was made by. */
export interface Made {
  readonly mask: MaskPlan;
  readonly windows: readonly Stretch[];
  readonly timeBase: readonly [number, number];
  /** Of every frame, in ticks of the time base. */
  readonly ptsTable: readonly bigint[];
}

/** As it is kept with the findings. Throws on a time beyond what a JSON number holds. */
export function encodePlanOf({ mask, windows, timeBase, ptsTable }: Made): EncodePlan {
  const [start = 0n] = ptsTable;
  return EncodePlan.parse({
    version: 3,
    ...mask,
    segments: lasting(mask.segments, ptsTable.length),
    covers: lasting(mask.covers, ptsTable.length),
    windows,
    timeBase,
    start: Number(start),
    steps: stepsOf(ptsTable),
  });
}

/** SHA-256, hexadecimal. */
export const hashOf = (plan: EncodePlan): string => createHash('sha256').update(JSON.stringify(plan)).digest('hex');

/** Without what lies behind the last frame. */
const lasting = <T extends Stretch>(parts: readonly T[], frames: number): T[] =>
  parts
    .filter(({ first }) => first < frames)
    .map((part) => ({ ...part, last: Math.max(part.first, Math.min(part.last, frames - 1)) }));

function stepsOf(times: readonly bigint[]): [number, number][] {
  const steps: [number, number][] = [];
  for (let i = 1; i < times.length; i += 1) {
    const step = Number(times[i]! - times[i - 1]!);
    const last = steps.at(-1);
    if (last?.[0] === step) last[1] += 1;
    else steps.push([step, 1]);
  }
  return steps;
}
