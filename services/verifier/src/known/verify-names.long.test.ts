import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactHash } from '@endoveil/contracts';
import { bubblewrap } from '@endoveil/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVideo, writing } from '../video/planted-video-rig.js';
import { Verify } from '../verify.js';

const sandbox = bubblewrap();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-names-'));
  await chmod(folder, 0o777);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** DejaVu's capitals are 0.729 of the size high. */
const fontSize = (capitals: number) => Math.round(capitals / 0.729);
const grid = [12, 16, 24, 40].flatMap((capitals) => [
  ...[1, 0.7, 0.4].map((opacity) => ({ capitals, opacity, frames: [20, 22] as const })),
  { capitals, opacity: 1, frames: [20, 20] as const },
]);

describe('a name in the picture that nobody knows', () => {
  it.each(grid)('$capitals pixels high, opacity $opacity, frames $frames: never verified', async (one) => {
    const { capitals, opacity, frames } = one;
    const text = writing('Oetting Maria', 260, 150, frames, fontSize(capitals)).replace('white', `white@${opacity}`);
    const name = `${capitals}-${opacity}-${frames.join('-')}.mp4`;
    const path = await makeVideo(sandbox, folder, name, { planted: `noise=alls=4:allf=t,${text}` });
    const scratchDir = await mkdtemp(join(folder, 'scratch-'));
    const { checks } = await new Verify(sandbox).run({
      ...{ kind: 'video', sourcePath: path, artifactPath: path, artifactHash: ArtifactHash.parse('a'.repeat(64)) },
      ...{ level: 'frame-cleaning', scratchDir, knownValues: [], signal: AbortSignal.timeout(120_000) },
      progress: () => undefined,
    });
    const found = checks.filter(({ name: check, outcome }) => check.startsWith('text-') && outcome !== 'passed');
    expect(found).not.toEqual([]);
  });
});
