import type { Evaluated, EvaluationRun } from './evaluation.js';

export async function evaluate(_run: EvaluationRun): Promise<Evaluated> {
  return { gates: [], document: {} };
}
