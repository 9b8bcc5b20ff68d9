import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ocr, tesseractPool } from '@endoveil/media';
import { benchCases, timedLevel } from './bench-cases.js';
import { bareEncode, BENCH_SEED, type BenchExam, benchExams } from './bench-exams.js';
import { type Measure, Ratios, spreadOf } from './bench-measure.js';
import { costOf } from './process-cost.js';
import type { Table } from '../tables.js';

export interface BenchOptions {
  /** Length of the exam, seconds. */
  readonly seconds: number;
  /** Length of the long exam that growth is measured on, minutes; 0: not measured. */
  readonly minutes: number;
  readonly runs: number;
  /** Only cases whose name holds this. */
  readonly only?: string;
  readonly onStep: (step: string) => void;
  readonly onMeasure: (measure: Measure) => void;
}

export interface BenchReport {
  readonly seconds: number;
  readonly runs: number;
  readonly measures: readonly Measure[];
}

/** Everything as a ratio to a bare encode: absolute times say more about the machine than about us. */
export async function benchVideo(options: BenchOptions): Promise<BenchReport> {
  const { seconds, minutes, runs, onStep, onMeasure } = options;
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-bench-'));
  const measures: Measure[] = [];
  const made = (measure: Measure) => {
    measures.push(measure);
    onMeasure(measure);
  };
  try {
    onStep('making the exam');
    const examOf = await benchExams(folder, BENCH_SEED);
    await using ocr = tesseractPool();
    for (const { share, cases } of benchCases(ocr)) {
      const exam = await examOf(seconds, share);
      await measureExam(options, exam, cases(exam), join(folder, 'bare.mp4'), made);
    }
    if (minutes > 0) {
      onStep('growth');
      for (const one of await measureGrowth(ocr, await examOf(seconds, 0), await examOf(minutes * 60, 0.01))) made(one);
    }
    return { seconds, runs, measures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All cases of one exam, one behind the other, against one bare encode of it in each run. */
async function measureExam(
  { runs, only = '', onStep }: BenchOptions,
  exam: BenchExam,
  cases: ReturnType<ReturnType<typeof benchCases>[number]['cases']>,
  target: string,
  made: (measure: Measure) => void,
): Promise<void> {
  const wanted = cases
    .filter(({ name }) => name.includes(only))
    .map((one) => ({ ...one, ratios: new Ratios(), note: '' }));
  for (let run = 1; run <= runs && wanted.length > 0; run += 1) {
    onStep(`run ${run}: bare encode, writing in ${exam.writtenWindows.length} of ${exam.windows} windows`);
    const { cost: bare } = await costOf(() => bareEncode(exam, target));
    for (const one of wanted) {
      onStep(`run ${run}: ${one.name}`);
      const { cost, note } = await one.run();
      one.ratios.add(cost, bare);
      one.note = note;
      if (run === runs) made(one.ratios.measure(one.name, one.note, one.goal));
    }
  }
}

/** Time should grow with the exam and memory should stay. A hundredth of the long one's windows is encoded again. */
async function measureGrowth(ocr: Ocr, short: BenchExam, long: BenchExam): Promise<Measure[]> {
  const { cost: one } = await timedLevel('frame-cleaning', ocr, short);
  const { cost: many, note } = await timedLevel('frame-cleaning', ocr, long);
  const longer = long.windows / short.windows;
  const again = `${long.writtenWindows.length} of ${long.windows} windows again`;
  return [
    {
      name: `time for each second, ${longer.toFixed(1)} times as long against short`,
      ratio: spreadOf([many.wall / one.wall / longer]),
      cpu: spreadOf([many.cpu / one.cpu / longer]),
      peakMiB: many.peakMiB,
      note: `${again} ${note}`.trim(),
    },
    {
      name: 'memory, long against short',
      ratio: spreadOf([many.peakMiB / one.peakMiB]),
      note: `${one.peakMiB} and ${many.peakMiB} MiB`,
    },
  ];
}

const shown = (value: number) => value.toFixed(2);

const rowOf = ({ name, ratio, cpu, goal, peakMiB, note }: Measure): string[] => [
  name,
  ...[ratio.min, ratio.median, ratio.max].map(shown),
  cpu === undefined ? '' : shown(cpu.median),
  goal === undefined ? '' : `≤ ${shown(goal)}`,
  peakMiB === undefined ? '' : String(peakMiB),
  note,
];

export const tableOfBench = ({ measures }: Pick<BenchReport, 'measures'>): Table => ({
  headline: ['AGAINST A BARE ENCODE', 'MIN', 'MEDIAN', 'MAX', 'PROCESSOR', 'WANTED', 'PEAK MIB', ''],
  rows: measures.map(rowOf),
});
