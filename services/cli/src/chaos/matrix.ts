import { manners, runMatrix } from '@endoveil/chaos';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { type Breaking, sayBroken, serve } from './breaking.js';

const run: Breaking = async (options, terminal) => {
  const manner = manners.find((one) => one === options.manner);
  if (!manner)
    throw new CommandFailed(exitCodes.usage, 'usage', `A manner is ${manners.join(', ')}.`, 'Name one of them.');
  const result = await runMatrix({
    command: serve,
    manner,
    from: Number(options.from),
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.rounds === undefined ? {} : { rounds: Number(options.rounds) }),
    tell: (line) => terminal.say(line),
  });
  const points = new Set(result.killed.map(({ point }) => point)).size;
  terminal.say(
    `${result.killed.length} ${manner === 'kill' ? 'deaths' : `times ${manner}`} at ${points} points, ${result.notReached.length} not reached, ${result.broken.length} broken`,
  );
  for (const { service, point } of result.notReached) terminal.say(`not reached: ${point} of ${service}`);
  sayBroken(terminal, result.broken);
  return { document: result, whole: result.broken.length === 0 && result.notReached.length === 0 };
};

export default run;
