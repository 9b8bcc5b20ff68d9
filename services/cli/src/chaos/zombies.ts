import { runZombies } from '@endoveil/chaos';
import { type Breaking, sayBroken, serve } from './breaking.js';

const run: Breaking = async (options, terminal) => {
  const zombies = Number(options.zombies);
  const result = await runZombies({
    command: serve,
    zombies,
    ...(options.paused === undefined ? {} : { pausedSeconds: Number(options.paused) }),
    tell: (line) => terminal.say(line),
  });
  terminal.say(
    `${result.paused} paused and resumed, ${result.lost} leases lost, ${result.staleWrites} stale writes, ${result.broken.length} broken`,
  );
  sayBroken(terminal, result.broken);
  const whole = result.paused >= zombies && result.staleWrites === 0 && result.broken.length === 0;
  return { document: result, whole };
};

export default run;
