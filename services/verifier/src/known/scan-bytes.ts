import type { Check } from '@endoveil/contracts';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed } from '../check.js';
import type { FileBytes } from './file-bytes.js';
import type { KnownNeedles } from './known-needles.js';

const NAME = 'bytes';
const PIECE = 4 * 1024 * 1024;

/** Searches all bytes for everything known, a piece at a time; pieces overlap by what could stand across their border. */
export async function scanBytes(
  file: FileBytes,
  needles: KnownNeedles,
  task: VerifyTask,
  piece = PIECE,
): Promise<Check> {
  const { longest, isIn } = needles.searchBytes(file.size);
  for (let from = 0; from < file.size; from += piece) {
    task.signal.throwIfAborted();
    const start = Math.max(0, from - longest + 1);
    const bytes = await file.at(start, Math.min(from + piece, file.size) - start);
    if (bytes.length < Math.min(from + piece, file.size) - start) throw new Error('the file ended early');
    if (isIn(bytes)) return failed(NAME, 'leak-found', from + bytes.length, 'bytes');
    task.progress({ done: from });
  }
  return passed(NAME, file.size, 'bytes');
}
