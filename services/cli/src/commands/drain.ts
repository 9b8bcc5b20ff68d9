import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { wholeNumber } from '../command-line/whole-number.js';
import { drainProcesses, DrainTookTooLong, namedBy } from '../house/drain-processes.js';
import { ProcessNotes } from '../house/process-notes.js';
import { findUpProcess } from '../house/up-process.js';

interface Options {
  readonly restart?: boolean;
  readonly wait?: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument(
        '<service>',
        'a service, or one process of it: `verifier`, `verifier/2`, `video-anonymizer/roi-masking`',
      )
      .option('--restart', 'start it again, each one ready before the next one stops')
      .option('--wait <seconds>', 'how long one process may take; default: 90'),
  run: async ({ args, options, terminal, house }) => {
    if (!findUpProcess(house.home))
      throw new CommandFailed(
        exitCodes.notFound,
        'not-up',
        'Nothing was started by ./endoveil up on this machine.',
        'A container or a unit of its own is drained by stopping it: docker compose stop SERVICE, kubectl scale, systemctl stop.',
      );
    const notes = new ProcessNotes(house.home);
    const known = notes.all();
    const named = namedBy(String(args[0]), known);
    if (known.length === 0)
      throw new CommandFailed(
        exitCodes.usage,
        'one-process',
        'All services run in one process, which cannot be drained in part.',
        'Start it by ./endoveil up --processes, or stop it by ./endoveil down.',
      );
    if (named.length === 0)
      throw new CommandFailed(
        exitCodes.notFound,
        'no-such-process',
        'No process has this name.',
        `There are: ${known.map(({ name }) => name).join(', ')}.`,
      );
    const seconds = wholeNumber('--wait', options.wait ?? '90');
    const names = named.map(({ name }) => name);
    const drained = await drainProcesses(notes, names, { restart: options.restart ?? false, seconds }, (one) =>
      terminal.say(`${one.name}: ${one.code === undefined ? 'was down' : `ended with ${one.code}`}`),
    ).catch((error: unknown) => {
      if (error instanceof DrainTookTooLong)
        throw new CommandFailed(
          exitCodes.timedOut,
          'drain-took-too-long',
          `${error.process} did not end, or did not become ready, in time.`,
          'Look into its file in the folder log; what it works on is found and done by another one.',
        );
      throw error;
    });
    const clean = drained.every(({ code }) => code === 0 || code === undefined);
    return { exit: clean ? exitCodes.ok : exitCodes.someFailed, document: { drained } };
  },
});
