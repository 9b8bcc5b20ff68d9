import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { anInventedPatient, makeExamReport, makeExamVideo } from '@endoveil/testing';
import type { House } from '../config.js';

/** Where what was handed in lies, to be compared with what came out. */
export type Exam = Readonly<Record<'video' | 'report', string>>;

/** Makes a video and a report of one invented patient, and drops them as a case. */
export async function makeExam(house: House): Promise<Exam> {
  const patient = anInventedPatient(7);
  const folder = join(house.home, 'exam');
  const drop = join(house.watchDir, 'invented-case');
  await mkdir(folder, { recursive: true });
  await mkdir(drop, { recursive: true });
  const video = join(folder, `${patient.lastName}.mp4`);
  const report = join(folder, `Befund ${patient.lastName}.pdf`);
  await Promise.all([
    makeExamVideo({ patient, path: video, nameInPicture: { fromSecond: 6, seconds: 0.5 } }),
    makeExamReport({ patient, path: report }),
  ]);
  for (const [i, path] of [video, report].entries()) {
    const part = join(drop, `.${i}.part`);
    await copyFile(path, part);
    await rename(part, join(drop, path.split('/').at(-1)!));
  }
  return { video, report };
}
