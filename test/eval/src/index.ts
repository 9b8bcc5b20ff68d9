/** Sets with known truth, run through the real levels, behind `endoveil eval` and `endoveil bench`. */
import type { Evaluation } from './evaluation.js';

export type { Evaluated, Evaluation, EvaluationRun, Gate } from './evaluation.js';

export const evaluations: Readonly<Record<string, Evaluation>> = {
  pdf: {
    does: 'a folder of PDFs with a canary in each: which channel still leaks it',
    load: () => import('./pdf-zoo.js'),
  },
  reports: {
    does: 'invented reports with known truth: leaks, header fields, words lost, time',
    load: () => import('./report-set.js'),
  },
};

export const benches: Readonly<Record<string, Evaluation>> = {};
