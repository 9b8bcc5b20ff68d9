import { stopStack } from '@endoveil/embedded';
import { defineCommand } from '../command-line/command.js';
import { endUpProcess } from '../house/up-process.js';

export default defineCommand({
  run: async ({ terminal, house }) => {
    const services = await endUpProcess(house.home);
    const servers = await stopStack(house.servers);
    terminal.say(services || servers ? 'Stopped. Everything is kept.' : 'Nothing was running.');
    return { document: { stopped: { services, servers } } };
  },
});
