import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, tesseractPool } from '@endoveil/media';
import { awkwardInputs } from './awkward-inputs.js';
import { countFrames } from '../ffmpeg.js';
import type { Gate } from '../gates.js';
import { attempt, levelUnderTest, type VideoLevel } from '../level-under-test.js';
import { smallExam } from './small-exam.js';
import type { Table } from '../tables.js';

export interface AwkwardResult {
  readonly input: string;
  readonly state: string;
  readonly reason?: string;
  readonly framesIn: number;
  readonly framesOut: number | null;
  readonly seconds: number;
}

export interface AwkwardReport {
  readonly results: readonly AwkwardResult[];
  readonly gates: readonly Gate[];
}

/** Each input that nobody planned for must end in a named state, and lose no frame without saying so. */
export async function evaluateAwkward(
  { level, only = '' }: { readonly level: VideoLevel; readonly only?: string },
  onInput: (result: AwkwardResult, done: number, of: number) => void,
): Promise<AwkwardReport> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-awkward-'));
  try {
    await using ocr = tesseractPool();
    const work = levelUnderTest(level, bubblewrap(), ocr);
    const base = join(folder, 'base.mp4');
    await smallExam({ path: base, seed: 20, seconds: 1.5, happening: 'three-frames' });
    const results: AwkwardResult[] = [];
    const inputs = Object.entries(awkwardInputs).filter(([name]) => name.includes(only));
    for (const [input, make] of inputs) {
      const path = await make(base, folder);
      const framesIn = await countFrames(path);
      results.push(
        await attempt(work, path, async ({ ending, seconds }) => {
          const reason = ending.state === 'anonymized' ? ending.degraded : ending.reason;
          const framesOut = ending.state === 'anonymized' ? await countFrames(ending.artifact) : null;
          return { input, state: ending.state, ...(reason ? { reason } : {}), framesIn, framesOut, seconds };
        }),
      );
      onInput(results.at(-1)!, results.length, inputs.length);
    }
    return { results, gates: gatesOf(results) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Exported for its test. */
export function gatesOf(results: readonly AwkwardResult[]): Gate[] {
  const unnamed = results.filter(({ state, reason }) => state === 'unexpected' || reason === 'internal');
  const silent = results.filter((one) => one.framesOut !== null && one.framesOut !== one.framesIn && !one.reason);
  const names = (some: readonly AwkwardResult[]) => some.map(({ input }) => input).join(', ') || 'none';
  return [
    {
      name: 'every ending is named',
      holds: unnamed.length === 0,
      detail: `without a name: ${names(unnamed)}; of ${results.length}`,
    },
    { name: 'frames agree, or it is said', holds: silent.length === 0, detail: `silently other: ${names(silent)}` },
  ];
}

export const tableOfAwkward = ({ results }: AwkwardReport): Table => ({
  headline: ['INPUT', 'ENDED', 'REASON', 'FRAMES IN', 'OUT', 'SECONDS'],
  rows: results.map(({ input, state, reason, framesIn, framesOut, seconds }) => [
    ...[input, state, reason ?? '', String(framesIn), framesOut === null ? '-' : String(framesOut), seconds.toFixed(1)],
  ]),
});
