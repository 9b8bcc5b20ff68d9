import { runPowerCuts } from '@endoveil/chaos';
import { type Breaking, sayBroken, serve } from './breaking.js';

const run: Breaking = async (options, terminal) => {
  const result = await runPowerCuts({
    command: serve,
    cuts: Number(options.powerCuts),
    seed: Number(options.seed),
    tell: (line) => terminal.say(line),
  });
  terminal.say(
    `${result.cuts} power cuts, ${result.dropped} handed in, ${result.lost} lost, ${result.foundStuck} driven again, ${result.broken.length} broken`,
  );
  sayBroken(terminal, result.broken);
  return { document: result, whole: result.broken.length === 0 };
};

export default run;
