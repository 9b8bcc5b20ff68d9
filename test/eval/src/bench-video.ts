import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, type Ocr, tesseractPool } from '@endoveil/media';
import { bareEncode, BENCH_SEED, type BenchExam, benchExams } from './bench-exams.js';
import { type Measure, spreadOf, wall } from './bench-measure.js';
import { measureVerification } from './bench-verification.js';
import { attempt, levelUnderTest, type VideoLevel } from './level-under-test.js';
import { withPeakMemory } from './peak-memory.js';
import type { Table } from './tables.js';

export interface BenchOptions {
  /** Length of the exam, seconds. */
  readonly seconds: number;
  /** Length of the long exam that growth is measured on, minutes; 0: not measured. */
  readonly minutes: number;
  readonly runs: number;
  readonly onStep: (step: string) => void;
}

export interface BenchReport {
  readonly seconds: number;
  readonly runs: number;
  readonly measures: readonly Measure[];
}

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
    const examOf = await benchExams(folder, BENCH_SEED);
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
