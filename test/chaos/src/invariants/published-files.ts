import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a researcher sees in the folder: artifacts and their hashes, and everything else that can be seen. */
export interface PublishedFiles {
  readonly artifacts: readonly { readonly publicId: string; readonly sha256: string }[];
  readonly all: readonly { readonly publicId: string; readonly name: string }[];
}

export async function publishedFiles(folder: string): Promise<PublishedFiles> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const all = names.map((name) => ({ publicId: name.split('.')[0]!, name }));
  const artifacts = [];
  for (const { publicId, name } of all.filter((one) => /^[^.]+\.(mp4|pdf)$/.test(one.name))) {
    const bytes = await readFile(join(folder, name));
    artifacts.push({ publicId, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return { artifacts, all };
}
