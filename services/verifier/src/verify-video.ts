import { readFile } from 'node:fs/promises';
import type { Check } from '@endoveil/contracts';
import { type Ocr, probeVideo, type Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed } from './check.js';
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
  const bytes = await readFile(task.artifactPath);
  const checks: Check[] = [
    checkMp4Structure(bytes),
    needles.areInBytes(bytes) || needles.areInBytes(besidePictures(bytes))
      ? failed('bytes', 'leak-found', bytes.length, 'bytes')
      : passed('bytes', bytes.length, 'bytes'),
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

/** The boxes that hold no pictures: so few bytes that the shortest name in them is no chance. */
function besidePictures(bytes: Buffer): Buffer {
  const boxes = (boxesOf(bytes) ?? []).filter(({ path, type }) => path === `/${type}` && type !== 'mdat');
  return Buffer.concat(boxes.map(({ start, end }) => bytes.subarray(start, end)));
}
