import { EndoveilError } from '@endoveil/contracts';
import { NotStored } from '../errors.js';

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

/** Node's messages carry paths; only the code goes on. */
export function diskError(error: unknown): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new EndoveilError('disk-full', { detail: codeOf(error)! });
    // however much room is made, such a file stays larger than may be
    case 'EFBIG':
      return new EndoveilError('too-large', { detail: 'EFBIG' });
    case 'ENOENT':
      return new NotStored();
    default:
      return error;
  }
}
