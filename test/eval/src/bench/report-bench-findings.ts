import type { EvaluationRun, Gate } from '../evaluation.js';

export interface Timing {
  readonly what: string;
  readonly pages: number;
  readonly seconds: number;
  /** Processor time of it and of all its programs: what else the machine does changes it little. */
  readonly cpuSeconds: number;
}

/** One report of so many pages. */
export interface Growth {
  readonly pages: number;
  readonly ended: string;
  readonly because: readonly string[];
  readonly secondsAPage: number;
  readonly ownMib: number;
  readonly childMib: number;
}

export interface Measured {
  readonly pages: number;
  readonly longest: number;
  readonly timings: readonly Timing[];
  /** What the usual programs took, and what we took for the same. */
  readonly usual: Pick<Timing, 'seconds' | 'cpuSeconds'>;
  readonly ours: Timing;
  /** Bytes of what went in and came out. */
  readonly sizes: readonly { readonly name: string; readonly source: number; readonly artifact: number }[];
  /** Of a short report and of a long one. */
  readonly growth: readonly Growth[];
}

/** Pages of the short report. */
export const SHORT = 2;
const MOST_KILOBYTES = 150;

export function tellReportBench(
  run: Pick<EvaluationRun, 'say' | 'table'>,
  { pages, timings, usual, sizes, growth }: Measured,
): void {
  run.table(
    [
      'WHAT',
      'PAGES',
      'SECONDS',
      'SECONDS A PAGE',
      'PAGES A SECOND',
      'AGAINST THE USUAL PROGRAMS',
      'PROCESSOR SECONDS A PAGE',
      'AGAINST THE USUAL PROGRAMS',
    ],
    timings.map(({ what, pages: count, seconds, cpuSeconds }) => [
      what,
      String(count),
      seconds.toFixed(1),
      (seconds / count).toFixed(2),
      (count / seconds).toFixed(2),
      (usual.seconds / seconds).toFixed(2),
      (cpuSeconds / count).toFixed(2),
      (usual.cpuSeconds / cpuSeconds).toFixed(2),
    ]),
  );
  run.say('');
  run.table(
    ['MEDIUM', 'SOURCE KB A PAGE', 'RESULT KB A PAGE', 'RATIO'],
    sizes.map(({ name, source, artifact }) => [
      name,
      (source / pages / 1000).toFixed(0),
      (artifact / pages / 1000).toFixed(0),
      (artifact / source).toFixed(2),
    ]),
  );
  run.say('');
  run.table(
    ['REPORT OF PAGES', 'SECONDS A PAGE', 'THIS PROCESS, MIB', 'RENDERING CHILD, MIB'],
    growth.map((one) => [
      String(one.pages),
      one.secondsAPage.toFixed(2),
      one.ownMib.toFixed(0),
      one.childMib.toFixed(0),
    ]),
  );
}

export function gatesOfReports({ pages, longest, usual, ours, sizes, growth }: Measured): readonly Gate[] {
  const largest = Math.max(...sizes.map(({ artifact }) => artifact / pages / 1000));
  const [short, long] = growth;
  const grown = long!.ownMib - short!.ownMib;
  const ratio = usual.seconds / ours.seconds;
  return [
    {
      name: 'scanned pages a second against pdftoppm | tesseract',
      goal: '≥ 1.0',
      measured: ratio.toFixed(2),
      holds: ratio >= 1,
    },
    {
      name: 'result, kB a page',
      goal: `≤ ${MOST_KILOBYTES}`,
      measured: largest.toFixed(0),
      holds: largest <= MOST_KILOBYTES,
    },
    {
      name: `memory of this process at ${longest} pages above ${SHORT}, MiB`,
      goal: '≤ 512',
      measured: grown.toFixed(0),
      holds: grown <= 512,
    },
    {
      name: `seconds a page at ${longest} pages against ${SHORT}`,
      goal: '≤ 1.5',
      measured: (long!.secondsAPage / short!.secondsAPage).toFixed(2),
      holds: long!.secondsAPage <= 1.5 * short!.secondsAPage,
    },
  ];
}
