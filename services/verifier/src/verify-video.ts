import { readFile } from 'node:fs/promises';
import type { Check } from '@endoveil/contracts';
import { type Ocr, probeVideo, type Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed, unsure } from './check.js';
import type { KnownNeedles } from './known-needles.js';
import { boxesOf } from './mp4-boxes.js';
import { checkMp4Structure } from './mp4-structure.js';
import { checkOutsideBlack } from './outside-black.js';
import { passOverVideo } from './video-pass.js';
import { checkVideoParity } from './video-parity.js';
import { checkStreams } from './video-streams.js';
import { checkVideoText } from './video-text.js';

/** Every check of a video. None is skipped because another one failed: the certificate tells all. */
export async function verifyVideo(
  sandbox: Sandbox,
  ocr: Ocr,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check[]> {
  const { signal } = task;
  const checks: Check[] = [
    ...(await checkBytes(needles, task)),
    await attempt('streams', 'streams', signal, () => checkStreams(sandbox, task)),
  ];
  const look = async (): Promise<Check[]> => {
    const facts = await probeVideo(sandbox, task.artifactPath, signal);
    const pass = await passOverVideo(sandbox, facts, task);
    return [
      await attempt('parity', 'frames', signal, () => checkVideoParity(sandbox, facts, pass.times, task)),
      checkOutsideBlack(pass),
      ...(await checkVideoText(ocr, pass, needles, task)),
    ];
  };
  try {
    checks.push(...(await look()));
  } catch {
    signal.throwIfAborted();
    checks.push({
      name: 'frames',
      outcome: 'unsure',
      reason: 'coverage-incomplete',
      covered: 0,
      planned: 1,
      unit: 'frames',
    });
  }
  return checks;
}

/** What the file says without being played. A file of more than 2 GiB is too large for one look. */
async function checkBytes(needles: KnownNeedles, { artifactPath, signal }: VerifyTask): Promise<Check[]> {
  const bytes = await readFile(artifactPath, { signal }).catch(() => undefined);
  signal.throwIfAborted();
  if (bytes === undefined) return [unsure('bytes', 'coverage-incomplete', 0, 1, 'files')];
  const isSaid = needles.areInBytes(bytes) || needles.areInBytes(besidePictures(bytes));
  return [
    checkMp4Structure(bytes),
    isSaid ? failed('bytes', 'leak-found', bytes.length, 'bytes') : passed('bytes', bytes.length, 'bytes'),
  ];
}

/** The boxes that hold no pictures: so few bytes that the shortest name in them is no chance. */
function besidePictures(bytes: Buffer): Buffer {
  const boxes = (boxesOf(bytes) ?? []).filter(({ path, type }) => path === `/${type}` && type !== 'mdat');
  return Buffer.concat(boxes.map(({ start, end }) => bytes.subarray(start, end)));
}
