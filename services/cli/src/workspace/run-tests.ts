import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, workspaceProgram } from './run-program.js';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

export interface TestRun {
  readonly filters?: readonly string[];
  readonly all?: boolean;
  readonly quiet: boolean;
  /** What the tests find in theirs, but for the folder for temporary files. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Enough for every day; `slow` is the rest. */
const EVERYDAY = ['phi', 'unit', 'integration', 'e2e'].flatMap((name) => ['--project', name]);

/**
 * Runs vitest over the everyday projects or all, or over the files that match. It starts without vitest's cache of
 * results and modules, and what the tests leave in the folder for temporary files goes with the run.
 */
export async function runTests(clone: string, options: TestRun): Promise<TestCounts> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-test-'));
  try {
    const file = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const plain = process.stdout.isTTY ? [] : ['--no-color'];
    const projects = options.all ? [] : EVERYDAY;
    const filters = options.filters ?? [];
    const args = ['run', '--no-cache', '--no-fsModuleCache', ...plain, ...reporters, ...projects, ...filters];
    const temporary = join(folder, 't');
    await mkdir(temporary);
    // for the Postgres of a test, which steps down from root
    await chmod(folder, 0o711);
    const environment = { ...options.environment, TMPDIR: temporary };
    const run = { cwd: clone, quiet: options.quiet, environment };
    const exit = await runProgram(workspaceProgram(clone, 'vitest'), args, run);
    const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
    return countTests(report as TestReport | undefined, exit);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that could not be loaded has no tests to fail, a run that broke has no report: both count as failed. So does no test at all. */
export function countTests(report: TestReport | undefined, exit: number): TestCounts {
  if (!report) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloaded;
  const broke = exit !== 0 || report.numPassedTests === 0;
  return { passed: report.numPassedTests, failed: broke && failed === 0 ? 1 : failed };
}

/** The closing line that every reader of a build log knows. */
export function closingLine({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}
