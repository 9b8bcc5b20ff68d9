import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anInventedPatient, type InventedPatient, makeExamReport, makeExamVideo } from '@endoveil/testing';

export interface Exam {
  readonly patient: InventedPatient;
  readonly video: string;
  readonly report: string;
}

/** A short exam of an invented patient; another seed is another patient and other bytes. */
export async function aShortExam(seed: number): Promise<Exam> {
  const patient = anInventedPatient(seed);
  const folder = await mkdtemp(join(tmpdir(), 'exam-'));
  const [video, report] = [join(folder, `${patient.lastName}.mp4`), join(folder, `${patient.lastName}.pdf`)];
  await makeExamVideo({ patient, path: video, seconds: 3, width: 640, height: 360, seed });
  await makeExamReport({ patient, path: report, seed });
  return { patient, video, report };
}
