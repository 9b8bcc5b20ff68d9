import { resolve } from 'node:path';
import {
  benchVideo,
  evaluateAwkward,
  evaluateContainer,
  evaluateLong,
  evaluatePatients,
  evaluateUntouched,
  evaluateVideo,
  type Gate,
  type Table,
  tableOfAwkward,
  tableOfBench,
  tableOfChannels,
  tableOfClips,
  tableOfGates,
  tableOfHappenings,
  tableOfLong,
  tableOfPatients,
  tableOfSets,
  tableOfUntouched,
  type VideoLevel,
  videoLevels,
} from '@endoveil/eval';
import { makeExamSet } from '@endoveil/testing';
import type { Ended, Invocation } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { showTables } from '../command-line/show-tables.js';
import type { Terminal } from '../command-line/terminal.js';
import { wholeNumber } from '../command-line/whole-number.js';
import type { EvalOptions } from './measure.js';

interface Asked {
  /** What was given to measure on, as far as a set wants it. */
  readonly path: string;
  readonly level: VideoLevel;
  readonly only: { readonly only?: string };
  /** The value of an option that counts something. */
  count(option: string, byDefault: number): number;
  readonly options: EvalOptions;
  readonly terminal: Terminal;
}

interface Measured {
  readonly report: { readonly gates: readonly Gate[] };
  readonly tables: readonly Table[];
}

const sets = {
  async video({ path, level, only, options, count, terminal }: Asked): Promise<Measured> {
    const clips = count('generate', 0);
    const making = (done: number, of: number) => terminal.progress(`${done} of ${of} clips made`);
    if (clips > 0) await makeExamSet({ folder: path, clips, seed: count('seed', 1), onClip: making });
    const onClip = (done: number, of: number) => terminal.progress(`${done} of ${of} clips`);
    const report = await evaluateVideo(path, { level, baseline: options['baseline'] !== false, ...only, onClip });
    return {
      report,
      tables: [tableOfClips(report), ...(clips > 0 ? [tableOfHappenings(report)] : []), tableOfSets(report)],
    };
  },
  async container({ path, terminal }: Asked): Promise<Measured> {
    const report = await evaluateContainer(path, (done) => terminal.progress(`${done} files`));
    return { report, tables: [tableOfChannels(report)] };
  },
  async awkward({ level, only, terminal }: Asked): Promise<Measured> {
    const report = await evaluateAwkward(
      { level, ...only },
      ({ input, state, reason, framesIn, framesOut }, done, of) =>
        terminal.progress(`${done} of ${of}: ${input}: ${state} ${reason ?? ''} ${framesIn}/${framesOut ?? '-'}`),
    );
    return { report, tables: [tableOfAwkward(report)] };
  },
  async long({ level, count }: Asked): Promise<Measured> {
    const report = await evaluateLong({ level, minutes: count('minutes', 30), seed: count('seed', 1) });
    return { report, tables: [tableOfLong(report)] };
  },
  async patients({ level, count, terminal }: Asked): Promise<Measured> {
    const onPair = (done: number, of: number) => terminal.progress(`${done} of ${of} pairs`);
    const report = await evaluatePatients({ level, pairs: count('pairs', 3), seed: count('seed', 1) }, onPair);
    return { report, tables: [tableOfPatients(report)] };
  },
  async untouched({ path, terminal }: Asked): Promise<Measured> {
    const report = await evaluateUntouched(path, (step) => terminal.progress(step));
    return { report, tables: [tableOfUntouched(report)] };
  },
} satisfies Readonly<Record<string, (asked: Asked) => Promise<Measured>>>;

/** Runs one set of videos; the exit status says whether every gate holds. */
export async function measureVideos(set: keyof typeof sets, invocation: Invocation<EvalOptions>): Promise<Ended> {
  const { args, options, terminal } = invocation;
  const level = videoLevels.find((name) => name === (options['level'] ?? 'frame-cleaning'));
  if (!level) throw new CommandFailed(exitCodes.usage, 'usage', `The video levels are ${videoLevels.join(' and ')}.`);
  const { report, tables } = await sets[set]({
    path: resolve(String(args[1] ?? '.')),
    level,
    only: options['only'] === undefined ? {} : { only: String(options['only']) },
    count: (option, byDefault) => counted(options, option, byDefault),
    options,
    terminal,
  });
  showTables(terminal, [...tables, tableOfGates(report.gates)]);
  const holds = report.gates.every((gate) => gate.holds);
  return { exit: holds ? exitCodes.ok : exitCodes.someFailed, document: report };
}

export async function timeVideo({ options, terminal }: Invocation<EvalOptions>): Promise<Ended> {
  const report = await benchVideo({
    seconds: counted(options, 'seconds', 60),
    minutes: counted(options, 'minutes', 0),
    runs: Math.max(1, counted(options, 'runs', 1)),
    ...(options['only'] === undefined ? {} : { only: String(options['only']) }),
    onStep: (step) => terminal.progress(step),
    onMeasure: ({ name, ratio, cpu, note }) =>
      terminal.say(
        `${name}: ${ratio.median.toFixed(2)}${cpu ? `, processor ${cpu.median.toFixed(2)}` : ''} ${note}`.trimEnd(),
      ),
  });
  showTables(terminal, [tableOfBench(report)]);
  return { document: report };
}

function counted(options: EvalOptions, option: string, byDefault: number): number {
  return wholeNumber(`--${option}`, String(options[option] ?? byDefault));
}
