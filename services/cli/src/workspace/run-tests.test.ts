import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closingLine, countTests, runTests } from './run-tests.js';

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

describe('a run of tests', () => {
  let clone: string;
  beforeEach(() => (clone = mkdtempSync(join(tmpdir(), 'clone-'))));
  afterEach(() => rmSync(clone, { recursive: true }));

  it('takes away what its tests left in the folder for temporary files', async () => {
    const programs = join(clone, 'node_modules', '.bin');
    mkdirSync(programs, { recursive: true });
    const forgetful = '#!/bin/sh\necho left >"$TMPDIR/left"\necho "$TMPDIR/left" >where\n';
    writeFileSync(join(programs, 'vitest'), forgetful, { mode: 0o700 });

    expect(await runTests(clone, { quiet: true, environment: {} })).toEqual({ passed: 0, failed: 1 });

    const left = readFileSync(join(clone, 'where'), 'utf8').trim();
    expect(left).not.toBe(join(tmpdir(), 'left'));
    expect(existsSync(left)).toBe(false);
  });
});
