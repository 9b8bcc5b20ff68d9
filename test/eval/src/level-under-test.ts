import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EndoveilError, type ReasonCode } from '@endoveil/contracts';
import type { Ocr, Sandbox } from '@endoveil/media';
import { FrameCleaning, RoiMasking } from '@endoveil/video-anonymizer';
import type { AnonymizeWork, Task } from '@endoveil/work';

export const videoLevels = ['frame-cleaning', 'roi-masking'] as const;
export type VideoLevel = (typeof videoLevels)[number];

/** The level as the service runs it, in the real sandbox; without a bus, a database and zones. */
export function levelUnderTest(level: VideoLevel, sandbox: Sandbox, ocr: Ocr): AnonymizeWork {
  return level === 'frame-cleaning' ? new FrameCleaning(sandbox, ocr) : new RoiMasking(sandbox);
}

/** How one video ended. Every ending has a name; `unexpected` is a defect of ours. */
export type Ending =
  | { readonly state: 'anonymized'; readonly degraded?: ReasonCode; readonly artifact: string }
  | { readonly state: 'declined' | 'quarantined' | 'failed'; readonly reason: ReasonCode }
  | { readonly state: 'unexpected'; readonly reason: string };

/** What `measure` may look at, while the files are still there. */
export interface Attempt {
  readonly ending: Ending;
  readonly seconds: number;
  /** Everything the overlay told, as it would be stored, encrypted. */
  readonly findings?: unknown;
}

/** Runs the level on one file in a folder that is wiped afterwards. */
export async function attempt<T>(
  level: AnonymizeWork,
  file: string,
  measure: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-eval-'));
  try {
    const sourcePath = join(folder, 'source');
    const scratchDir = join(folder, 'scratch');
    await copyFile(file, sourcePath);
    await mkdir(scratchDir);
    const startedAt = performance.now();
    const ended = await endingOf(level, { sourcePath, scratchDir });
    return await measure({ ...ended, seconds: (performance.now() - startedAt) / 1000 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function endingOf(
  level: AnonymizeWork,
  paths: Pick<Task, 'sourcePath' | 'scratchDir'>,
): Promise<Omit<Attempt, 'seconds'>> {
  const signal = new AbortController().signal;
  try {
    const result = await level.run({
      ...paths,
      kind: 'video',
      knownValues: [],
      signal,
      progress: () => undefined,
    });
    if (result.outcome === 'declined') return { ending: { state: 'declined', reason: result.reason } };
    const { degraded, artifact, findings } = result;
    return { ending: { state: 'anonymized', artifact: artifact.path, ...(degraded ? { degraded } : {}) }, findings };
  } catch (error) {
    if (!(error instanceof EndoveilError))
      return { ending: { state: 'unexpected', reason: error instanceof Error ? error.name : 'not an error' } };
    const state = error.name === 'Unreadable' ? 'quarantined' : error.name === 'Poison' ? 'declined' : 'failed';
    return { ending: { state, reason: error.code } };
  }
}
