import { resolve } from 'node:path';
import { type Evaluation, reportBench, reportEvaluations } from '@endoveil/eval';
import type { Ended, Invocation } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { EvalOptions } from './measure.js';

/** Runs one set of reports; the exit status says whether every gate holds. */
export async function measureSet(
  set: keyof typeof reportEvaluations,
  invocation: Invocation<EvalOptions>,
): Promise<Ended> {
  return await measure(reportEvaluations[set], invocation);
}

export async function benchReports(invocation: Invocation<EvalOptions>): Promise<Ended> {
  return await measure(reportBench, invocation);
}

async function measure(
  { load }: Evaluation,
  { args, options, terminal, house }: Invocation<EvalOptions>,
): Promise<Ended> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new CommandFailed(exitCodes.interrupted, 'interrupted', 'Interrupted.')));
  const [generate, seed, longest] = [options['generate'], options['seed'], options['longest']].map(numberOf);
  const { evaluate } = await load();
  const { gates, document } = await evaluate({
    ...(args[1] === undefined ? {} : { path: resolve(String(args[1])) }),
    ...(generate === undefined ? {} : { generate }),
    ...(seed === undefined ? {} : { seed }),
    ...(longest === undefined ? {} : { longest }),
    ...(options['level'] === undefined ? {} : { level: String(options['level']) }),
    environment: house.environment,
    signal: stop.signal,
    say: (line) => terminal.say(line),
    table: (headline, rows) => terminal.table(headline, rows),
    progress: (line) => terminal.progress(line),
  });
  terminal.say('');
  terminal.table(
    ['GATE', 'GOAL', 'MEASURED', 'HOLDS'],
    gates.map(({ name, goal, measured, holds }) => [name, goal, measured, holds ? 'yes' : 'NO']),
  );
  return {
    exit: gates.every(({ holds }) => holds) ? exitCodes.ok : exitCodes.verificationFailed,
    document: { gates, ...document },
  };
}

function numberOf(given: string | boolean | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(String(given)))
    throw new CommandFailed(exitCodes.usage, 'usage', 'A whole number was expected.');
  return Number(given);
}
