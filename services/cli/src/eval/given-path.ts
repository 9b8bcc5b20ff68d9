import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';

/** What a measure must be given to measure on. */
export interface WantedPath {
  readonly is: 'file' | 'folder';
  /** A file that tells what is in the folder. */
  readonly holding?: string;
  /** The option with which the measure fills the folder itself; it need not be there then. */
  readonly unless?: string;
}

/** Throws `CommandFailed` unless a person gave such a path. The path is not repeated: names of files may identify. */
export async function checkGivenPath(given: unknown, { is, holding }: WantedPath, isMade = false): Promise<void> {
  if (typeof given !== 'string')
    throw new CommandFailed(exitCodes.usage, 'usage', `This evaluation wants a ${is}.`, NEXT);
  if (isMade) return;
  const found = await stat(given).catch(() => undefined);
  if (!(is === 'file' ? found?.isFile() : found?.isDirectory())) {
    const text = found ? `What was given is no ${is}.` : `There is no ${is} of this name.`;
    throw new CommandFailed(exitCodes.notFound, 'no-such-path', text, `Give the path of a ${is}.`);
  }
  if (holding !== undefined && !(await stat(join(given, holding)).catch(() => undefined)))
    throw new CommandFailed(exitCodes.notFound, 'no-such-path', `The folder holds no ${holding}.`, FORMAT);
}

const NEXT = 'Give its path behind the name of the evaluation.';
const FORMAT = 'README.md says what each evaluation reads.';
