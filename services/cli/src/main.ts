import { runCommand } from './command-line/run-command.js';
import { commands } from './commands/table.js';

const status = await runCommand(process.argv.slice(2), commands);
// drivers and OCR workers keep handles of their own: what was to be closed is closed, so nothing is waited for
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
