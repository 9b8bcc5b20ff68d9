import { open, unlink } from 'node:fs/promises';
import { failpoint } from '@endoveil/runtime';
import { diskError } from './disk-errors.js';
import { writeAll } from './write-through.js';

/**
 * Writes a stream to a file that must not exist yet (0600). When the stream fails, the file is removed again. `alive` is
 * called for every chunk.
 */
export async function writeNewFile(path: string, source: AsyncIterable<Uint8Array>, alive?: () => void): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error) => {
    throw diskError(error);
  });
  try {
    for await (const chunk of source) {
      await writeAll(file, chunk);
      alive?.();
      failpoint('scratch.in-write');
    }
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await unlink(path).catch(() => {});
    throw diskError(error);
  }
}
