import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';

/** The value of an option that counts something. */
export function wholeNumber(option: string, text: string, least = 0): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  const wants = least > 0 ? `a whole number, ${least} or more` : 'a whole number';
  throw new CommandFailed(exitCodes.usage, 'usage', `${option} wants ${wants}.`);
}
