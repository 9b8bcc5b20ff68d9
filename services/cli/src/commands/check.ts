import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { runProgram, workspaceProgram } from '../workspace/run-program.js';
import { closingLine, runTests } from '../workspace/run-tests.js';

const STEPS = [
  { name: 'format', program: 'oxfmt', args: ['--check', '.'], fix: 'Run node_modules/.bin/oxfmt .' },
  { name: 'lint', program: 'oxlint', args: [], fix: 'Correct what is listed above.' },
  { name: 'types', program: 'tsc', args: ['-b'], fix: 'Correct what is listed above.' },
  { name: 'dead code', program: 'knip', args: [], fix: 'Remove what nobody uses.' },
] as const;

export default defineCommand({
  run: async ({ terminal, house }) => {
    const quiet = terminal.json;
    const steps: { name: string; ok: boolean }[] = [];
    for (const { name, program, args, fix } of STEPS) {
      terminal.say(`── ${name}`);
      const ok = (await runProgram(workspaceProgram(house.clone, program), args, { cwd: house.clone, quiet })) === 0;
      if (!ok) terminal.say(`${name} failed. ${fix}`);
      steps.push({ name, ok });
    }
    terminal.say('── tests');
    const counts = await runTests(house.clone, { quiet, environment: house.environment });
    const ok = counts.failed === 0 && steps.every((step) => step.ok);
    terminal.table(
      ['CHECK', 'RESULT'],
      [...steps, { name: 'tests', ok: counts.failed === 0 }].map((step) => [step.name, step.ok ? 'ok' : 'failed']),
    );
    terminal.say(closingLine(counts));
    return { exit: ok ? exitCodes.ok : exitCodes.internal, document: { steps, tests: counts } };
  },
});
