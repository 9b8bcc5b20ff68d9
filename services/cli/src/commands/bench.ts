import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { benches } from '../eval/benches.js';
import type { EvalOptions } from '../eval/measure.js';

export default defineCommand<EvalOptions>({
  shape: (command) => {
    command.argument('<what>', Object.keys(benches).join(' or '));
    for (const { options } of Object.values(benches)) for (const [flags, does] of options) command.option(flags, does);
  },
  run: async (invocation) => {
    const what = String(invocation.args[0]);
    const bench = Object.hasOwn(benches, what) ? benches[what] : undefined;
    if (!bench)
      throw new CommandFailed(exitCodes.usage, 'usage', 'There is no such bench.', 'See ./endoveil bench --help.');
    const { default: run } = await bench.load();
    return await run(invocation);
  },
});
