import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ffmpeg } from '../ffmpeg.js';
import { comparePictures } from './compare-pictures.js';

const size = [160, 120] as const;
const LOSSLESS = ['-c:v', 'libx264', '-qp', '0', '-pix_fmt', 'yuv420p'];
const PICTURE =
  "geq=lum='if(between(X,40,139)*between(Y,20,99),90+40*sin((X+N)/9)*sin(Y/7),16)':cb=128:cr='if(between(X,20,69)*between(Y,10,49),140,128)'";
let folder: string;

async function video(name: string, filter: string, encoder: readonly string[] = LOSSLESS): Promise<string> {
  const path = join(folder, name);
  await ffmpeg('-f', 'lavfi', '-i', `color=black:s=160x120:r=25:d=0.4,format=yuv420p,${filter}`, ...encoder, path);
  return path;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compared-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('says that nothing is covered nor changed where the result is the source, black beside the picture', async () => {
  const source = await video('source.mp4', `${PICTURE},drawbox=x=4:y=4:w=20:h=8:color=white:t=fill`);
  const result = await video('result.mp4', PICTURE);
  expect(await comparePictures(source, result, result, size)).toMatchObject({ covered: 0, changed: 0, likeness: 1 });
});

it('tells how much is covered, for a moment or all the time', async () => {
  const source = await video('source-2.mp4', PICTURE);
  const box = 'drawbox=x=60:y=40:w=20:h=10:color=black:t=fill';
  const [always, once] = [
    await video('always.mp4', `${PICTURE},${box}`),
    await video('once.mp4', `${PICTURE},${box}:enable='eq(n,3)'`),
  ];
  // the picture is 100 by 80, six pixels at its edge do not count
  const share = (20 * 10) / ((100 - 12) * (80 - 12));
  expect((await comparePictures(source, always, always, size)).covered).toBeCloseTo(share, 6);
  expect((await comparePictures(source, once, once, size)).covered).toBeCloseTo(share / 10, 6);
});

it('tells what encoding changed, and how like the rest is', async () => {
  const source = await video('source-3.mp4', `${PICTURE},noise=c0s=12:c0f=t:all_seed=1`);
  const rough = join(folder, 'rough.mp4');
  await ffmpeg('-i', source, '-c:v', 'libx264', '-crf', '40', rough);
  const { covered, changed, samples, likeness } = await comparePictures(source, rough, source, size);
  expect(covered).toBe(0);
  expect(changed).toBeGreaterThan(samples / 3);
  expect(likeness).toBeLessThan(0.95);
});
