import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostilePdfs, makeTrueReport } from '@endoveil/testing';
import type { Evaluated, EvaluationRun, Gate } from '../evaluation.js';
import { openReportHouse, type ReportResult } from './run-report.js';

const MOST_SECONDS = 60;
/** Above what the same child needs for an ordinary page. */
const MOST_MIB = 512;

interface Row {
  readonly kind: string;
  readonly bytes: number;
  readonly state: ReportResult['state'] | 'CRASHED';
  readonly because: readonly string[];
  readonly seconds: number;
  readonly peakMib: number;
}

/** `eval hostile`: every kind of harmful file, one after the other in one process, and an ordinary report afterwards. */
export async function evaluate(run: EvaluationRun): Promise<Evaluated> {
  await using house = await openReportHouse(run.environment, run.signal, { watching: 'node' });
  const folder = join(house.folder, 'hostile');
  await mkdir(folder);
  const ordinary = join(folder, 'ordinary.pdf');
  await makeTrueReport({ seed: run.seed ?? 1, path: ordinary, medium: 'text', form: 'clinic' });
  const before = await house.run(ordinary, 'rules-only');
  const idle = house.peakMib();
  const rows: Row[] = [];
  for (const [kind, make] of Object.entries(hostilePdfs)) {
    const path = join(folder, `${rows.length}.pdf`);
    const bytes = make();
    await writeFile(path, bytes);
    const startedAt = performance.now();
    const ended = await house.run(path, 'rules-only').catch((error: unknown) => {
      run.signal.throwIfAborted();
      return { state: 'CRASHED' as const, because: [error instanceof Error ? error.name : 'unknown'] };
    });
    const seconds = (performance.now() - startedAt) / 1000;
    rows.push({
      kind,
      bytes: bytes.length,
      state: ended.state,
      because: ended.because,
      seconds,
      peakMib: house.peakMib(),
    });
    run.progress(`${rows.length} of ${Object.keys(hostilePdfs).length}: ${kind}`);
  }
  const after = await house.run(ordinary, 'rules-only');
  run.table(
    ['KIND', 'BYTES', 'ENDED', 'WHY', 'SECONDS', 'PEAK MIB'],
    rows.map(({ kind, bytes, state, because, seconds, peakMib }) => [
      kind,
      String(bytes),
      state,
      because.join(', '),
      seconds.toFixed(1),
      peakMib.toFixed(0),
    ]),
  );
  const slowest = Math.max(...rows.map(({ seconds }) => seconds));
  const largest = Math.max(...rows.map(({ peakMib }) => peakMib - idle));
  const crashed = rows.filter(({ state }) => state === 'CRASHED').length;
  const gates: Gate[] = [
    { name: 'files without a named end', goal: '0', measured: `${crashed} of ${rows.length}`, holds: crashed === 0 },
    {
      name: 'slowest, seconds',
      goal: `≤ ${MOST_SECONDS}`,
      measured: slowest.toFixed(1),
      holds: slowest <= MOST_SECONDS,
    },
    {
      name: `child above its ${idle.toFixed(0)} MiB for an ordinary page, MiB`,
      goal: `≤ ${MOST_MIB}`,
      measured: largest.toFixed(0),
      holds: largest <= MOST_MIB,
    },
    {
      name: 'an ordinary report before and after',
      goal: 'the same',
      measured: `${before.state}, ${after.state}`,
      holds: before.state === after.state,
    },
  ];
  return { gates, document: { idleMib: idle, rows } };
}
