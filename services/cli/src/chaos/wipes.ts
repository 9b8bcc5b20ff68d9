import { runWipes } from '@endoveil/chaos';
import { type Breaking, sayBroken, serve } from './breaking.js';

const run: Breaking = async (options, terminal) => {
  const tell = (line: string) => terminal.say(line);
  const result = await runWipes({ command: serve, wipes: Number(options.wipes), tell });
  terminal.say(
    `${result.contents} contents, ${result.different.length} ended otherwise, ${result.foundStuck} were driven again, ${result.broken.length} broken`,
  );
  for (const { sha256, undisturbed, wiped } of result.different)
    terminal.say(`${sha256}\n  ${undisturbed}\n  ${wiped}`);
  sayBroken(terminal, result.broken);
  return { document: result, whole: result.different.length === 0 && result.broken.length === 0 };
};

export default run;
