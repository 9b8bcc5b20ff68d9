import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { DropTree } from './drop-tree.js';
import type { Source } from './source-file.js';

export interface ImportOptions {
  readonly center: string;
  readonly processor: string;
  /** Given by `--case`; else a folder's files belong to the case of the folder they lie in. */
  readonly caseName?: string;
}

/**
 * What `endoveil import PATH` lands: the file itself, or every plain file below a folder. A path that a person names
 * may be a link; below it none is followed. Throws node's error when there is nothing at the path.
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
    caseName: options.caseName ?? [basename(real), ...segments.slice(0, -1).map(String)].join('/'),
  }));
}
