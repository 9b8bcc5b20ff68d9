import { Command, CommanderError } from 'commander';
import { describeError } from '@endoveil/runtime';
import type { CommandEntry } from '../commands/table.js';
import { loadHouse } from '../config.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { describeFailure } from './failure.js';
import { nearest } from './nearest.js';
import { checkNumbers } from './number-options.js';
import { type Terminal, terminalOn } from './terminal.js';

/** Parses the arguments, loads the one command that is called and runs it. Answers the exit status; never throws. */
export async function runCommand(
  argv: readonly string[],
  table: Readonly<Record<string, CommandEntry>>,
): Promise<ExitCode> {
  const terminal = terminalOn(argv.includes('--json'));
  const name = argv[0];
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    listCommands(terminal, table);
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!entry) {
    const near = nearest(name, Object.keys(table));
    fail(
      terminal,
      'unknown-command',
      `There is no command with this name.`,
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See ./endoveil --help.',
    );
    return exitCodes.usage;
  }
  try {
    return await callCommand(name, entry, argv.slice(1), terminal);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const { exit, code, text, next } = describeFailure(error);
    fail(terminal, code, text, next);
    if (code === 'internal') process.stderr.write(`${JSON.stringify(describeError(error))}\n`);
    return exit;
  }
}

async function callCommand(
  name: string,
  entry: CommandEntry,
  argv: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const { default: file } = await entry.load();
  const command = new Command(`endoveil ${name}`)
    .description(entry.does)
    .option('--json', 'print one JSON document; people read standard error')
    .exitOverride()
    .configureOutput({
      outputError: (message, write) => {
        const text = message.replace(/^error: /, '').trim();
        if (terminal.json) fail(terminal, 'usage', text, `See ./endoveil ${name} --help.`);
        else write(`${text}\nSee ./endoveil ${name} --help.\n`);
      },
    });
  file.shape?.(command);
  let exit: ExitCode = exitCodes.ok;
  command.action(async () => {
    checkNumbers(command, name);
    const ended = await file.run({
      args: command.processedArgs,
      options: command.opts(),
      terminal,
      house: loadHouse(),
    });
    if (terminal.json) process.stdout.write(`${JSON.stringify(ended?.document ?? {}, null, 2)}\n`);
    exit = ended?.exit ?? exitCodes.ok;
  });
  await command.parseAsync([...argv], { from: 'user' });
  return exit;
}

function listCommands(terminal: Terminal, table: Readonly<Record<string, CommandEntry>>): void {
  const shown = Object.entries(table).filter(([, { hidden }]) => !hidden);
  terminal.say('Usage: ./endoveil COMMAND [options]\n');
  terminal.table(
    ['COMMAND', ''],
    shown.map(([name, { does }]) => [name, does]),
  );
  terminal.say('\n./endoveil COMMAND --help tells the options of one.');
}

function fail(terminal: Terminal, code: string, text: string, next?: string): void {
  process.stderr.write(`${text} [${code}]\n${next ? `${next}\n` : ''}`);
  if (terminal.json) process.stdout.write(`${JSON.stringify({ error: { code, text, next } }, null, 2)}\n`);
}
