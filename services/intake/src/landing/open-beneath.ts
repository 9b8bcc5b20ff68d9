import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
// without O_NONBLOCK, opening a FIFO would wait for a writer for ever
const FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A name inside an open folder, whatever happens to the folder's own path meanwhile (openat, Linux). */
export function inFolder(folder: FileHandle, name: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`/proc/self/fd/${folder.fd}/`), name]);
}

/** Opens a folder right inside an open one, or that one anew, following no link. */
export function openFolderIn(folder: FileHandle, name: Uint8Array): Promise<FileHandle> {
  return open(inFolder(folder, name), FOLDER);
}

/** Opens a folder below `root`, following no link on the way. */
export function openFolder(root: string, segments: readonly Uint8Array[]): Promise<FileHandle> {
  return descend(root, segments, (path) => open(path, FOLDER));
}

/** The same, and makes (0700) what is missing below `root`. */
export function makeFolder(root: string, names: readonly string[]): Promise<FileHandle> {
  return descend(
    root,
    names.map((name) => Buffer.from(name)),
    async (path) => {
      await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      return await open(path, FOLDER);
    },
  );
}

async function descend(
  root: string,
  segments: readonly Uint8Array[],
  step: (path: Buffer) => Promise<FileHandle>,
): Promise<FileHandle> {
  let folder = await open(root, constants.O_RDONLY | constants.O_DIRECTORY);
  for (const segment of segments) {
    const parent = folder;
    try {
      folder = await step(inFolder(parent, checkSegment(segment)));
    } finally {
      await parent.close();
    }
  }
  return folder;
}

/** Opens a file below `root` for reading, following no link on the way. What it is, `stat()` has to tell. */
export async function openBeneath(root: string, segments: readonly Uint8Array[]): Promise<FileHandle> {
  const folder = await openFolder(root, segments.slice(0, -1));
  try {
    return await open(inFolder(folder, checkSegment(segments.at(-1)!)), FILE);
  } finally {
    await folder.close();
  }
}

function checkSegment(segment: Uint8Array): Uint8Array {
  const name = Buffer.from(segment).toString('latin1');
  if (name === '' || name === '.' || name === '..' || name.includes('/') || name.includes('\0')) {
    throw new RangeError('not the name of a folder entry');
  }
  return segment;
}
