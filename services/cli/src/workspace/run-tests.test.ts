import { describe, expect, it } from 'vitest';
import { closingLine, countTests } from './run-tests.js';

const file = (status: string, tests: number) => ({ status, assertionResults: Array.from({ length: tests }) });

describe('the count of tests', () => {
  it('is what vitest reports', () => {
    const report = { numPassedTests: 4, numFailedTests: 1, testResults: [file('failed', 5)] };
    expect(closingLine(countTests(report, 1))).toBe('4 passed, 1 failed');
  });

  it('takes a file that could not be loaded for a failure', () => {
    const report = { numPassedTests: 4, numFailedTests: 0, testResults: [file('passed', 4), file('failed', 0)] };
    expect(countTests(report, 1)).toEqual({ passed: 4, failed: 1 });
  });

  it('takes a run that broke for a failure, with and without a report', () => {
    expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countTests({ numPassedTests: 4, numFailedTests: 0, testResults: [] }, 1)).toEqual({ passed: 4, failed: 1 });
  });

  it('does not take no tests at all for a success', () => {
    expect(countTests({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0).failed).toBe(1);
  });
});
