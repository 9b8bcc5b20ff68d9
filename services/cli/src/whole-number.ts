import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';

/** The value of an option that counts something. */
export function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new CommandFailed(exitCodes.usage, 'usage', `${option} wants a whole number.`);
  return Number(text);
}
