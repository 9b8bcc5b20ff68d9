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
import type { Ended, Invocation } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailed } from '../failure.js';
import { showTables } from '../show-tables.js';
import type { Terminal } from '../terminal.js';
import { wholeNumber } from '../whole-number.js';
import type { EvalOptions } from './measures.js';

interface Asked {
  readonly folder: () => string;
  readonly number: (option: string, standard: number) => number;
  readonly only: string;
  readonly level: VideoLevel;
  readonly baseline: boolean;
  readonly terminal: Terminal;
}

interface Measured {
  readonly report: { readonly gates: readonly Gate[] };
  readonly tables: readonly Table[];
}

const sets = {
  async video({ folder, number, level, baseline, only, terminal }: Asked): Promise<Measured> {
    const [path, clips] = [folder(), number('generate', 0)];
    const making = (done: number, of: number) => terminal.progress(`${done} of ${of} clips made`);
    if (clips > 0) await makeExamSet({ folder: path, clips, seed: number('seed', 1), onClip: making });
    const onClip = (done: number, of: number) => terminal.progress(`${done} of ${of} clips`);
    const report = await evaluateVideo(path, { level, baseline, only, onClip });
    return { report, tables: [tableOfClips(report), tableOfSets(report)] };
  },
  async container({ folder, terminal }: Asked): Promise<Measured> {
    const report = await evaluateContainer(folder(), (done) => terminal.progress(`${done} files`));
    return { report, tables: [tableOfChannels(report)] };
  },
  async awkward({ level, only, terminal }: Asked): Promise<Measured> {
    const report = await evaluateAwkward({ level, only }, (one, done, of) => {
      const frames = `${one.framesIn}/${one.framesOut ?? '-'}`;
      terminal.progress(`${done} of ${of}: ${one.input}: ${one.state} ${one.reason ?? ''} ${frames}`);
    });
    return { report, tables: [tableOfAwkward(report)] };
  },
  async long({ level, number }: Asked): Promise<Measured> {
    const report = await evaluateLong({ level, minutes: number('minutes', 30), seed: number('seed', 1) });
    return { report, tables: [tableOfLong(report)] };
  },
  async patients({ level, number, terminal }: Asked): Promise<Measured> {
    const onPair = (done: number, of: number) => terminal.progress(`${done} of ${of} pairs`);
    const report = await evaluatePatients({ level, pairs: number('pairs', 3), seed: number('seed', 1) }, onPair);
    return { report, tables: [tableOfPatients(report)] };
  },
} as const;

/** One evaluation of the video levels: its tables, its gates, and whether they hold as exit code. */
export async function measureVideos(
  set: keyof typeof sets,
  { args, options, terminal }: Invocation<EvalOptions>,
): Promise<Ended> {
  const level = videoLevels.find((name) => name === (options['level'] ?? 'frame-cleaning'));
  if (!level) throw new CommandFailed(exitCodes.usage, 'usage', `--level is ${videoLevels.join(' or ')}.`);
  const { report, tables } = await sets[set]({
    level,
    terminal,
    only: String(options['only'] ?? ''),
    baseline: options['baseline'] !== false,
    number: (option, standard) => wholeNumber(`--${option}`, String(options[option] ?? standard)),
    folder: () => {
      if (typeof args[1] === 'string') return resolve(args[1]);
      throw new CommandFailed(exitCodes.usage, 'usage', 'This evaluation wants a folder.');
    },
  });
  showTables(terminal, [...tables, tableOfGates(report.gates)]);
  const holds = report.gates.every((gate) => gate.holds);
  return { exit: holds ? exitCodes.ok : exitCodes.someFailed, document: report };
}
