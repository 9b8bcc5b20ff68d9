import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { runProgram, workspaceProgram } from '../workspace/run-program.js';
import { closingLine, runTests } from '../workspace/run-tests.js';

export default defineCommand({
  shape: (command) =>
    command
      .argument('[filters...]', 'run only test files whose path holds one of these words')
      .option('--all', 'also the slow ones: whole systems, for minutes'),
  run: async ({ args, options, terminal, house }) => {
    const quiet = terminal.json;
    const built = await runProgram(workspaceProgram(house.clone, 'tsc'), ['-b'], { cwd: house.clone, quiet });
    const filters = (args[0] as string[] | undefined) ?? [];
    const counts =
      built === 0
        ? await runTests(house.clone, { filters, all: options.all === true, quiet, environment: house.environment })
        : { passed: 0, failed: 1 };
    terminal.say(closingLine(counts));
    return { exit: counts.failed === 0 ? exitCodes.ok : exitCodes.internal, document: counts };
  },
});
