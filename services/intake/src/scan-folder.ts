import type { BigIntStats, Dirent } from 'node:fs';
import { type FileHandle, lstat, readdir } from 'node:fs/promises';
import { OWN_FOLDER } from './after-landing.js';
import { inFolder, openFolder } from './open-beneath.js';

export interface Found {
  readonly segments: readonly Buffer[];
  readonly stat: BigIntStats;
}

export interface Scan {
  readonly files: readonly Found[];
  /** Links, FIFOs, sockets, devices: never opened. */
  readonly notFiles: number;
  /** Folders that could not be read. */
  readonly unreadable: number;
  /** Files under a name that says that they are still written: never taken. */
  readonly unfinished: number;
}

type Scanning = { -readonly [K in keyof Scan]: Scan[K] } & { readonly files: Found[] };

const DEEPEST = 16;
/** How programs mark what they are still writing. A file that keeps such a name is never taken. */
const UNFINISHED = /^(?:\..*|~.*|.*~|.*\.(?:part|partial|tmp|temp|crdownload|filepart|lock))$/is;

/** Every plain file below `root`, by a full walk that follows no link. */
export async function scanFolder(root: string): Promise<Scan> {
  const scan = { files: [] as Found[], notFiles: 0, unreadable: 0, unfinished: 0 };
  await using top = await openFolder(root, []);
  await walk(top, [], scan);
  return scan;
}

async function walk(folder: FileHandle, path: readonly Buffer[], scan: Scanning): Promise<void> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(inFolder(folder, Buffer.of(0x2e)), { encoding: 'buffer', withFileTypes: true });
  } catch {
    scan.unreadable += 1;
    return;
  }
  for (const { name } of entries) {
    // latin1 keeps one character for each byte, whatever the encoding of the name
    if (name.equals(Buffer.from(OWN_FOLDER))) continue;
    if (UNFINISHED.test(name.toString('latin1'))) {
      scan.unfinished += 1;
      continue;
    }
    const stat = await lstat(inFolder(folder, name), { bigint: true }).catch(() => undefined);
    if (!stat) continue;
    const segments = [...path, name];
    if (stat.isFile()) scan.files.push({ segments, stat });
    else if (!stat.isDirectory()) scan.notFiles += 1;
    else if (segments.length >= DEEPEST) scan.unreadable += 1;
    else await walkInto(folder, name, segments, scan);
  }
}

async function walkInto(parent: FileHandle, name: Buffer, segments: readonly Buffer[], scan: Scanning): Promise<void> {
  let folder: FileHandle;
  try {
    folder = await openFolder(inFolder(parent, Buffer.of(0x2e)).toString(), [name]);
  } catch {
    scan.unreadable += 1;
    return;
  }
  try {
    await walk(folder, segments, scan);
  } finally {
    await folder.close();
  }
}
