import { rename, writeFile } from 'node:fs/promises';
import { natsAuthorization } from '../access/bus-users.js';
import { readLogins } from '../access/read-logins.js';
import { defineCommand } from '../command-line/command.js';

export default defineCommand<{ readonly output?: string }>({
  shape: (command) =>
    command
      .argument('<file>', 'JSON `{"SERVICE": "password"}`')
      .option('-o, --output <file>', 'write it there (0600) instead of printing it'),
  run: async ({ args, options, terminal }) => {
    const block = natsAuthorization(await readLogins(String(args[0])));
    if (options.output) {
      await writeFile(`${options.output}.new`, block, { mode: 0o600 });
      await rename(`${options.output}.new`, options.output);
      terminal.say('Every service has its user.');
      return { document: { written: true } };
    }
    if (!terminal.json) process.stdout.write(block);
    return { document: { authorization: block } };
  },
});
