import { type DeadLevelOptions, runDeadLevel } from '@endoveil/chaos';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { type Breaking, sayBroken, serve } from './breaking.js';

const ways: readonly DeadLevelOptions['how'][] = ['dead', 'crashing', 'slow'];
const SWEEP_SECONDS = 15;

const run: Breaking = async (options, terminal) => {
  const how = ways.find((way) => way === options.deadLevel);
  if (!how) throw new CommandFailed(exitCodes.usage, 'usage', `A level is ${ways.join(', ')}.`, 'Name one of them.');
  const result = await runDeadLevel({
    command: serve,
    how,
    jobs: Number(options.jobs),
    tell: (line) => terminal.say(line),
  });
  terminal.say(
    `${result.handedDown} of ${result.jobs} handed down, ${result.handedDownTwice} twice, the last after ${result.longestSeconds} s (dead after ${result.deadlineSeconds} s), ${result.waiting} waiting, ${result.broken.length} broken`,
  );
  sayBroken(terminal, result.broken);
  const inTime = how === 'crashing' || result.longestSeconds <= result.deadlineSeconds + SWEEP_SECONDS;
  const handed = how === 'slow' ? result.handedDown === 0 && result.waiting > 0 : result.handedDown === result.jobs;
  return { document: result, whole: handed && inTime && result.handedDownTwice === 0 && result.broken.length === 0 };
};

export default run;
