import type { Check } from '@endoveil/contracts';
import { type Ocr, probeVideo, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, passed, unsure } from '../check.js';
import { openBytes } from '../known/file-bytes.js';
import type { KnownNeedles } from '../known/known-needles.js';
import { checkMp4Structure, type RecordedPictures } from './mp4-structure.js';
import { scanBytes } from '../known/scan-bytes.js';
import { type Reading, TextReader } from '../text-reader.js';
import { StillCodes } from './still-codes.js';
import { checkVideoParity } from './video-parity.js';
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
  const { checks, pictures } = await checksOfBytes(needles, task);
  return [
    ...checks,
    await attempt('streams', 'streams', signal, () => checkStreams(sandbox, task)),
    ...(await checksOfFrames(sandbox, ocr, needles, task, pictures)),
  ];
}

async function checksOfBytes(needles: KnownNeedles, task: VerifyTask) {
  await using file = await openBytes(task.artifactPath);
  let pictures: RecordedPictures | undefined;
  const checks = [
    await attempt('container-structure', 'boxes', task.signal, async () => {
      const structure = await checkMp4Structure(file);
      ({ pictures } = structure);
      return structure.check;
    }),
    await attempt('bytes', 'bytes', task.signal, () => scanBytes(file, needles, task)),
  ];
  return { checks, pictures };
}

/** OCR reads a name of a row that was cut out surer than it reads tissue; a whole frame has more to be mistaken in. */
const ROW_WORDS = [
  { letters: 4, confidence: 80 },
  { letters: 5, confidence: 70 },
  { letters: 6, confidence: 60 },
];
const FRAME_WORDS = [{ letters: 5, confidence: 85 }];

async function checksOfFrames(
  sandbox: Sandbox,
  ocr: Ocr,
  needles: KnownNeedles,
  task: VerifyTask,
  pictures: RecordedPictures | undefined,
): Promise<Check[]> {
  const { signal } = task;
  const reader = (name: string, unit: string, words: Reading['words']) =>
    new TextReader({ name, unit, words }, ocr, needles, task);
  const readers = {
    candidates: reader('text-candidates', 'candidates', ROW_WORDS),
    means: reader('text-means', 'means', FRAME_WORDS),
    stills: reader('text-stills', 'frames', FRAME_WORDS),
    codes: new StillCodes(sandbox, needles, task),
  };
  const settled = () => Promise.all(Object.values(readers).map((one) => one.settle()));
  let facts: VideoFacts;
  let pass: VideoPass;
  try {
    facts = await probeVideo(sandbox, task.artifactPath, signal);
    pass = await passOverVideo(sandbox, asRecorded(facts, pictures), readers, task);
  } catch {
    signal.throwIfAborted();
    await settled();
    return [unsure('frames', 'coverage-incomplete', 0, 1, 'frames')];
  }
  const { times, damaged } = pass;
  const planned = Math.max(pictures?.count ?? 0, times.length);
  return [
    // a picture that the container holds and nobody decodes was not looked at
    damaged || times.length < planned
      ? unsure('decoding', 'coverage-incomplete', damaged ? 0 : times.length, planned, 'frames')
      : passed('decoding', planned, 'frames'),
    ...pass.checks,
    await attempt('parity', 'frames', signal, () => checkVideoParity(sandbox, task, { facts, times })),
    ...(await settled()),
  ];
}

/** Every pixel that was recorded is looked at, in its own place: a player need not leave out what it is told to. */
function asRecorded(facts: VideoFacts, pictures: RecordedPictures | undefined): VideoFacts {
  if (!pictures) return facts;
  const { width, height } = pictures.size;
  return { ...facts, width, height, displayWidth: width, displayHeight: height, rotation: 0 };
}
