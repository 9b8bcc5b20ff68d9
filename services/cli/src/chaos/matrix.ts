import { runMatrix } from '@endoveil/chaos';
import { type Breaking, sayBroken, serve } from './breakings.js';

const run: Breaking = async (options, terminal) => {
  const result = await runMatrix({
    command: serve,
    from: Number(options.from),
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.rounds === undefined ? {} : { rounds: Number(options.rounds) }),
    tell: (line) => terminal.say(line),
  });
  const points = new Set(result.killed.map(({ point }) => point)).size;
  terminal.say(
    `${result.killed.length} deaths at ${points} points, ${result.notReached.length} not reached, ${result.broken.length} broken`,
  );
  for (const { service, point } of result.notReached) terminal.say(`not reached: ${point} of ${service}`);
  sayBroken(terminal, result.broken);
  return { document: result, whole: result.broken.length === 0 && result.notReached.length === 0 };
};

export default run;
