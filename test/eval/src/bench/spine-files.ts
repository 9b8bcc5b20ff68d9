import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anInventedPatient, makeExamReport, makeExamVideo } from '@endoveil/testing';
import { ffmpeg } from '../ffmpeg.js';

export interface SpineFiles {
  /** Clips of one second in which no level finds a picture: they end held. */
  readonly clips: number;
  /** Exams that end verified: so many videos, and so many reports. */
  readonly exams: number;
  /** Small files that are neither video nor report. */
  readonly small: number;
}

/** Makes the files in a folder; answers their names. Each has bytes of its own, so that none is another's duplicate. */
export async function makeSpineFiles(folder: string, { clips, exams, small }: SpineFiles): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  const keep = async (name: string, bytes: Uint8Array) => {
    await writeFile(join(folder, name), bytes);
    names.push(name);
  };
  if (clips > 0) {
    const screen = join(folder, '.screen.mp4');
    const source = 'smptebars=size=320x240:rate=25:duration=1';
    await ffmpeg('-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', screen);
    const bytes = await readFile(screen);
    for (let i = 0; i < clips; i += 1) await keep(`clip-${i}.mp4`, Buffer.concat([bytes, freeBox()]));
  }
  for (let seed = 1; seed <= exams; seed += 1) {
    const patient = anInventedPatient(seed);
    const [video, report] = [`exam-${seed}.mp4`, `exam-${seed}.pdf`];
    await makeExamVideo({ patient, path: join(folder, video), seconds: 3, width: 640, height: 360, seed });
    await makeExamReport({ patient, path: join(folder, report), seed });
    names.push(video, report);
  }
  for (let i = 0; i < small; i += 1) await keep(`small-${i}.bin`, randomBytes(2000 + (i % 50) * 1000));
  return names;
}

/** Into the drop folder, each in a case of its own, by a rename as a careful writer does. */
export async function dropAll(from: string, names: readonly string[], drop: string): Promise<void> {
  for (const [i, name] of names.entries()) {
    const folder = join(drop, `case-${i}`);
    await mkdir(folder);
    await rename(join(from, name), join(folder, name));
  }
}

/** A box that players skip, of random bytes. */
function freeBox(): Buffer {
  const box = Buffer.concat([Buffer.alloc(8), randomBytes(16)]);
  box.writeUInt32BE(box.length);
  box.write('free', 4, 'latin1');
  return box;
}
