import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CommandFile, defineCommand } from './command.js';
import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';
import { runCommand } from './run-command.js';

let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

const table = (file: CommandFile) => ({ work: { does: 'works', load: async () => ({ default: file }) } });
const talkative = defineCommand<{ loud?: boolean }>({
  shape: (command) =>
    command
      .argument('<name>')
      .option('--loud', 'speaks up')
      .option('--times <count>', 'speaks so often')
      .option('--pause <seconds>', 'waits in between', '0.5'),
  run: async ({ args, options, terminal }) => {
    terminal.say('working');
    terminal.table(['A', 'B'], [['1', '2']]);
    return { exit: exitCodes.someFailed, document: { name: args[0], loud: options.loud } };
  },
});

describe('a command', () => {
  it('gets its arguments and options, and sets the exit status', async () => {
    expect(await runCommand(['work', 'x', '--loud'], table(talkative))).toBe(3);
    expect(out).toContain('working');
  });

  it('prints one document and nothing else with --json', async () => {
    await runCommand(['work', 'x', '--loud', '--json'], table(talkative));
    expect(JSON.parse(out)).toEqual({ name: 'x', loud: true });
    expect(err).toContain('working');
  });

  it('fails with its code, a sentence and the next step, as a document too', async () => {
    const file = defineCommand({
      run: () => Promise.reject(new CommandFailed(exitCodes.notFound, 'unknown-item', 'There is none.', 'Look again.')),
    });
    expect(await runCommand(['work', '--json'], table(file))).toBe(5);
    expect(JSON.parse(out)).toEqual({ error: { code: 'unknown-item', text: 'There is none.', next: 'Look again.' } });
    expect(err).toBe('There is none. [unknown-item]\nLook again.\n');
  });

  it('never shows the message of an unexpected error, which may quote a file', async () => {
    const file = defineCommand({ run: () => Promise.reject(new Error('ENOENT: /drop/Erika Mustermann.mp4')) });
    expect(await runCommand(['work', '--json'], table(file))).toBe(1);
    expect(out + err).not.toContain('Mustermann');
    expect(JSON.parse(out).error.code).toBe('internal');
  });

  it.each([
    ['an unknown command', ['wrok']],
    ['an unknown option', ['work', 'x', '--quiet']],
    ['a missing argument', ['work']],
    ['too many arguments', ['work', 'x', 'y']],
    ['a count that is none', ['work', 'x', '--times', 'many']],
    ['a count that is not whole', ['work', 'x', '--times', '1.5']],
    ['seconds that are none', ['work', 'x', '--pause', '1m']],
    ['no command at all', []],
  ])('refuses %s as a usage error', async (_, argv) => {
    expect(await runCommand(argv, table(talkative))).toBe(exitCodes.usage);
  });

  it('proposes what was meant', async () => {
    await runCommand(['wrok'], table(talkative));
    expect(err).toContain('Did you mean work?');
  });

  it('tells its options and ends well', async () => {
    expect(await runCommand(['work', '--help'], table(talkative))).toBe(0);
    expect(out).toContain('--loud');
  });
});
