import { stackStatus } from '@endoveil/embedded';
import { apiOf } from '../api.js';
import { defineCommand } from '../command.js';
import { findUpProcess } from '../up-process.js';

export default defineCommand({
  run: async ({ terminal, house }) => {
    const up = findUpProcess(house.home);
    const servers = await stackStatus(house.servers);
    const intake = up?.httpPort === undefined ? undefined : await apiOf(house).intake();
    const rows = servers.map(({ name, state, pid, port }) => [name, state, String(pid ?? ''), String(port ?? '')]);
    terminal.table(
      ['PART', 'STATE', 'PID', 'PORT'],
      [['services', up ? 'running' : 'stopped', String(up?.pid ?? ''), String(up?.httpPort ?? '')], ...rows],
    );
    if (intake?.paused) terminal.say(`Nothing is taken in now. ${intake.text} [${intake.paused}]`);
    return {
      document: { services: { state: up ? 'running' : 'stopped', ...up }, servers, ...(intake ? { intake } : {}) },
    };
  },
});
