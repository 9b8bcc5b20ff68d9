import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, lstat, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { EndoveilError } from '@endoveil/contracts';
import { failpoint } from '@endoveil/runtime';
import type { Capabilities, Destination, Found, PutOptions } from './destination.js';
import { DestinationError } from './destination-error.js';
import { foundAmong } from './found-among.js';
import { paced } from './paced.js';
import type { Release, ReleaseFile } from '../release/release.js';
import { isStopped } from './stopped.js';

const READ_BYTES = 256 * 1024;
const FULL_PAUSE_SECONDS = 60;
/** What stands under a name and is no file: a pipe, a folder, a link. It is somebody else's, and equal to nothing. */
const NO_FILE = 'no file';
/** A pipe that nobody writes into would be waited for without an end. */
const UNMOVED = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * A folder, also on a share: written beside under a hidden name, flushed, and put under its name by link(), which
 * fails where something stands. The folder itself is never made: a share that is not mounted must not fill the disk.
 */
export class FolderDestination implements Destination {
  constructor(private readonly path: string) {}

  capabilities(): Capabilities {
    return { resumable: true, withdraw: true };
  }

  async probe(release: Release): Promise<Found> {
    return await inFolder(() => foundAmong(release, (file) => this.digestOf(file.name)));
  }

  async put(release: Release, options: PutOptions): Promise<void> {
    await inFolder(async () => {
      for (const file of release.files) {
        const there = await this.digestOf(file.name);
        if (there !== undefined && there !== file.sha256) throw new DestinationError('conflict', 'EEXIST');
        if (there === undefined) await this.write(file, options);
      }
    });
  }

  async status(release: Release): Promise<{ readonly keptBytes: number }> {
    return await inFolder(async () => {
      let keptBytes = 0;
      for (const file of release.files) keptBytes += (await this.sizeOf(partOf(file))) ?? 0;
      return { keptBytes };
    });
  }

  async finalize(release: Release): Promise<void> {
    await inFolder(async () => {
      for (const file of release.files) {
        const outcome = await link(this.at(partOf(file)), this.at(file.name)).catch(linkError);
        // on NFS a lost answer is asked again and meets its own file
        if (outcome !== undefined && (await this.digestOf(file.name)) !== file.sha256)
          throw outcome === 'EEXIST'
            ? new DestinationError('conflict', 'EEXIST')
            : new DestinationError('transient', outcome);
        await this.syncFolder();
        failpoint('publisher.between-files');
        await this.remove(partOf(file));
      }
    }, 'unknown-outcome');
  }

  async verify(release: Release): Promise<string> {
    return await inFolder(async () => {
      for (const file of release.files) {
        if ((await this.digestOf(file.name)) !== file.sha256) throw new DestinationError('integrity', 'read-back');
      }
      return release.files[0]!.sha256;
    });
  }

  async withdraw(release: Release, { evenDamaged = false } = {}): Promise<void> {
    await inFolder(async () => {
      for (const file of release.files.toReversed()) {
        await this.remove(partOf(file));
        failpoint('publisher.in-withdraw');
        if (evenDamaged || (await this.digestOf(file.name)) === file.sha256) await this.remove(file.name);
      }
      await this.syncFolder();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  private async write(file: ReleaseFile, options: PutOptions): Promise<void> {
    const part = partOf(file);
    const kept = (await this.sizeOf(part)) ?? 0;
    if (kept > file.sizeBytes) await this.remove(part);
    const from = kept > file.sizeBytes ? 0 : kept;
    const handle = await open(this.at(part), constants.O_WRONLY | constants.O_CREAT | UNMOVED, 0o644);
    try {
      let at = from;
      for await (const chunk of paced(file.read(from), options)) {
        at += await writeAt(handle, chunk, at);
        failpoint('publisher.in-write');
      }
      await handle.sync();
    } catch (error) {
      // on a full disk a leftover would only keep it full
      if (isFull(error)) await this.remove(part).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
    if ((await this.digestOf(part)) === file.sha256) return;
    await this.remove(part);
    throw new DestinationError('integrity', 'read-back');
  }

  private at(name: string): string {
    return join(this.path, name);
  }

  private async digestOf(name: string): Promise<string | undefined> {
    const handle = await open(this.at(name), constants.O_RDONLY | UNMOVED).catch(absentOrLink);
    if (handle === NO_FILE) return NO_FILE;
    if (!handle) {
      // a folder that is gone is no folder without the file
      await lstat(this.path);
      return undefined;
    }
    try {
      if (!(await handle.stat()).isFile()) return NO_FILE;
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(READ_BYTES);
      for (let at = 0; ;) {
        const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, at);
        if (bytesRead === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }

  private async sizeOf(name: string): Promise<number | undefined> {
    const there = await lstat(this.at(name)).catch(absent);
    if (there && !there.isFile()) throw new DestinationError('conflict', 'EEXIST');
    return there?.size;
  }

  private async remove(name: string): Promise<void> {
    await unlink(this.at(name)).catch((error: unknown) => (codeOf(error) === 'EISDIR' ? undefined : absent(error)));
  }

  private async syncFolder(): Promise<void> {
    const folder = await open(this.path, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

const partOf = (file: ReleaseFile) => `.${file.name}.part`;
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code ?? 'unnamed';
const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes(codeOf(error));

/** At explicit places and with the same bytes at every try: a publisher that should be dead can do no harm. */
async function writeAt(handle: FileHandle, bytes: Uint8Array, at: number): Promise<number> {
  let done = 0;
  while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  return done;
}

function absent(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
}

const absentOrLink = (error: unknown) => (codeOf(error) === 'ELOOP' ? NO_FILE : absent(error));

/** `EEXIST`, or `ENOENT` when another try has already linked it and removed the part. */
function linkError(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EEXIST' || code === 'ENOENT') return code;
  throw error;
}

/** The file system's answers in our taxonomy. `dark`: what a call means whose answer was lost. */
async function inFolder<T>(work: () => Promise<T>, dark: 'transient' | 'unknown-outcome' = 'transient'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DestinationError || error instanceof EndoveilError || isStopped(error)) throw error;
    const code = codeOf(error);
    const cause = { cause: error };
    if (isFull(error))
      throw new DestinationError('throttled', code, { ...cause, retryAfterSeconds: FULL_PAUSE_SECONDS });
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) throw new DestinationError('auth', code, cause);
    if (['ENOENT', 'ENOTDIR', 'ENOTCONN', 'EHOSTDOWN'].includes(code))
      throw new DestinationError('transient', code, { ...cause, reached: false });
    if (['EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'ENAMETOOLONG'].includes(code))
      throw new DestinationError('rejected', code, cause);
    throw new DestinationError(dark, code, cause);
  }
}
