import { resolve } from 'node:path';
import { evaluateVideo, tableOfClips, tableOfGates, tableOfSets, type Table, videoLevels } from '@endoveil/eval';
import { makeExamSet } from '@endoveil/testing';
import { defineCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';

interface Options {
  readonly level: string;
  readonly only?: string;
  readonly baseline: boolean;
  readonly generate?: string;
  readonly seed: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<what>', 'video: a folder of clips with manifest.json and *.gt.json')
      .argument('<folder>')
      .option('--level <name>', videoLevels.join(' or '), 'frame-cleaning')
      .option('--only <name>', 'only clips whose name holds this')
      .option('--generate <clips>', 'first writes so many invented exams into the folder')
      .option('--seed <number>', 'what the invented exams follow from', '1')
      .option('--no-baseline', 'without the old systems’ method beside ours'),
  run: async ({ args, options, terminal }) => {
    const [what, folder] = args as readonly string[];
    const level = videoLevels.find((name) => name === options.level);
    if (what !== 'video' || !level || !folder)
      throw new CommandFailed(exitCodes.usage, 'usage', 'There is no such evaluation.', 'See ./endoveil eval --help.');
    const [clips, seed] = [Number(options.generate ?? 0), Number(options.seed)];
    if (!Number.isInteger(clips) || !Number.isInteger(seed))
      throw new CommandFailed(exitCodes.usage, 'usage', '--generate and --seed want whole numbers.');
    if (clips > 0) {
      const onClip = (done: number, of: number) => terminal.progress(`${done} of ${of} clips made`);
      await makeExamSet({ folder: resolve(folder), clips, seed, onClip });
    }
    const report = await evaluateVideo(resolve(folder), {
      level,
      baseline: options.baseline,
      ...(options.only ? { only: options.only } : {}),
      onClip: (done, of) => terminal.progress(`${done} of ${of} clips`),
    });
    show(terminal, [tableOfClips(report), tableOfSets(report), tableOfGates(report.gates)]);
    const holds = report.gates.every((gate) => gate.holds);
    return { exit: holds ? exitCodes.ok : exitCodes.someFailed, document: report };
  },
});

function show(terminal: Terminal, tables: readonly Table[]): void {
  for (const { headline, rows } of tables) {
    terminal.say();
    terminal.table(headline, rows);
  }
}
