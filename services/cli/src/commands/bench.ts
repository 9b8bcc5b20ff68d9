import { benchVideo, tableOfBench } from '@endoveil/eval';
import { defineCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailed } from '../failure.js';
import { showTables } from '../show-tables.js';
import { wholeNumber } from '../whole-number.js';

interface Options {
  readonly seconds: string;
  readonly minutes: string;
  readonly runs: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<what>', 'video')
      .option('--seconds <number>', 'length of the exam', '60')
      .option('--minutes <number>', 'length of the exam that growth is measured on; 0 leaves it out', '10')
      .option('--runs <number>', 'how often each is measured', '3'),
  run: async ({ args, options, terminal }) => {
    if (args[0] !== 'video')
      throw new CommandFailed(exitCodes.usage, 'usage', 'Only video can be measured.', 'See ./endoveil bench --help.');
    const report = await benchVideo({
      seconds: wholeNumber('--seconds', options.seconds),
      minutes: wholeNumber('--minutes', options.minutes),
      runs: Math.max(1, wholeNumber('--runs', options.runs)),
      onStep: (step) => terminal.progress(step),
    });
    showTables(terminal, [tableOfBench(report)]);
    return { document: report };
  },
});
