import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { ClientLog } from './client-log.js';

/** A client's eyes on the drop folder: notes when each of its files goes. */
export function watchDrop(folder: string, log: ClientLog): Disposable {
  const seen = new Set<string>();
  const watcher = watch(folder, (_, name) => {
    if (name === null || name.startsWith('.') || seen.has(name) || existsSync(join(folder, name))) return;
    seen.add(name);
    log.saw({ name, at: new Date() });
  });
  return { [Symbol.dispose]: () => watcher.close() };
}
