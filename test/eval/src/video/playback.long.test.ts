import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, tesseractPool } from '@endoveil/media';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awkwardInputs } from './awkward-inputs.js';
import { type Browser, openBrowser } from './played-page.js';
import { smallExam } from './small-exam.js';
import { countFrames } from '../ffmpeg.js';
import { attempt, levelUnderTest } from '../level-under-test.js';

/** Declined or set apart: there is nothing to play. */
const noResult = new Set([
  'picture fills the frame',
  'no picture, black',
  'no picture, one colour',
  'no picture, a test screen',
  'no picture, noise',
  'FLV',
  'cut off in the middle',
  'header without pictures',
  'empty file',
  'a text file',
  'a playlist',
]);
const ocr = tesseractPool();
const level = levelUnderTest('frame-cleaning', bubblewrap(), ocr);
let folder: string;
let base: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playback-'));
  base = join(folder, 'base.mp4');
  await smallExam({ path: base, seed: 20, seconds: 1.5, happening: 'three-frames' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await ocr[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

it.each(Object.entries(awkwardInputs).filter(([name]) => !noResult.has(name)))(
  'a browser plays every frame of what became of it: %s',
  async (_, make) => {
    await attempt(level, await make(base, folder), async ({ ending }) => {
      if (ending.state !== 'anonymized') throw new Error(`${ending.state}: ${ending.reason}`);
      const frames = await countFrames(ending.artifact);
      const played = await browser.play(ending.artifact);
      expect(played).toMatchObject({ how: 'ended', frames });
      expect(played.jumpedTo).toBeCloseTo(played.duration / 2, 1);
    });
  },
);

it('says of a file that is no video that it does not play', async () => {
  expect((await browser.play(import.meta.filename)).how).toMatch(/^error: /);
});
