import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, type Ocr, tesseractPool } from '@endoveil/media';
import { anInventedPatient } from '@endoveil/testing';
import type { Gate } from '../gates.js';
import { attempt, levelUnderTest, type VideoLevel } from '../level-under-test.js';
import { smallExam } from './small-exam.js';
import type { Table } from '../tables.js';

export interface PairResult {
  readonly seeds: readonly [number, number];
  /** Values of the first patient in what the worker said of the second, or in its artifact. */
  readonly carried: number;
  /** The second exam gives the same findings whether another patient was before or not. */
  readonly same: boolean;
}

export interface PatientsReport {
  readonly pairs: readonly PairResult[];
  readonly gates: readonly Gate[];
}

/** Two patients, one after the other, through one worker: nothing of the first may be in the second. */
export async function evaluatePatients(
  { level, pairs, seed }: { readonly level: VideoLevel; readonly pairs: number; readonly seed: number },
  onPair: (done: number, of: number) => void = () => undefined,
): Promise<PatientsReport> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-patients-'));
  try {
    await using ocr = tesseractPool();
    const results: PairResult[] = [];
    for (let i = 0; i < pairs; i += 1) {
      results.push(await examinePair(level, ocr, folder, [seed + 2 * i, seed + 2 * i + 1]));
      onPair(results.length, pairs);
    }
    const carried = results.reduce((sum, pair) => sum + pair.carried, 0);
    const differing = results.filter(({ same }) => !same).length;
    const gates = [
      {
        name: 'nothing carries over',
        holds: pairs > 0 && carried === 0,
        detail: `${carried} values in ${pairs} pairs`,
      },
      {
        name: 'the first makes no difference',
        holds: differing === 0,
        detail: `${differing} pairs with other findings`,
      },
    ];
    return { pairs: results, gates };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function examinePair(
  level: VideoLevel,
  ocr: Ocr,
  folder: string,
  seeds: readonly [number, number],
): Promise<PairResult> {
  const [first, second] = [join(folder, 'first.mp4'), join(folder, 'second.mp4')];
  await smallExam({ path: first, seed: seeds[0], seconds: 1, happening: 'opaque' });
  await smallExam({ path: second, seed: seeds[1], seconds: 1, happening: 'opaque' });
  const work = levelUnderTest(level, bubblewrap(), ocr);
  await told(work, first);
  const after = await told(work, second);
  const alone = await told(levelUnderTest(level, bubblewrap(), ocr), second);
  const [one, other] = seeds.map(valuesOf) as [Set<string>, Set<string>];
  const carried = [...one].filter((value) => !other.has(value) && after.text.includes(value.toLowerCase()));
  return { seeds, carried: carried.length, same: after.findings === alone.findings };
}

/** Everything a level leaves behind about one exam: findings and the bytes of the artifact. */
async function told(
  work: ReturnType<typeof levelUnderTest>,
  path: string,
): Promise<{ text: string; findings: string }> {
  return await attempt(work, path, async ({ ending, findings }) => {
    const said = JSON.stringify(findings ?? {});
    const bytes = ending.state === 'anonymized' ? (await readFile(ending.artifact)).toString('latin1') : '';
    return { text: (said + bytes).toLowerCase(), findings: said };
  });
}

function valuesOf(seed: number): Set<string> {
  const { lastName, firstName, birthDate, caseNumber, patientId, examDate } = anInventedPatient(seed);
  return new Set([lastName, firstName, birthDate, caseNumber, patientId, examDate]);
}

export const tableOfPatients = ({ pairs }: PatientsReport): Table => ({
  headline: ['PAIR', 'CARRIED OVER', 'SAME AS ALONE'],
  rows: pairs.map(({ seeds, carried, same }) => [seeds.join(' then '), String(carried), same ? 'yes' : 'NO']),
});
