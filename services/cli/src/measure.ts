import { resolve } from 'node:path';
import type { Evaluation } from '@endoveil/eval';
import type { Command } from 'commander';
import type { Ended, Invocation } from './command.js';
import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';

export interface MeasureOptions {
  readonly generate?: string;
  readonly seed?: string;
  readonly level?: string;
}

type Sets = Readonly<Record<string, Evaluation>>;

export function shapeOf(command: Command, sets: Sets): Command {
  return command
    .argument('<set>', 'which one; they are listed below')
    .argument('[path]', 'the folder or file with the set, where it is not generated')
    .option('--generate <n>', 'how many to make, where the set is made')
    .option('--seed <n>', 'another seed makes another set')
    .option('--level <name>', 'only this level')
    .addHelpText(
      'after',
      `\nSets:\n${Object.entries(sets)
        .map(([name, { does }]) => `  ${name.padEnd(10)} ${does}`)
        .join('\n')}`,
    );
}

/** Runs one set; the exit status says whether every gate holds. */
export async function measure(invocation: Invocation<MeasureOptions>, sets: Sets): Promise<Ended> {
  const { args, options, terminal, house } = invocation;
  const set = Object.hasOwn(sets, String(args[0])) ? sets[String(args[0])] : undefined;
  if (!set)
    throw new CommandFailed(
      exitCodes.usage,
      'usage',
      `There is no such set. There are: ${Object.keys(sets).join(', ')}.`,
    );
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new CommandFailed(exitCodes.interrupted, 'interrupted', 'Interrupted.')));
  const [generate, seed] = [options.generate, options.seed].map((given) => numberOf(given));
  const { evaluate } = await set.load();
  const { gates, document } = await evaluate({
    ...(args[1] === undefined ? {} : { path: resolve(String(args[1])) }),
    ...(generate === undefined ? {} : { generate }),
    ...(seed === undefined ? {} : { seed }),
    ...(options.level === undefined ? {} : { level: options.level }),
    environment: house.environment,
    signal: stop.signal,
    say: (line) => terminal.say(line),
    table: (headline, rows) => terminal.table(headline, rows),
    progress: (line) => terminal.progress(line),
  });
  terminal.say('');
  terminal.table(
    ['GATE', 'GOAL', 'MEASURED', ''],
    gates.map(({ name, goal, measured, holds }) => [name, goal, measured, holds ? 'holds' : 'FAILS']),
  );
  return {
    exit: gates.every(({ holds }) => holds) ? exitCodes.ok : exitCodes.verificationFailed,
    document: { gates, ...document },
  };
}

function numberOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given)) throw new CommandFailed(exitCodes.usage, 'usage', 'A whole number was expected.');
  return Number(given);
}
