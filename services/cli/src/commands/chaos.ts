import type { ChaosOptions } from '../chaos/breaking.js';
import { breakings } from '../chaos/breakings.js';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';

export default defineCommand<ChaosOptions>({
  shape: (command) =>
    command
      .option('--seed <number>', 'the first seed; the same seed breaks the same things', '1')
      .option('--seeds <count>', 'how many seeds, one after the other', '1')
      .option('--minutes <number>', 'how long each breaks things', '2')
      .option('--every <seconds>', 'between two files that are handed in', '2')
      .option('--servers <count>', 'NATS servers of the system: 1, or 3 that are a cluster', '1')
      .option('--plan', 'print what would be broken, and break nothing')
      .option('--keep', 'leave the system and the clients’ log where they are')
      .option('--matrix', 'instead: kill every service at every named point that it passes')
      .option('--manner <how>', 'matrix: kill, or what a disk answers: enospc, eio', 'kill')
      .option('--only <name>', 'matrix: only points whose name holds this')
      .option('--from <round>', 'matrix: begin with this round', '0')
      .option('--rounds <count>', 'matrix: so many rounds')
      .option('--wipes <count>', 'instead: wipe the stream and flush Redis so often; all must end as undisturbed')
      .option('--zombies <count>', 'instead: pause so many workers past their lease, and resume them')
      .option('--paused <seconds>', 'zombies: how long each is paused; default: one and a half leases')
      .option('--power-cuts <count>', 'instead: the disk of all stores loses its power so often')
      .option('--dead-level <how>', 'instead: the first level of videos is dead, crashing or slow')
      .option('--jobs <count>', 'dead-level: how many videos', '20'),
  run: async ({ options, terminal }) => {
    const { default: run } = await breakings(options).load();
    const { document, whole } = await run(options, terminal);
    return { document, exit: whole ? exitCodes.ok : exitCodes.verificationFailed };
  },
});
