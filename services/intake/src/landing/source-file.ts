import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { openBeneath } from './open-beneath.js';

/** A file to land. The names are data: they are sealed, and never become a path of ours or a line of a log. */
export interface Source {
  /** A folder of the site's choosing; below it no link is followed. */
  readonly root: string;
  /** The names of the folders on the way and of the file itself, as bytes. */
  readonly segments: readonly Uint8Array[];
  readonly center: string;
  readonly processor: string;
  /** Null: a case of its own. */
  readonly caseName: string | null;
}

/** Neither the open file nor what now stands under its name is another than before. */
export async function isUnchanged(source: Source, file: FileHandle, before: BigIntStats): Promise<boolean> {
  if (!sameFile(await file.stat({ bigint: true }), before)) return false;
  try {
    await using named = await openBeneath(source.root, source.segments);
    return sameFile(await named.stat({ bigint: true }), before);
  } catch {
    return false;
  }
}

function sameFile(one: BigIntStats, other: BigIntStats): boolean {
  return (
    one.dev === other.dev &&
    one.ino === other.ino &&
    one.size === other.size &&
    one.mtimeNs === other.mtimeNs &&
    one.ctimeNs === other.ctimeNs
  );
}

/** SHA-256 of all bytes, from the disk's point of view: read again from the start. */
export async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(file)) hash.update(chunk);
  return hash.digest('hex');
}

const MOST_READ_BYTES = 512 * 1024;
/** Also read behind the end that a file was said to have: it may grow meanwhile. */
const LEAST_READ_BYTES = 4 * 1024;

/** The bytes of an open file from its start, wherever it was read before. A small file takes a small buffer. */
export async function* bytesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const { size } = await file.stat();
  for (let offset = 0; ;) {
    const length = Math.min(MOST_READ_BYTES, Math.max(LEAST_READ_BYTES, size - offset));
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
    if (bytesRead === 0) return;
    offset += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
