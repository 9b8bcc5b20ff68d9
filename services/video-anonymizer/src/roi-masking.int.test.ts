import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap } from '@endoveil/media';
import { encodeFrames, type happeningNames, layoutNamed, syntheticExam } from '@endoveil/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RoiMasking } from './roi-masking.js';

const level = new RoiMasking(bubblewrap());
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roi-masking-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function outcomeOf(happening: (typeof happeningNames)[number], layoutName: string) {
  const sourcePath = join(folder, happening);
  const layout = layoutNamed(layoutName);
  const { width, height, frames } = syntheticExam({ seed: 31, happening, layout, frames: 60 });
  const pixels = function* () {
    for (const shown of frames()) yield shown.pixels;
  };
  const { framesPerSecond } = layout;
  const encoder = '-c:v libx264 -preset ultrafast -crf 20 -pix_fmt yuv420p -f mp4'.split(' ');
  await encodeFrames({ width, height, framesPerSecond, frames: pixels() }, encoder, sourcePath);
  return await level.run({
    kind: 'video',
    sourcePath,
    scratchDir: await mkdtemp(join(folder, 'attempt-')),
    knownValues: [],
    signal: new AbortController().signal,
    progress: () => undefined,
  });
}

describe('the picture alone', () => {
  it.each(['layout-switch', 'worklist'] as const)('is not kept where its place is uncertain: %s', async (happening) => {
    expect(await outcomeOf(happening, 'vga-circle-right')).toEqual({
      outcome: 'declined',
      reason: 'geometry-uncertain',
    });
  });

  it('is kept where it stays in one place, and nothing is read from it', async () => {
    const kept = await outcomeOf('control-no-text', 'vga-circle-right');
    expect(kept).toMatchObject({ outcome: 'anonymized', findings: { level: 'roi-masking', fields: [], pages: [] } });
  });
});
