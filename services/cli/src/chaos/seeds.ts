import { describeFault, nodeCounts, planFaults, runSeed, type SeedResult } from '@endoveil/chaos';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import { type Breaking, sayBroken, serve } from './breaking.js';

const run: Breaking = async (options, terminal) => {
  const nodes = nodeCounts.find((count) => String(count) === options.servers);
  if (!nodes) throw new CommandFailed(exitCodes.usage, 'usage', 'A system has 1 NATS server, or 3.', 'Say 1 or 3.');
  const seconds = Number(options.minutes) * 60;
  const first = Number(options.seed);
  const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => first + i);
  if (options.plan) {
    const plans = seeds.map((seed) => ({ seed, plan: planFaults({ seed, seconds, nodes }) }));
    for (const { plan } of plans)
      for (const { atSeconds, fault } of plan) terminal.say(`${atSeconds} s  ${describeFault(fault)}`);
    return { document: plans, whole: true };
  }
  const results: SeedResult[] = [];
  for (const seed of seeds) {
    terminal.say(`seed ${seed}`);
    const tell = (line: string) => terminal.say(line);
    const everySeconds = Number(options.every);
    const keep = options.keep ?? false;
    const result = await runSeed({ seed, seconds, everySeconds, keep, nodes, command: serve, tell });
    print(terminal, result);
    results.push(result);
  }
  return { document: results, whole: results.every(({ broken }) => broken.length === 0) };
};

export default run;

function print(terminal: Terminal, result: SeedResult): void {
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const { seed, failpointsHit, dropped, contents, published, lost, duplicated, broken } = result;
  const faults = Object.values(result.faults).reduce((sum, count) => sum + count, 0);
  terminal.table(
    ['seed', 'faults', 'at failpoints', 'handed in', 'contents', 'published', 'lost', 'duplicated', 'broken'],
    [[seed, faults, failpointsHit, dropped, contents, published, lost, duplicated, broken.length].map(String)],
  );
  terminal.say(`faults: ${counted(result.faults)}`);
  const { uploaded, resumed, writtenOver } = result;
  terminal.say(`${uploaded} uploaded, gone on with ${resumed} times; ${writtenOver} written over where they stood`);
  terminal.say(`items: ${counted(result.states)}`);
  sayBroken(terminal, broken);
  if (result.home) terminal.say(`kept in ${result.home}`);
}
