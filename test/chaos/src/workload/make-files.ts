import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  anInventedPatient,
  type InventedPatient,
  makeExamReport,
  makeExamVideo,
  makeUnreadableReport,
  seeded,
} from '@endoveil/testing';
import type { DropKind } from './client-log.js';

const run = promisify(execFile);

/** A name that no dictionary, no code and no random text holds; what is planted begins with it. */
export const CANARY = 'Qvyxtholm';
export const canaryOf = (seed: number) => `${CANARY}${[...String(seed)].map((d) => 'bcdfghjklm'[Number(d)]).join('')}`;

export interface MadeFile {
  readonly kind: DropKind;
  readonly path: string;
  readonly ending: 'mp4' | 'pdf';
}

const endings = {
  'unknown-video': 'mp4',
  'unreadable-report': 'pdf',
  report: 'pdf',
  exam: 'mp4',
  garbage: 'mp4',
} as const;

/** One small file of this kind; another seed gives other bytes, the same folder the same. Whatever names a person in it is the seed's canary. */
export async function makeFile(kind: DropKind, seed: number, folder: string): Promise<MadeFile> {
  const ending = endings[kind];
  const path = join(folder, `${kind}-${seed}.${ending}`);
  // a PDF tells when it was made: whoever needs the same bytes again finds them
  if (existsSync(path)) return { kind, path, ending };
  const patient: InventedPatient = { ...anInventedPatient(seed), lastName: canaryOf(seed) };
  switch (kind) {
    case 'unknown-video':
      await writeFile(path, Buffer.concat([await unknownVideo(folder), freeBox(`${patient.lastName} ${seed}`)]));
      break;
    case 'unreadable-report':
      await makeUnreadableReport(path, seed);
      break;
    case 'report':
      await makeExamReport({ patient, path, seed, layout: 'letter', scannedSecondPage: false });
      break;
    case 'exam':
      await makeExamVideo({ patient, path, seconds: 2, width: 640, height: 360, seed });
      break;
    case 'garbage': {
      const random = seeded(seed);
      await writeFile(path, Buffer.from(Array.from({ length: 4096 }, () => Math.floor(random() * 256))));
    }
  }
  return { kind, path, ending };
}

/** A second of moving bars that fill the frame: no level finds an endoscope's picture in it. Made once a folder. */
async function unknownVideo(folder: string): Promise<Buffer> {
  const path = join(folder, 'bars.mp4');
  const made = await readFile(path).catch(() => undefined);
  if (made) return made;
  await run('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=10:duration=1'],
    ...['-metadata', `title=${CANARY}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1', path],
  ]);
  return await readFile(path);
}

/** Other bytes, the same film: a box of an MP4 that every reader skips. */
function freeBox(text: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + Buffer.byteLength(text));
  return Buffer.concat([size, Buffer.from(`free${text}`)]);
}

export const bytesOf = (file: MadeFile) => readFile(file.path);
