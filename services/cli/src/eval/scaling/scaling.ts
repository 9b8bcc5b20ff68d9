import { randomBytes } from 'node:crypto';
import type { Ended, Invocation } from '../../command-line/command.js';
import { exitCodes } from '../../command-line/exit-codes.js';
import { CommandFailed } from '../../command-line/failure.js';
import { wholeNumber } from '../../command-line/whole-number.js';
import { services } from '../../house/services.js';
import type { EvalOptions } from '../measure.js';
import { BenchHouse, type BenchProcess } from './bench-house.js';
import { type CpuShare, limitToShare } from './cpu-share.js';

/** One choice of replicas, measured from the first claim to the last commit. */
interface Measured {
  readonly replicas: number;
  readonly files: number;
  readonly seconds: number;
  readonly perMinute: number;
  /** Throughput against that of one replica, times the replicas. */
  readonly ofIdeal: number;
  /** Attempts or results beyond one for each file. */
  readonly twice: number;
  readonly throttled: number;
}

const LEVEL = 'frame-cleaning';

/**
 * Replicas of one level, each limited to a share of a core, over work that all waits before they start. What is done
 * before and after the level is done at other times, so that only the level is measured.
 */
export async function benchScaling({ options, terminal, house: own }: Invocation<EvalOptions>): Promise<Ended> {
  const counts = String(options['replicas'] ?? '1,2,4')
    .split(',')
    .map((text) => wholeNumber('--replicas', text, 1));
  const files = wholeNumber('--files', String(options['files'] ?? '8'), 1);
  const cores = Number(options['share'] ?? 0.2);
  if (!(cores > 0 && cores <= 1))
    throw new CommandFailed(exitCodes.usage, 'usage', '--share wants a part of a core, such as 0.2.');
  await using house = await BenchHouse.open(own.environment['PATH']);
  const measured: Measured[] = [];
  for (const replicas of counts) {
    const { seconds, twice, throttled } = await measure(house, replicas, files * replicas, cores);
    const perMinute = (files * replicas * 60) / seconds;
    const one = measured[0] ?? { perMinute, replicas };
    const ofIdeal = perMinute / ((one.perMinute / one.replicas) * replicas);
    measured.push({ replicas, files: files * replicas, seconds, perMinute, ofIdeal, twice, throttled });
    terminal.progress(`${replicas} replicas: ${perMinute.toFixed(1)} files a minute`);
  }
  terminal.table(
    ['REPLICAS', 'FILES', 'SECONDS', 'A MINUTE', 'OF IDEAL', 'TWICE', 'AT ITS LIMIT'],
    measured.map((row) => [
      String(row.replicas),
      String(row.files),
      row.seconds.toFixed(1),
      row.perMinute.toFixed(1),
      row.ofIdeal.toFixed(2),
      String(row.twice),
      `${(row.throttled * 100).toFixed(0)} %`,
    ]),
  );
  const once = measured.every(({ twice }) => twice === 0);
  return { exit: once ? exitCodes.ok : exitCodes.someFailed, document: { level: LEVEL, share: cores, measured } };
}

async function measure(house: BenchHouse, replicas: number, files: number, cores: number) {
  const before = await house.record.count('select count(*) from ledger.item');
  await fillQueue(house, before + files);
  const shares: CpuShare[] = [];
  const workers: BenchProcess[] = [];
  const service = services.find(({ levels }) => levels.includes(LEVEL))!.name;
  try {
    for (let i = 0; i < replicas; i += 1) {
      workers.push(await house.serve(service, { LEVELS: LEVEL }));
      const share = limitToShare(`endoveil-${process.pid}-${randomBytes(4).toString('hex')}`, cores);
      shares.push(share);
      share.take(workers.at(-1)!.pid);
    }
    // only the registry publishes: with it the work comes, all at once
    const registry = await house.serve('registry');
    await house.until(
      'done',
      before + files,
      `select count(distinct job_id) from ledger.attempt where level = '${LEVEL}' and ending = 'done'`,
    );
    await registry.stop();
    const throttled = shares.reduce((sum, share) => sum + share.throttled(), 0) / replicas;
    return { ...(await timesSince(house, before, files)), throttled };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    for (const share of shares) share[Symbol.dispose]();
  }
}

/** Lands and identifies files until they all wait for the level; their events are written and not yet published. */
async function fillQueue(house: BenchHouse, items: number): Promise<void> {
  const had = await house.record.count('select count(*) from ledger.item');
  const landing = [await house.serve('registry'), await house.serve('intake')];
  await house.drop(items - had, 1);
  await house.until('landed', items, 'select count(*) from ledger.item');
  await house.until('published', 0, 'select count(*) from ledger.outbox where published_at is null');
  await Promise.all(landing.map((one) => one.stop()));
  const identify = await house.serve('lock-and-dedupe', { CONCURRENCY: '2' });
  await house.until('identified', items, `select count(*) from ledger.job where stage = 'anonymize'`);
  await identify.stop();
}

async function timesSince(house: BenchHouse, before: number, files: number) {
  const [row] = await house.record.ask<{ seconds: string; attempts: string; artifacts: string }>(
    `with ours as (
       select a.* from ledger.attempt a where a.level = $1 order by a.started_at offset $2)
     select extract(epoch from max(ended_at) - min(started_at)) as seconds, count(*) as attempts,
       (select count(*) from ledger.artifact) as artifacts from ours`,
    [LEVEL, before],
  );
  const attempts = Number(row?.attempts);
  const artifacts = Number(row?.artifacts);
  return { seconds: Number(row?.seconds), twice: attempts - files + (artifacts - before - files) };
}
