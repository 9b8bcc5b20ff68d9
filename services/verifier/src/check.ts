import type { Check, ReasonCode, Verdict } from '@endoveil/contracts';

/** A check that ran completely and found nothing. */
export const passed = (name: string, covered: number, unit: string): Check => ({
  name,
  outcome: 'passed',
  covered,
  planned: covered,
  unit,
});

/** It found something that must not be there. */
export const failed = (name: string, reason: ReasonCode, covered: number, unit: string): Check => ({
  name,
  outcome: 'failed',
  reason,
  covered,
  planned: covered,
  unit,
});

/** It could not look at everything, or cannot explain what it saw. */
export const unsure = (name: string, reason: ReasonCode, covered: number, planned: number, unit: string): Check => ({
  name,
  outcome: 'unsure',
  reason,
  covered,
  planned,
  unit,
});

/** The worst of all; covered less than planned is never better than unsure. */
export function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.length === 0) return 'unsure';
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return checks.every(({ outcome, covered, planned }) => outcome === 'passed' && covered >= planned)
    ? 'verified'
    : 'unsure';
}

/** Runs one check; a tool that fails is a check that did not happen. What the abort says is passed on. */
export async function attempt(
  name: string,
  unit: string,
  signal: AbortSignal,
  run: () => Promise<Check>,
): Promise<Check> {
  try {
    return await run();
  } catch {
    signal.throwIfAborted();
    return unsure(name, 'coverage-incomplete', 0, 1, unit);
  }
}
