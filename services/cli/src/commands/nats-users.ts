import { readFile } from 'node:fs/promises';
import { natsAuthorization } from '../bus-users.js';
import { defineCommand } from '../command.js';

export default defineCommand({
  shape: (command) => command.argument('<file>', 'JSON `{"SERVICE": "password"}`'),
  run: async ({ args, terminal }) => {
    const passwords = JSON.parse(await readFile(String(args[0]), 'utf8')) as Record<string, string>;
    const block = natsAuthorization(passwords);
    if (!terminal.json) process.stdout.write(block);
    return { document: { authorization: block } };
  },
});
