import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CANARY } from '../workload/make-files.js';
import type { Fault, Invariant } from './invariant.js';

/** The planted name as it may stand in a file: as it is, and in the encodings of databases and logs. */
function needles(word: string): readonly Buffer[] {
  // base64 shifts with what stands before: each of the three shifts, without the signs the neighbours share
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.from(`${' '.repeat(shift)}${word}`)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  const forms = [word, word.toUpperCase(), Buffer.from(word).toString('hex'), ...shifted];
  return [...forms.map((form) => Buffer.from(form)), Buffer.from(word, 'utf16le')];
}

/** No store, log, folder or name of a file holds a planted name outside of what is encrypted. */
export const noCanary: Invariant = {
  name: 'X5',
  says: 'no planted name stands in any store, log or scratch outside of what is encrypted',
  check: async ({ searched }) => {
    const sought = needles(CANARY);
    const faults: Fault[] = [];
    for (const folder of searched) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        const path = join(entry.parentPath, entry.name);
        const where = path.slice(folder.length - folder.split('/').at(-1)!.length);
        if (sought.some((needle) => entry.name.includes(needle.toString())))
          faults.push({ id: where.replaceAll(CANARY, '…'), what: 'a planted name in the name of a file' });
        const bytes = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
        if (sought.some((needle) => bytes.includes(needle)))
          faults.push({ id: where.replaceAll(CANARY, '…'), what: 'a planted name in plain' });
      }
    }
    return faults;
  },
};
