import { stackStatus } from '@endoveil/embedded';
import { explain } from '@endoveil/contracts';
import { defineCommand } from '../command-line/command.js';
import { findUpProcess } from '../house/up-process.js';
import { apiOf } from '../items/api.js';

export default defineCommand({
  run: async ({ terminal, house }) => {
    const up = findUpProcess(house.home);
    const servers = await stackStatus(house.servers);
    const site = up?.httpPort === undefined ? undefined : await apiOf(house).status();
    const { intake, outboxRefused } = site ?? {};
    const rows = servers.map(({ name, state, pid, port }) => [name, state, String(pid ?? ''), String(port ?? '')]);
    terminal.table(
      ['PART', 'STATE', 'PID', 'PORT'],
      [['services', up ? 'running' : 'stopped', String(up?.pid ?? ''), String(up?.httpPort ?? '')], ...rows],
    );
    if (intake?.paused) terminal.say(`Nothing is taken in now. ${intake.text} [${intake.paused}]`);
    if (outboxRefused) {
      const { text, next } = explain('event-refused');
      terminal.say(`Events that are refused: ${outboxRefused}. ${text} ${next} [event-refused]`);
    }
    return {
      document: {
        services: { state: up ? 'running' : 'stopped', ...up },
        servers,
        ...(site ? { intake, outboxRefused } : {}),
      },
    };
  },
});
