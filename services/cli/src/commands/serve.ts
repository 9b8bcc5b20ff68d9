import { chooseLevels, type HostedService, runServices } from '@endoveil/host';
import { loadSettings } from '@endoveil/runtime';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { type House, serveSettings } from '../config.js';
import { services } from '../house/services.js';

/** Which services and levels this process runs, from SERVICE and LEVELS. */
function chosen(environment: House['environment']): readonly HostedService[] {
  const { services: names, levels } = loadSettings(serveSettings, environment);
  const wanted = names.length === 0 ? services : names.map((name) => services.find((service) => service.name === name));
  const known = services.map(({ name }) => name).join(', ');
  return wanted.map((definition) => {
    if (!definition)
      throw new CommandFailed(exitCodes.usage, 'unknown-service', 'SERVICE names no service.', `There are: ${known}.`);
    try {
      return chooseLevels(definition, levels);
    } catch (error) {
      throw new CommandFailed(exitCodes.usage, 'unknown-level', (error as Error).message, 'Correct LEVELS.');
    }
  });
}

/** One process of a deployment: the services that SERVICE and LEVELS name, until it is told to stop. */
export default defineCommand({
  run: async ({ house }) => {
    // a parent that was killed cannot tell us to stop: its end of the channel closes, and that says it
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    await runServices(chosen(house.environment), house.environment, (ports) => process.send?.(ports));
    // Nest and drivers keep handles of their own: everything is closed, so nothing is left to wait for
    setImmediate(() => process.exit(0));
  },
});
