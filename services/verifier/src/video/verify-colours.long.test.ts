import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactHash } from '@endoveil/contracts';
import { bubblewrap } from '@endoveil/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourWriting, grounds, hues, inkOn, makeVideo, tissueOf } from './planted-video-rig.js';
import { Verify } from '../verify.js';

const sandbox = bubblewrap();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-colours-'));
  await chmod(folder, 0o777);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Less can hardly be read, nor told from what an encoder makes of tissue. */
const READABLE = 26;
const times = [
  [20, 20],
  [20, 22],
  [10, 40],
] as const;
const grid = grounds.flatMap((ground) =>
  Object.entries(hues).flatMap(([hue, colour]) => {
    const { away, ...ink } = inkOn(ground, colour);
    return away < READABLE ? [] : times.map((frames) => ({ ground, hue, ink, frames }));
  }),
);

describe('a name in the picture that is as bright as the tissue', () => {
  it.each(grid)('$hue on $ground, frames $frames: never verified', async ({ ground, hue, ink, frames }) => {
    const path = await makeVideo(sandbox, folder, `${ground}-${hue}-${frames.join('-')}.mp4`, {
      picture: tissueOf(ground),
      planted: colourWriting({ text: 'Oetting Maria', ...ink, x: 270, y: 150, frames }),
    });
    const scratchDir = await mkdtemp(join(folder, 'scratch-'));
    const { verdict } = await new Verify(sandbox).run({
      ...{ kind: 'video', sourcePath: path, artifactPath: path, artifactHash: ArtifactHash.parse('a'.repeat(64)) },
      ...{ level: 'frame-cleaning', scratchDir, knownValues: [], signal: AbortSignal.timeout(120_000) },
      progress: () => undefined,
    });
    expect(verdict).not.toBe('verified');
  });
});
