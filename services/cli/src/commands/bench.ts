import { defineCommand } from '../command.js';
import type { EvalOptions } from '../eval/measures.js';
import { benchReports } from '../eval/report-sets.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailed } from '../failure.js';

export default defineCommand<EvalOptions>({
  shape: (command) =>
    command
      .argument('<what>', 'report')
      .option('--generate <count>', 'scanned pages to read; default: 16')
      .option('--longest <pages>', 'pages of the longest report, for growth; default: 200')
      .option('--seed <number>', 'seed of everything invented; default: 1'),
  run: async (invocation) => {
    if (invocation.args[0] !== 'report')
      throw new CommandFailed(exitCodes.usage, 'usage', 'There is no such bench.', 'See ./endoveil bench --help.');
    return await benchReports(invocation);
  },
});
