import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactHash } from '@endoveil/contracts';
import { bubblewrap, type Ocr, tesseractPool } from '@endoveil/media';
import { anInventedPatient } from '@endoveil/testing';
import { Verify } from '@endoveil/verifier';
import { bareEncode, type BenchExam, benchExams } from './bench-exams.js';
import { attempt, levelUnderTest, type VideoLevel } from './level-under-test.js';
import { withPeakMemory } from './peak-memory.js';
import type { Table } from './tables.js';
import { timedSandbox } from './timed-sandbox.js';

export interface BenchOptions {
  /** Length of the exam, seconds. */
  readonly seconds: number;
  /** Length of the long exam that growth is measured on, minutes; 0: not measured. */
  readonly minutes: number;
  readonly runs: number;
  readonly onStep: (step: string) => void;
}

/** Smallest, middle and largest of some runs. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Measure {
  readonly name: string;
  /** Wall time against a bare ffmpeg on the same exam in the same minute. */
  readonly ratio: Spread;
  /** The goal, where there is one. */
  readonly goal?: number;
  readonly peakMiB?: number;
  readonly note: string;
}

export interface BenchReport {
  readonly seconds: number;
  readonly runs: number;
  readonly measures: readonly Measure[];
}

const SEED = 31;
const shares = [
  [0, 1.4],
  [0.01, undefined],
  [0.1, undefined],
  [1, undefined],
] as const;

/** Everything as a ratio to a bare encode: absolute times say more about the machine than about us. */
export async function benchVideo({ seconds, minutes, runs, onStep }: BenchOptions): Promise<BenchReport> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-bench-'));
  try {
    onStep('making the exam');
    const examOf = await benchExams(folder, SEED);
    await using ocr = tesseractPool();
    const measures: Measure[] = [];
    for (const [share, goal] of shares) {
      const exam = await examOf(seconds, share);
      const name = `frame-cleaning, writing in ${exam.writtenWindows.length} of ${exam.windows} windows`;
      onStep(name);
      measures.push(await measureLevel(name, 'frame-cleaning', ocr, exam, folder, runs, goal));
    }
    const plain = await examOf(seconds, 0);
    onStep('roi-masking');
    measures.push(await measureLevel('roi-masking', 'roi-masking', ocr, plain, folder, runs, 1.08));
    onStep('verification');
    measures.push(...(await measureVerification(ocr, await examOf(seconds, 0.1), folder, runs)));
    if (minutes > 0) {
      onStep('growth');
      measures.push(...(await measureGrowth(ocr, plain, await examOf(minutes * 60, 0), folder)));
    }
    return { seconds, runs, measures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureLevel(
  name: string,
  level: VideoLevel,
  ocr: Ocr,
  exam: BenchExam,
  folder: string,
  runs: number,
  goal?: number,
): Promise<Measure> {
  const ratios: number[] = [];
  let [peak, ended] = [0, ''];
  for (let run = 0; run < runs; run += 1) {
    const bare = await wall(() => bareEncode(exam, join(folder, 'bare.mp4')));
    const { result, peakMiB } = await withPeakMemory(() =>
      attempt(levelUnderTest(level, bubblewrap(), ocr), exam.path, async (one) => one),
    );
    ratios.push(result.seconds / bare);
    peak = Math.max(peak, peakMiB);
    ended =
      result.ending.state === 'anonymized'
        ? (result.ending.degraded ?? '')
        : `${result.ending.state}: ${result.ending.reason}`;
  }
  return { name, ratio: spreadOf(ratios), ...(goal ? { goal } : {}), peakMiB: peak, note: ended };
}

async function measureVerification(ocr: Ocr, exam: BenchExam, folder: string, runs: number): Promise<Measure[]> {
  const artifact = join(folder, 'artifact.mp4');
  const ending = await attempt(levelUnderTest('frame-cleaning', bubblewrap(), ocr), exam.path, async (one) => {
    if (one.ending.state === 'anonymized') await copyFile(one.ending.artifact, artifact);
    return one.ending;
  });
  if (ending.state !== 'anonymized') return [];
  const artifactHash = ArtifactHash.parse(
    createHash('sha256')
      .update(await readFile(artifact))
      .digest('hex'),
  );
  const { lastName, firstName, birthDate } = anInventedPatient(SEED);
  const [all, reading]: [number[], number[]] = [[], []];
  let verdict = '';
  let peak = 0;
  for (let run = 0; run < runs; run += 1) {
    const bare = await wall(() => bareEncode(exam, join(folder, 'bare.mp4')));
    const { sandbox, seconds } = timedSandbox(bubblewrap());
    const scratchDir = join(folder, `verify-${run}`);
    await mkdir(scratchDir);
    const startedAt = performance.now();
    const { result, peakMiB } = await withPeakMemory(() =>
      new Verify(sandbox).run({
        kind: 'video',
        sourcePath: exam.path,
        artifactPath: artifact,
        artifactHash,
        level: 'frame-cleaning',
        scratchDir,
        knownValues: [
          { name: 'last-name', value: lastName },
          { name: 'first-name', value: firstName },
          { name: 'birth-date', value: birthDate },
        ],
        signal: new AbortController().signal,
        progress: () => undefined,
      }),
    );
    all.push((performance.now() - startedAt) / 1000 / bare);
    reading.push((seconds.get('tesseract') ?? 0) / bare);
    peak = Math.max(peak, peakMiB);
    verdict = `${result.verdict}${result.reasons.length > 0 ? `: ${result.reasons.join(', ')}` : ''}`;
  }
  return [
    { name: 'verification', ratio: spreadOf(all), goal: 1, peakMiB: peak, note: verdict },
    { name: 'of it OCR', ratio: spreadOf(reading), note: 'wall time of tesseract; runs beside each other add up' },
  ];
}

/** Both levels' memory should stay and their time should grow with the exam. */
async function measureGrowth(ocr: Ocr, short: BenchExam, long: BenchExam, folder: string): Promise<Measure[]> {
  const one = await measureLevel('', 'frame-cleaning', ocr, short, folder, 1);
  const many = await measureLevel('', 'frame-cleaning', ocr, long, folder, 1);
  const longer = long.windows / short.windows;
  return [
    {
      ...many,
      name: `frame-cleaning on an exam ${longer.toFixed(1)} times as long`,
      note: `${many.note} ratio on the short one in the same run ${one.ratio.median.toFixed(2)}`.trim(),
    },
    {
      name: 'memory, long against short',
      ratio: spreadOf([many.peakMiB! / one.peakMiB!]),
      note: `${one.peakMiB} and ${many.peakMiB} MiB`,
    },
  ];
}

async function wall(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** Exported for its test. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN, max: sorted.at(-1) ?? NaN };
}

export const tableOfBench = ({ measures }: BenchReport): Table => ({
  headline: ['AGAINST A BARE ENCODE', 'MIN', 'MEDIAN', 'MAX', 'WANTED', 'PEAK MIB', ''],
  rows: measures.map(({ name, ratio, goal, peakMiB, note }) => [
    name,
    ...[ratio.min, ratio.median, ratio.max].map((value) => value.toFixed(2)),
    goal === undefined ? '' : `≤ ${goal.toFixed(2)}`,
    peakMiB === undefined ? '' : String(peakMiB),
    note,
  ]),
});
