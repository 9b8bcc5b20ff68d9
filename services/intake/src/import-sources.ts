import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { placeOf } from './drop-layout.js';
import { DropTree } from './drop-tree.js';
import type { Source } from './source-file.js';

export interface ImportOptions {
  readonly center: string;
  readonly processor: string;
  /** Given by `--case`; else what lies in a folder of the imported one is the case of that folder. */
  readonly caseName?: string;
}

/**
 * What `endoveil import PATH` lands: the file itself, or every plain file below a folder. The folder is read as a drop
 * folder is: a folder right in it is a case, and a file right in it is a case of its own, for nobody has said that all
 * of them are one patient's. A path that a person names may be a link; below it none is followed. Throws node's error
 * when there is nothing at the path.
 */
export async function sourcesOf(path: string, options: ImportOptions): Promise<readonly Source[]> {
  const real = await realpath(path);
  const { center, processor } = options;
  if (!(await lstat(real)).isDirectory()) {
    const segments = [Buffer.from(basename(real))];
    return [{ root: dirname(real), segments, center, processor, caseName: options.caseName ?? null }];
  }
  const { files } = await new DropTree(real).scan();
  return files.map(({ segments }) => ({
    root: real,
    segments,
    center,
    processor,
    caseName: options.caseName ?? placeOf(segments, [], center).caseName,
  }));
}

/** How many cases these are, and how many of the files are one by themselves. */
export function casesOf(sources: readonly Pick<Source, 'caseName'>[]): {
  readonly cases: number;
  readonly alone: number;
} {
  const alone = sources.filter(({ caseName }) => caseName === null).length;
  const named = new Set(sources.flatMap(({ caseName }) => caseName?.normalize('NFC').trim() ?? []));
  return { cases: named.size + alone, alone };
}
