import { describeFault, planFaults, runSeed, type SeedResult } from '@endoveil/chaos';
import { join } from 'node:path';
import { defineCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

interface Options {
  readonly seed: string;
  readonly seeds: string;
  readonly minutes: string;
  readonly every: string;
  readonly plan?: true;
  readonly keep?: true;
}

const serve = [process.execPath, join(import.meta.dirname, '..', 'main.js'), 'serve'];

export default defineCommand<Options>({
  shape: (command) =>
    command
      .option('--seed <number>', 'the first seed; the same seed breaks the same things', '1')
      .option('--seeds <count>', 'how many seeds, one after the other', '1')
      .option('--minutes <number>', 'how long each breaks things', '2')
      .option('--every <seconds>', 'between two files that are handed in', '2')
      .option('--plan', 'print what would be broken, and break nothing')
      .option('--keep', 'leave the house and the clients’ log where they are'),
  run: async ({ options, terminal }) => {
    const seconds = Number(options.minutes) * 60;
    const first = Number(options.seed);
    const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => first + i);
    if (options.plan) {
      const plans = seeds.map((seed) => ({ seed, plan: planFaults({ seed, seconds }) }));
      for (const { plan } of plans)
        for (const { atSeconds, fault } of plan) terminal.say(`${atSeconds} s  ${describeFault(fault)}`);
      return { document: plans };
    }
    const results: SeedResult[] = [];
    for (const seed of seeds) {
      terminal.say(`seed ${seed}`);
      const tell = (line: string) => terminal.say(line);
      const everySeconds = Number(options.every);
      const keep = options.keep ?? false;
      const result = await runSeed({ seed, seconds, everySeconds, keep, command: serve, tell });
      print(terminal, result);
      results.push(result);
    }
    const isWhole = results.every(({ broken }) => broken.length === 0);
    return { document: results, exit: isWhole ? exitCodes.ok : exitCodes.verificationFailed };
  },
});

function print(terminal: Terminal, result: SeedResult): void {
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  terminal.table(
    ['seed', 'faults', 'at failpoints', 'handed in', 'contents', 'published', 'lost', 'duplicated', 'broken'],
    [
      [
        result.seed,
        Object.values(result.faults).reduce((sum, count) => sum + count, 0),
        result.failpointsHit,
        result.dropped,
        result.contents,
        result.published,
        result.lost,
        result.duplicated,
        result.broken.length,
      ].map(String),
    ],
  );
  terminal.say(`faults: ${counted(result.faults)}`);
  terminal.say(`items: ${counted(result.states)}`);
  for (const { invariant, id, what } of result.broken) terminal.say(`${invariant}  ${what}  ${id}`);
  if (result.home) terminal.say(`kept in ${result.home}`);
}
