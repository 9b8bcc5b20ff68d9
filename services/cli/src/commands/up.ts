import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { wholeNumber } from '../command-line/whole-number.js';
import { services } from '../house/services.js';
import { type Replicas, type Shape, startHouse } from '../house/start-house.js';
import { findUpProcess } from '../house/up-process.js';

interface Options {
  readonly processes?: boolean | string;
  readonly replicas?: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .option('--processes [each]', 'a process for each `service` (default), or for each `level`')
      .option('--replicas <list>', 'several of a service, each a process: `verifier=2,video-anonymizer=4`'),
  run: async ({ terminal, house, options }) => {
    if (findUpProcess(house.home)) {
      throw new CommandFailed(
        exitCodes.usage,
        'already-up',
        'It is running already.',
        'See ./endoveil status, or stop it by ./endoveil down.',
      );
    }
    await mkdir(join(house.home, 'log'), { recursive: true, mode: 0o700 });
    const running = await startHouse(house, shapeOf(options), { replicas: replicasOf(options.replicas) });
    terminal.say(`Ready. Drop files into ${running.dropFolder}`);
    terminal.say(`API: http://127.0.0.1:${running.httpPort}/v1/items`);
    terminal.say(`Metrics: http://127.0.0.1:${running.metricsPort}/metrics`);
    terminal.say('Stop with Ctrl-C or ./endoveil down.');
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    });
    terminal.say('Stopping …');
    await running.stop();
    setImmediate(() => process.exit(0));
    return { document: { stopped: true } };
  },
});

function shapeOf({ processes, replicas }: Options): Shape {
  if (processes === undefined || processes === false) return replicas ? 'process-per-service' : 'one-process';
  if (processes === true || processes === 'service') return 'process-per-service';
  if (processes === 'level') return 'process-per-level';
  throw new CommandFailed(exitCodes.usage, 'usage', '--processes takes `service` or `level`.');
}

function replicasOf(list = ''): Replicas {
  const pairs = list.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', count = ''] = pair.split('=');
      if (!services.some((service) => service.name === name))
        throw new CommandFailed(exitCodes.usage, 'usage', '--replicas takes names of services: `verifier=2`.');
      return [name, wholeNumber('--replicas', count)];
    }),
  );
}
