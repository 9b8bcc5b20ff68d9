import { readFile } from 'node:fs/promises';
import type { Check } from '@endoveil/contracts';
import { type Ocr, probeVideo, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed, unsure } from './check.js';
import type { KnownNeedles } from './known-needles.js';
import { checkMp4Structure } from './mp4-structure.js';
import { type Reading, TextReader } from './text-reader.js';
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

/** OCR reads a name of a row that was cut out surer than it reads tissue; a whole frame has more to be mistaken in. */
const ROW_WORDS = [
  { letters: 4, confidence: 70 },
  { letters: 6, confidence: 55 },
];
const FRAME_WORDS = [{ letters: 5, confidence: 85 }];

async function checksOfFrames(sandbox: Sandbox, ocr: Ocr, needles: KnownNeedles, task: VerifyTask): Promise<Check[]> {
  const { signal } = task;
  const reader = (name: string, unit: string, words: Reading['words']) =>
    new TextReader({ name, unit, words }, ocr, needles, task);
  const readers = {
    candidates: reader('text-candidates', 'candidates', ROW_WORDS),
    means: reader('text-means', 'means', FRAME_WORDS),
    stills: reader('text-stills', 'frames', FRAME_WORDS),
  };
  const settled = () => Promise.all(Object.values(readers).map((one) => one.settle()));
  let facts: VideoFacts;
  let pass: VideoPass;
  try {
    facts = await probeVideo(sandbox, task.artifactPath, signal);
    pass = await passOverVideo(sandbox, facts, readers, task);
  } catch {
    signal.throwIfAborted();
    await settled();
    return [unsure('frames', 'coverage-incomplete', 0, 1, 'frames')];
  }
  return [
    ...pass.checks,
    await attempt('parity', 'frames', signal, async () =>
      checkVideoParity(await sourceTimes(sandbox, task), { facts, times: pass.times }),
    ),
    ...(await settled()),
  ];
}
