import { openDestination, tryDestination } from '@endoveil/publisher';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { destinationNamed, destinationsOf } from '../publications/destinations.js';
import { knownDestinations } from '../publications/known-destinations.js';

export default defineCommand({
  shape: (command) =>
    command
      .argument('[test]', 'test: sends a few invented bytes there and takes them back')
      .argument('[name]', 'the one to test; default: all'),
  run: async ({ args, terminal, house }) => {
    const { environment } = house;
    if (args[0] !== 'test') {
      const known = await knownDestinations(house, destinationsOf(environment));
      terminal.table(
        ['NAME', 'KIND', 'WHERE', 'AUTOMATIC', 'SERVED', 'LAST SERVED'],
        known.map(({ name, config, served, servedAt }) => [
          name,
          config?.kind ?? '',
          config ? (config.kind === 'sftp' ? config.host : config.path) : 'not in these settings',
          config ? (config.automatic ? 'yes' : 'no') : '',
          served,
          servedAt ?? '',
        ]),
      );
      return {
        document: known.map(({ config, ...one }) => ({
          ...one,
          kind: config?.kind ?? null,
          automatic: config?.automatic ?? null,
        })),
      };
    }
    const chosen = args[1] ? [destinationNamed(environment, String(args[1]))] : destinationsOf(environment);
    const tried = [];
    for (const config of chosen) {
      await using destination = openDestination(config);
      const trials = await tryDestination(destination);
      terminal.say(`${config.name}`);
      for (const { step, passed, code } of trials)
        terminal.say(`  ${passed ? 'ok  ' : 'FAIL'}  ${step}${code ? `: ${code}` : ''}`);
      tried.push({ name: config.name, trials });
    }
    const good = tried.every(({ trials }) => trials.every(({ passed }) => passed));
    return { exit: good ? exitCodes.ok : exitCodes.someFailed, document: tried };
  },
});
