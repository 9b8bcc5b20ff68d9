import { spawn } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EndoveilError, ReasonCode } from '@endoveil/contracts';
import { makeLongReport } from '@endoveil/testing';
import type { Evaluated, EvaluationRun } from '../evaluation.js';
import { costOf } from './process-cost.js';
import {
  gatesOfReports,
  type Growth,
  type Measured,
  SHORT,
  tellReportBench,
  type Timing,
} from './report-bench-findings.js';
import { openReportHouse, type ReportLevel, type ReportResult, type RunReportOptions } from '../reports/run-report.js';

const STANDARD_PAGES = 16;
/** Pages of a long report, unless told otherwise. */
const LONG = 200;
const LEVEL: ReportLevel = 'rules-only';

/** A page at a time through the usual programs, on two cores, one thread each: nothing is hidden, nothing is written. */
const BASELINE =
  'seq 1 "$2" | xargs -P2 -I{} sh -c \'pdftoppm -r 200 -gray -f {} -l {} "$0" | tesseract stdin stdout -l deu+eng --psm 3 >/dev/null 2>&1\' "$1"';

/** What makes no result has no time either. */
function done(result: ReportResult): ReportResult {
  if (result.artifact !== undefined) return result;
  throw new EndoveilError(ReasonCode.parse(result.because[0]), { detail: `${result.level} ${result.state}` });
}

/** `bench report`: every time is measured in this run, on the same pages, one thing after the other. */
export async function evaluate(run: EvaluationRun): Promise<Evaluated> {
  const pages = run.generate ?? STANDARD_PAGES;
  const seed = run.seed ?? 1;
  const longest = run.longest ?? LONG;
  await using native = await openReportHouse({ ...run.environment, ENDOVEIL_REPORT_OCR: 'tesseract' }, run.signal);
  await using wasm = await openReportHouse({ ...run.environment, ENDOVEIL_REPORT_OCR: 'tesseract.js' }, run.signal);
  const folder = join(native.folder, 'bench');
  await mkdir(folder);
  const make = async (name: string, medium: 'text' | 'scan', count: number) => {
    const path = join(folder, `${name}.pdf`);
    await makeLongReport({ path, pages: count, medium, seed });
    return path;
  };
  const [scan, text] = [await make('scan', 'scan', pages), await make('text', 'text', pages)];
  const timings: Timing[] = [];
  const note = (what: string, count: number, seconds: number, cpuSeconds: number): Timing => {
    const timing = { what, pages: count, seconds, cpuSeconds };
    timings.push(timing);
    run.progress(
      `${what}: ${(count / seconds).toFixed(2)} pages a second, ${(cpuSeconds / count).toFixed(2)} processor seconds a page`,
    );
    return timing;
  };
  const through = async (house: typeof native, path: string, options: RunReportOptions = { verify: false }) => {
    const { result, cost } = await costOf(async () => done(await house.run(path, LEVEL, options)));
    return { ...result, cpuSeconds: cost.cpu };
  };
  const throughUsual = async (what: string) => {
    const { wall, cpu } = (await costOf(async () => await baseline(scan, pages, run.signal))).cost;
    return note(what, pages, wall, cpu);
  };
  // programs, words and pages are in memory before anything is timed
  await baseline(scan, Math.min(2, pages), run.signal);
  await through(native, text);
  const usual = 'pdftoppm | tesseract, nothing hidden';
  const before = await throughUsual(usual);
  const ours = await through(native, scan);
  const mine = note('rules-only, native reader', pages, ours.readSeconds, ours.cpuSeconds);
  const after = await throughUsual(`${usual}, once more`);
  const theirs = await through(wasm, scan);
  note('rules-only, tesseract.js', pages, theirs.readSeconds, theirs.cpuSeconds);
  const typed = await through(native, text);
  note('rules-only, pages with a text layer', pages, typed.readSeconds, typed.cpuSeconds);
  const checked = await through(native, scan, {});
  run.progress(`the verifier says: ${[checked.state, ...checked.because].join(', ')}`);
  // its processor time is what both took, less what making the same result took before
  note('verification alone', pages, checked.verifySeconds, checked.cpuSeconds - ours.cpuSeconds);
  note('rules-only and verification', pages, checked.readSeconds + checked.verifySeconds, checked.cpuSeconds);
  const sizes = await Promise.all(
    [
      ['scan', scan, ours.artifact],
      ['text', text, typed.artifact],
    ].map(async ([name, source, artifact]) => ({
      name: name!,
      source: (await stat(source!)).size,
      artifact: artifact ? (await stat(artifact)).size : 0,
    })),
  );
  const growth: Growth[] = [];
  for (const count of [SHORT, longest]) {
    const path = await make(`long-${count}`, 'text', count);
    native.peakMib();
    const peak = watchOwnMemory();
    const { readSeconds, state, because } = await native.run(path, 'rules-only', { verify: false });
    growth.push({
      pages: count,
      ended: state,
      because,
      secondsAPage: readSeconds / count,
      ownMib: peak(),
      childMib: native.peakMib(),
    });
    run.progress(`${count} pages: ${(readSeconds / count).toFixed(2)} s a page`);
  }
  const usualTime = {
    seconds: (before.seconds + after.seconds) / 2,
    cpuSeconds: (before.cpuSeconds + after.cpuSeconds) / 2,
  };
  const measured: Measured = { pages, longest, timings, usual: usualTime, ours: mine, sizes, growth };
  tellReportBench(run, measured);
  const verdict = { verdict: checked.state, because: checked.because };
  return { gates: gatesOfReports(measured), document: { pages, timings, sizes, growth, ...verdict } };
}

async function baseline(path: string, pages: number, signal: AbortSignal): Promise<number> {
  const startedAt = performance.now();
  const child = spawn('sh', ['-c', BASELINE, 'sh', path, String(pages)], {
    stdio: 'ignore',
    signal,
    env: { PATH: '/usr/bin:/bin', OMP_THREAD_LIMIT: '1' },
  });
  const [code] = await new Promise<[number | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exit) => resolve([exit]));
  });
  if (code !== 0) throw new Error('the usual programs failed');
  return (performance.now() - startedAt) / 1000;
}

/** Answers the most that this process held since then, MiB. */
function watchOwnMemory(): () => number {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  return () => {
    clearInterval(timer);
    return peak / 1024 ** 2;
  };
}
