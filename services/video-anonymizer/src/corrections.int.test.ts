import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, decodeFrames, probeVideo } from '@endoveil/media';
import { anInventedPatient, makeExamVideo } from '@endoveil/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RoiMasking } from './roi-masking.js';

const [width, height] = [640, 360];
const sandbox = bubblewrap();
const signal = new AbortController().signal;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'corrections-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('covers what a person asked for, from the frame shown at its beginning to the one shown at its end, and no other', async () => {
  const sourcePath = join(dir, 'exam');
  await makeExamVideo({ patient: anInventedPatient(4), path: sourcePath, seconds: 3, width, height });
  const box = { x: 0.55, y: 0.4, width: 0.1, height: 0.1 };
  const outcome = await new RoiMasking(sandbox).run({
    kind: 'video',
    sourcePath,
    scratchDir: await mkdtemp(join(dir, 'attempt-')),
    knownValues: [],
    corrections: [{ seconds: [1.01, 1.5], box }],
    signal,
    progress: () => undefined,
  });
  if (outcome.outcome !== 'anonymized') throw new Error(outcome.reason);
  const facts = await probeVideo(sandbox, outcome.artifact.path, signal);
  const covered: number[] = [];
  let start: bigint | undefined;
  for await (const { pts, data } of decodeFrames(sandbox, {
    path: outcome.artifact.path,
    facts,
    pixelFormat: 'gray',
    signal,
  })) {
    start ??= pts;
    let brightest = 0;
    for (let y = Math.ceil(box.y * height); y < (box.y + box.height) * height; y += 1)
      for (let x = Math.ceil(box.x * width); x < (box.x + box.width) * width; x += 1)
        brightest = Math.max(brightest, data[y * width + x]!);
    if (brightest < 40) covered.push((Number(pts - start) * facts.timeBase[0]) / facts.timeBase[1]);
  }
  // 25 frames a second: the frame of 1.00 is on the screen at 1.01
  expect(covered[0]).toBeCloseTo(1, 3);
  expect(covered.at(-1)).toBeCloseTo(1.48, 3);
  expect(covered).toHaveLength(13);
});
