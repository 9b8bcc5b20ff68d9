import { resolve } from 'node:path';
import {
  evaluateAwkward,
  evaluateContainer,
  evaluateLong,
  evaluatePatients,
  evaluateVideo,
  type Gate,
  type Table,
  tableOfAwkward,
  tableOfChannels,
  tableOfClips,
  tableOfGates,
  tableOfLong,
  tableOfPatients,
  tableOfSets,
  type VideoLevel,
  videoLevels,
} from '@endoveil/eval';
import { makeExamSet } from '@endoveil/testing';
import { defineCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailed } from '../failure.js';
import { showTables } from '../show-tables.js';
import type { Terminal } from '../terminal.js';
import { wholeNumber } from '../whole-number.js';

interface Options {
  readonly level: string;
  readonly only?: string;
  readonly baseline: boolean;
  readonly generate?: string;
  readonly seed: string;
  readonly minutes: string;
  readonly pairs: string;
}

interface Asked {
  readonly folder: string | undefined;
  readonly level: VideoLevel;
  readonly options: Options;
  readonly terminal: Terminal;
}

interface Measured {
  readonly report: { readonly gates: readonly Gate[] };
  readonly tables: readonly Table[];
}

/** Every evaluation by the word that asks for it. */
const evaluations: Readonly<Record<string, (asked: Asked) => Promise<Measured>>> = {
  async video({ folder, level, options, terminal }) {
    const { baseline, only } = options;
    const clips = wholeNumber('--generate', options.generate ?? '0');
    const path = resolve(wanted(folder));
    const making = (done: number, of: number) => terminal.progress(`${done} of ${of} clips made`);
    if (clips > 0)
      await makeExamSet({ folder: path, clips, seed: wholeNumber('--seed', options.seed), onClip: making });
    const onClip = (done: number, of: number) => terminal.progress(`${done} of ${of} clips`);
    const report = await evaluateVideo(path, { level, baseline, ...(only ? { only } : {}), onClip });
    return { report, tables: [tableOfClips(report), tableOfSets(report)] };
  },
  async container({ folder, terminal }) {
    const report = await evaluateContainer(resolve(wanted(folder)), (done) => terminal.progress(`${done} files`));
    return { report, tables: [tableOfChannels(report)] };
  },
  async awkward({ level, options: { only }, terminal }) {
    const report = await evaluateAwkward(
      { level, ...(only ? { only } : {}) },
      ({ input, state, reason, framesIn, framesOut }, done, of) =>
        terminal.progress(`${done} of ${of}: ${input}: ${state} ${reason ?? ''} ${framesIn}/${framesOut ?? '-'}`),
    );
    return { report, tables: [tableOfAwkward(report)] };
  },
  async long({ level, options }) {
    const [minutes, seed] = [wholeNumber('--minutes', options.minutes), wholeNumber('--seed', options.seed)];
    const report = await evaluateLong({ level, minutes, seed });
    return { report, tables: [tableOfLong(report)] };
  },
  async patients({ level, options, terminal }) {
    const [pairs, seed] = [wholeNumber('--pairs', options.pairs), wholeNumber('--seed', options.seed)];
    const onPair = (done: number, of: number) => terminal.progress(`${done} of ${of} pairs`);
    const report = await evaluatePatients({ level, pairs, seed }, onPair);
    return { report, tables: [tableOfPatients(report)] };
  },
};

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<what>', Object.keys(evaluations).join(', '))
      .argument('[folder]', 'video: clips with manifest.json and *.gt.json; container: planted files')
      .option('--level <name>', videoLevels.join(' or '), 'frame-cleaning')
      .option('--only <name>', 'only clips or inputs whose name holds this')
      .option('--generate <clips>', 'video: first writes so many invented exams into the folder')
      .option('--seed <number>', 'what invented exams follow from', '1')
      .option('--minutes <number>', 'long: how long the exam is', '30')
      .option('--pairs <number>', 'patients: how many pairs', '3')
      .option('--no-baseline', 'video: without the old systems’ method beside ours'),
  run: async ({ args, options, terminal }) => {
    const [what = '', folder] = args as readonly (string | undefined)[];
    const evaluate = Object.hasOwn(evaluations, what) ? evaluations[what] : undefined;
    const level = videoLevels.find((name) => name === options.level);
    if (!evaluate || !level)
      throw new CommandFailed(exitCodes.usage, 'usage', 'There is no such evaluation.', 'See ./endoveil eval --help.');
    const { report, tables } = await evaluate({ folder, level, options, terminal });
    showTables(terminal, [...tables, tableOfGates(report.gates)]);
    const holds = report.gates.every((gate) => gate.holds);
    return { exit: holds ? exitCodes.ok : exitCodes.someFailed, document: report };
  },
});

function wanted(folder: string | undefined): string {
  if (folder === undefined) throw new CommandFailed(exitCodes.usage, 'usage', 'This evaluation wants a folder.');
  return folder;
}
