import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bubblewrap,
  type EncoderSettings,
  type Ocr,
  probeVideo,
  standardEncoder,
  tesseractPool,
} from '@endoveil/media';
import { FrameCleaning } from '@endoveil/video-anonymizer';
import { ffmpeg } from '../ffmpeg.js';
import { type Gate, percent } from '../gates.js';
import { attempt } from '../level-under-test.js';
import type { Table } from '../tables.js';
import { comparePictures, type Compared } from './compare-pictures.js';

export interface UntouchedReport {
  /** Undefined: there was no result, and why. */
  readonly declined?: string;
  readonly lossless?: Compared;
  readonly standard?: Compared;
  /** A plain ffmpeg with the same settings and no mask; held against the same part of the picture. */
  readonly bare?: Compared;
  readonly gates: readonly Gate[];
}

/** By how much the picture may be less like the source than a bare encode makes it. */
const LESS_LIKE = 0.001;

/** A video without any writing in its picture: nothing of that may be covered, nor changed more than encoding changes it. */
export async function evaluateUntouched(path: string, onStep: (step: string) => void): Promise<UntouchedReport> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-untouched-'));
  try {
    await using ocr = tesseractPool();
    onStep('without loss');
    const lossless = await through(ocr, { ...standardEncoder, lossless: true }, path);
    if (typeof lossless === 'string') return { declined: lossless, gates: [gate('a result', false, lossless)] };
    onStep('as set by default');
    const bare = join(folder, 'bare.mp4');
    await bareEncode(path, bare);
    const results = await through(ocr, standardEncoder, path, bare);
    if (typeof results === 'string') return { declined: results, gates: [gate('a result', false, results)] };
    const [standard, plain] = [results.ours, results.bare!];
    const less = plain.likeness - standard.likeness;
    return {
      lossless: lossless.ours,
      standard,
      bare: plain,
      gates: [
        gate('nothing covered', standard.covered === 0 && lossless.ours.covered === 0, percent(standard.covered)),
        gate('identical without loss', lossless.ours.changed === 0, `${lossless.ours.changed} samples changed`),
        gate('as like the source as a bare encode', less <= LESS_LIKE, `${less.toFixed(5)} less, at most ${LESS_LIKE}`),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const gate = (name: string, holds: boolean, detail: string): Gate => ({ name, holds, detail });

async function through(ocr: Ocr, encoder: EncoderSettings, path: string, bare?: string) {
  const level = new FrameCleaning(bubblewrap(), ocr, { encoder, strict: false });
  return await attempt(level, path, async ({ ending }) => {
    if (ending.state !== 'anonymized') return `${ending.state}: ${ending.reason}`;
    const { displayWidth, displayHeight } = await probeVideo(bubblewrap(), path, new AbortController().signal);
    const size = [displayWidth, displayHeight] as const;
    const ours = await comparePictures(path, ending.artifact, ending.artifact, size);
    return { ours, ...(bare ? { bare: await comparePictures(path, bare, ending.artifact, size) } : {}) };
  });
}

/** The settings of the levels' encoder, with nothing else around it. */
async function bareEncode(path: string, target: string): Promise<void> {
  const { displayWidth, displayHeight, frameRate } = await probeVideo(bubblewrap(), path, new AbortController().signal);
  const rate = Math.round(
    standardEncoder.mostMegabits * 1000 * Math.max(0.1, (displayWidth * displayHeight) / (1920 * 1080)),
  );
  const group = Math.round((5 * frameRate[0]) / frameRate[1]);
  await ffmpeg(
    ...['-i', path, '-map', '0:V:0', '-an', '-vsync', 'passthrough', '-pix_fmt', 'yuv420p'],
    ...['-c:v', 'libx264', '-preset', standardEncoder.preset, '-crf', String(standardEncoder.quality)],
    ...['-profile:v', 'high', '-g', String(group), '-x264-params', 'open-gop=0'],
    ...['-maxrate', `${rate}k`, '-bufsize', `${2 * rate}k`, target],
  );
}

export const tableOfUntouched = ({ lossless, standard, bare }: UntouchedReport): Table => ({
  headline: ['ENCODED', 'COVERED INSIDE', 'SAMPLES CHANGED', 'LIKENESS (SSIM, LUMA)'],
  rows: Object.entries({ 'without loss': lossless, 'by default': standard, 'bare, by default': bare }).flatMap(
    ([name, one]) =>
      one
        ? [[name, percent(one.covered), percent(one.changed / Math.max(1, one.samples)), one.likeness.toFixed(5)]]
        : [],
  ),
});
