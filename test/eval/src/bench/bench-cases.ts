import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { bubblewrap, type Ocr, type Sandbox } from '@endoveil/media';
import type { BenchExam } from './bench-exams.js';
import { verification, withoutOcr } from './bench-verification.js';
import { attempt, levelUnderTest, type VideoLevel } from '../level-under-test.js';
import { type Cost, costOf } from './process-cost.js';

/** Something that is timed on an exam. */
export interface Case {
  readonly name: string;
  /** What its wall time, as a ratio, must not exceed. */
  readonly goal?: number;
  /** What it took, and how it ended. */
  run(): Promise<{ readonly cost: Cost; readonly note: string }>;
}

export interface CasesOf {
  /** Share of the windows that show writing in the picture, and are encoded a second time. */
  readonly share: number;
  cases(exam: BenchExam): readonly Case[];
}

/** Everything that is measured, by the exam it is measured on. */
export function benchCases(ocr: Ocr): readonly CasesOf[] {
  const cleaning = (exam: BenchExam, goal?: number): Case => ({
    name: `frame-cleaning, ${exam.writtenWindows.length} of ${exam.windows} windows again`,
    ...(goal === undefined ? {} : { goal }),
    run: () => timedLevel('frame-cleaning', ocr, exam),
  });
  const roi = (exam: BenchExam): Case => ({
    name: 'roi-masking',
    goal: 1.08,
    run: () => timedLevel('roi-masking', ocr, exam),
  });
  const verifying = (name: string, goal: number, sandbox: () => Sandbox, exam: BenchExam): Case => ({
    name,
    goal,
    async run() {
      if (!existsSync(artifactOf(exam))) await timedLevel('frame-cleaning', ocr, exam);
      const { result, cost } = await costOf(() => verification(sandbox(), exam, artifactOf(exam)));
      return { cost, note: result };
    },
  });
  return [
    { share: 0, cases: (exam) => [cleaning(exam, 1.4), roi(exam)] },
    {
      share: 0.1,
      cases: (exam) => [
        cleaning(exam),
        verifying('verification', 1, bubblewrap, exam),
        verifying('verification without OCR', 0.35, withoutOcr, exam),
      ],
    },
    { share: 1, cases: (exam) => [cleaning(exam)] },
  ];
}

/** Where the last result of `frame-cleaning` is kept. */
const artifactOf = ({ path }: BenchExam) => `${path}.cleaned.mp4`;

/** Runs a level; what is copied before and after does not count. Throws when it makes no result. */
export async function timedLevel(
  name: VideoLevel,
  ocr: Ocr,
  exam: BenchExam,
): Promise<{ readonly cost: Cost; readonly note: string }> {
  const level = levelUnderTest(name, bubblewrap(), ocr);
  let cost: Cost | undefined;
  const timed: typeof level = {
    async run(task) {
      const ended = await costOf(() => level.run(task));
      ({ cost } = ended);
      return ended.result;
    },
  };
  return await attempt(timed, exam.path, async ({ ending }) => {
    if (!cost || ending.state !== 'anonymized')
      throw new Error(`${name} ended ${ending.state}${'reason' in ending ? `: ${ending.reason}` : ''}`);
    if (name === 'frame-cleaning') await copyFile(ending.artifact, artifactOf(exam));
    return { cost, note: ending.degraded ?? '' };
  });
}
