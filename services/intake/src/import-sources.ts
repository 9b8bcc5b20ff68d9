import { createHash } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DropTree } from './finding/drop-tree.js';
import type { Source } from './landing/source-file.js';
import { textOf } from './landing/source-name.js';

export interface ImportOptions {
  readonly center: string;
  readonly processor: string;
  /** Given by `--case`; else what lies in a folder of the imported one is the case of that very folder. */
  readonly caseName?: string;
}

/**
 * What `endoveil import PATH` lands: the file itself, or every plain file below a folder. A folder right in the imported
 * one is a case, and a file right in it is a case of its own, for nobody has said that all of them are one patient's. A
 * path that a person names may be a link; below it none is followed. Throws node's error when there is nothing at the
 * path.
 */
export async function sourcesOf(path: string, options: ImportOptions): Promise<readonly Source[]> {
  const real = await realpath(path);
  const { center, processor } = options;
  if (!(await lstat(real)).isDirectory()) {
    const segments = [Buffer.from(basename(real))];
    return [{ root: dirname(real), segments, center, processor, caseName: options.caseName ?? null }];
  }
  const { files } = await new DropTree(real).scan();
  const cases = new CasesOfFolders(real);
  const sources: Source[] = [];
  for (const { segments } of files) {
    const caseName = options.caseName ?? (segments.length > 1 ? await cases.nameOf(segments[0]!) : null);
    sources.push({ root: real, segments, center, processor, caseName });
  }
  return sources;
}

/**
 * The cases of the folders right in an imported one. A folder is called `video` or `export` by whoever made it, at every
 * patient alike: its case is known by its whole path and by which folder it is, so that neither another patient's folder
 * of that name nor one that later comes to the same place (the next stick or disc) is taken for it. Whoever wants to add
 * to a case says its name.
 */
class CasesOfFolders {
  private readonly names = new Map<string, string>();

  constructor(private readonly root: string) {}

  async nameOf(folder: Uint8Array): Promise<string> {
    const key = Buffer.from(folder).toString('latin1');
    const name = this.names.get(key) ?? `${join(this.root, textOf(folder))} [${await this.markOf(folder)}]`;
    this.names.set(key, name);
    return name;
  }

  private async markOf(folder: Uint8Array): Promise<string> {
    const at = Buffer.concat([Buffer.from(`${this.root}/`), folder]);
    const { ino, birthtimeNs, mtimeNs } = await lstat(at, { bigint: true });
    // where the file system does not say when it was made, it is another folder as soon as it has changed
    const since = birthtimeNs > 0n ? birthtimeNs : mtimeNs;
    return createHash('sha256').update(`${ino} ${since}`).digest('hex').slice(0, 12);
  }
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
