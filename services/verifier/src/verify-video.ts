import { readFile } from 'node:fs/promises';
import type { Check } from '@endoveil/contracts';
import { type Ocr, probeVideo, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed, unsure } from './check.js';
import { passOverColour } from './colour-pass.js';
import type { KnownNeedles } from './known-needles.js';
import { checkMp4Structure } from './mp4-structure.js';
import { checkOutsideBlack } from './outside-black.js';
import { TextReader } from './text-reader.js';
import { checkVideoParity, sourceTimes } from './video-parity.js';
import { passOverVideo, type VideoPass } from './video-pass.js';
import { checkStreams } from './video-streams.js';

/** Every check of a video. None is skipped because another one failed: the certificate tells all. */
export async function verifyVideo(
  sandbox: Sandbox,
  ocr: Ocr,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check[]> {
  const { signal } = task;
  return [
    ...(await checksOfBytes(needles, task)),
    await attempt('streams', 'streams', signal, () => checkStreams(sandbox, task)),
    ...(await checksOfFrames(sandbox, ocr, needles, task)),
  ];
}

async function checksOfBytes(needles: KnownNeedles, { artifactPath, signal }: VerifyTask): Promise<Check[]> {
  const bytes = await readFile(artifactPath);
  return [
    await attempt('container-structure', 'boxes', signal, async () => checkMp4Structure(bytes)),
    needles.areInBytes(bytes)
      ? failed('bytes', 'leak-found', bytes.length, 'bytes')
      : passed('bytes', bytes.length, 'bytes'),
  ];
}

async function checksOfFrames(sandbox: Sandbox, ocr: Ocr, needles: KnownNeedles, task: VerifyTask): Promise<Check[]> {
  const { signal } = task;
  const candidates = new TextReader({ name: 'text-candidates', unit: 'candidates' }, ocr, needles, task);
  const stills = new TextReader({ name: 'text-stills', unit: 'frames' }, ocr, needles, task);
  let facts: VideoFacts;
  let pass: VideoPass;
  try {
    facts = await probeVideo(sandbox, task.artifactPath, signal);
    pass = await passOverVideo(sandbox, facts, { candidates, stills }, task);
  } catch {
    signal.throwIfAborted();
    await Promise.all([candidates.settle(), stills.settle()]);
    return [unsure('frames', 'coverage-incomplete', 0, 1, 'frames')];
  }
  const { displayWidth: width, displayHeight: height } = facts;
  const frames = pass.times.length;
  return [
    pass.damaged
      ? unsure('decoding', 'coverage-incomplete', 0, frames, 'frames')
      : passed('decoding', frames, 'frames'),
    await attempt('parity', 'frames', signal, async () =>
      checkVideoParity(await sourceTimes(sandbox, task), { facts, times: pass.times }),
    ),
    await attempt('outside-black', 'frames', signal, async () => {
      const { colour, frames: coloured } = await passOverColour(sandbox, facts, task);
      const check = checkOutsideBlack({ width, height, frames, brightest: pass.brightest, colour });
      return coloured === frames ? check : unsure(check.name, 'coverage-incomplete', coloured, frames, 'frames');
    }),
    await candidates.settle(pass.sawWriting),
    await stills.settle(),
  ];
}
