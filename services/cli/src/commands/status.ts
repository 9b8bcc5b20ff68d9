import { stackStatus } from '@endoveil/embedded';
import { defineCommand } from '../command.js';
import { findUpProcess } from '../up-process.js';

export default defineCommand({
  run: async ({ terminal, house }) => {
    const up = findUpProcess(house.home);
    const servers = await stackStatus(house.servers);
    const rows = servers.map(({ name, state, pid, port }) => [name, state, String(pid ?? ''), String(port ?? '')]);
    terminal.table(
      ['PART', 'STATE', 'PID', 'PORT'],
      [['services', up ? 'running' : 'stopped', String(up?.pid ?? ''), String(up?.httpPort ?? '')], ...rows],
    );
    return { document: { services: { state: up ? 'running' : 'stopped', ...up }, servers } };
  },
});
