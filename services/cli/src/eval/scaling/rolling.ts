import type { Ended, Invocation } from '../../command-line/command.js';
import { exitCodes } from '../../command-line/exit-codes.js';
import { wholeNumber } from '../../command-line/whole-number.js';
import { loadHouse } from '../../config.js';
import { drainProcesses } from '../../house/drain-processes.js';
import { ProcessNotes } from '../../house/process-notes.js';
import { startHouse } from '../../house/start-house.js';
import type { EvalOptions } from '../measure.js';
import { BenchHouse } from './bench-house.js';

const REPLICAS = { registry: 2, 'lock-and-dedupe': 2, 'video-anonymizer': 2, 'metadata-llm': 2, verifier: 2 };
const SETTLED = `('verified', 'in-review', 'held', 'quarantined', 'failed')`;

/** Restarts every process of a house in turn, again and again, while files go through it; then counts what that cost. */
export async function benchRolling({ options, terminal, house: own }: Invocation<EvalOptions>): Promise<Ended> {
  const files = wholeNumber('--files', String(options['files'] ?? '24'), 1);
  await using servers = await BenchHouse.open(own.environment['PATH']);
  // short: more is handed back than finished
  const house = loadHouse({ ...servers.environment, ENDOVEIL_GRACE_SECONDS: '1' });
  const running = await startHouse(house, 'process-per-service', { replicas: REPLICAS });
  const notes = new ProcessNotes(house.home);
  let restarts = 0;
  const codes = new Map<number | null | undefined, number>();
  try {
    await servers.drop(files, 2);
    const moving = () => servers.record.count(`select count(*) from ledger.item where state not in ${SETTLED}`);
    const items = () => servers.record.count('select count(*) from ledger.item');
    while ((await items()) < files || (await moving()) > 0 || restarts < notes.all().length) {
      for (const { name } of notes.all()) {
        const [drained] = await drainProcesses(notes, [name], { restart: true, seconds: 120 });
        codes.set(drained?.code, (codes.get(drained?.code) ?? 0) + 1);
        restarts += 1;
      }
      terminal.progress(`${restarts} restarts, ${await moving()} of ${await items()} files under way`);
    }
    return tell(await outcomeOf(servers));
  } finally {
    await running.stop();
  }

  function tell(found: Awaited<ReturnType<typeof outcomeOf>>): Ended {
    const document = { files, restarts, exits: Object.fromEntries(codes), ...found };
    terminal.table(
      ['WHAT', 'COUNT'],
      Object.entries(document).map(([what, count]) => [what, JSON.stringify(count)]),
    );
    const whole = found.items === files && found.settled === files && found.counted === 0 && found.twice === 0;
    const clean = [...codes.keys()].every((code) => code === 0);
    return { exit: whole && clean ? exitCodes.ok : exitCodes.someFailed, document };
  }
}

async function outcomeOf(servers: BenchHouse) {
  const endings = await servers.record.ask<{ ending: string; count: string }>(
    "select coalesce(ending, 'open') as ending, count(*) from ledger.attempt group by 1 order by 1",
  );
  return {
    items: await servers.record.count('select count(*) from ledger.item'),
    settled: await servers.record.count(`select count(*) from ledger.item where state in ${SETTLED}`),
    endings: Object.fromEntries(endings.map(({ ending, count }) => [ending, Number(count)])),
    /** Attempts that were held against a job: failures, losses, crashes. */
    counted: await servers.record.count(
      'select coalesce(sum(failures + losses + crashes), 0) as count from ledger.job',
    ),
    twice: await servers.record.count(
      'select count(*) from (select 1 from ledger.artifact group by run_id, step having count(*) > 1) twice',
    ),
  };
}
