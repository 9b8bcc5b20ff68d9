/** Sets with known truth, run through the real levels; used by `endoveil eval` and `endoveil bench`. */
import type { Evaluation } from './evaluation.js';

export { benchVideo, type BenchReport, tableOfBench } from './bench/bench-video.js';
export { evaluateAwkward, tableOfAwkward } from './video/evaluate-awkward.js';
export { evaluateContainer, tableOfChannels } from './video/evaluate-container.js';
export { evaluateLong, tableOfLong } from './video/evaluate-long.js';
export { evaluatePatients, tableOfPatients } from './video/evaluate-patients.js';
export { evaluateUntouched, tableOfUntouched } from './video/evaluate-untouched.js';
export { evaluateVideo } from './video/evaluate-video.js';
export type { Gate } from './gates.js';
export { type VideoLevel, videoLevels } from './level-under-test.js';
export { type Table, tableOfClips, tableOfGates, tableOfHappenings, tableOfSets } from './tables.js';
export type { Evaluated, Evaluation, EvaluationRun } from './evaluation.js';

/** Each is loaded when it is asked for. */
export const reportEvaluations = {
  /** A folder of PDFs with a canary in each: which channel still leaks it. */
  pdf: { load: () => import('./reports/pdf-zoo.js') },
  /** Invented reports with known truth: leaks, header fields, words lost, time. */
  reports: { load: () => import('./reports/report-set.js') },
  /** Files that would harm a careless reader: how each ends. */
  hostile: { load: () => import('./reports/pdf-hostile.js') },
} satisfies Record<string, Evaluation>;

/** Pages a second against the usual programs, size, memory, growth. */
export const reportBench: Evaluation = { load: () => import('./bench/report-bench.js') };
export { dropAll, makeSpineFiles, type SpineFiles } from './bench/spine-files.js';
export { readSpine, type SpineRecord } from './bench/spine-record.js';
export { type AskRecord, askRecord } from './bench/ask-record.js';
export { fillRecord, someItems, writeEntries } from './bench/fill-record.js';
