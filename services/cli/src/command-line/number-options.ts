import type { Command } from 'commander';
import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';

/** What an option's value may look like, by the word that its help has for it. */
const shapes: Readonly<Record<string, { readonly pattern: RegExp; readonly wants: string }>> = {
  count: { pattern: /^\d{1,9}$/, wants: 'a whole number' },
  round: { pattern: /^\d{1,9}$/, wants: 'a whole number' },
  pages: { pattern: /^\d{1,9}$/, wants: 'a whole number' },
  number: { pattern: /^\d{1,9}(?:\.\d{1,6})?$/, wants: 'a number' },
  seconds: { pattern: /^\d{1,9}(?:\.\d{1,6})?$/, wants: 'a number of seconds' },
  cores: { pattern: /^\d{1,9}(?:\.\d{1,6})?$/, wants: 'a number' },
};

/** Throws `usage` where an option that is a number was given something else. */
export function checkNumbers(command: Command, name: string): void {
  for (const option of command.options) {
    const shape = shapes[/<(\w+)>/.exec(option.flags)?.[1] ?? ''];
    const given: unknown = command.getOptionValue(option.attributeName());
    if (!shape || typeof given !== 'string' || shape.pattern.test(given)) continue;
    throw new CommandFailed(
      exitCodes.usage,
      'usage',
      `${option.long} wants ${shape.wants}.`,
      `See ./endoveil ${name} --help.`,
    );
  }
}
