import { createHash } from 'node:crypto';
import { EndoveilError } from '@endoveil/contracts';
// its other exports are not seen by an import of their names
import ssh2, { type Stats } from 'ssh2';
import type { Capabilities, Destination, Found, PutOptions } from './destination.js';
import { DestinationError } from './destination-error.js';
import { foundAmong } from './found-among.js';
import { paced } from './paced.js';
import type { Release, ReleaseFile } from '../release/release.js';
import { isStopped } from './stopped.js';
import { SftpSession, type SftpTarget, sftpStatus, statusOf } from './sftp-session.js';

const READ_BYTES = 128 * 1024;
/** Reads on their way at once: one alone would wait for the line each time. */
const READS = 8;
const { READ, WRITE, CREAT } = ssh2.utils.sftp.OPEN_MODE;
const FULL_PAUSE_SECONDS = 60;

/**
 * A folder on an SFTP server: written under a hidden name, flushed where the server can, and renamed by the protocol's
 * own rename, which fails where something stands (the `posix-rename` extension would overwrite).
 */
export class SftpDestination implements Destination {
  private readonly session: SftpSession;
  /** Where the last try of a file that is not there yet began. */
  private readonly beganAt = new Map<string, number>();

  constructor(
    target: SftpTarget,
    private readonly path: string,
    silenceMs?: number,
  ) {
    this.session = new SftpSession(target, silenceMs);
  }

  capabilities(): Capabilities {
    return { resumable: true, withdraw: true };
  }

  async probe(release: Release): Promise<Found> {
    return await this.told(async () => {
      await this.session.ask<Stats>((sftp, done) => sftp.stat(this.path, done));
      return await foundAmong(release, (file) => this.digestOf(file.name));
    });
  }

  async put(release: Release, options: PutOptions): Promise<void> {
    await this.told(async () => {
      for (const file of release.files) {
        const there = await this.digestOf(file.name);
        if (there !== undefined && there !== file.sha256) throw new DestinationError('conflict', 'exists');
        if (there === undefined) await this.write(file, options);
      }
    });
  }

  async status(release: Release): Promise<{ readonly keptBytes: number }> {
    return await this.told(async () => {
      let keptBytes = 0;
      for (const file of release.files) keptBytes += (await this.sizeOf(partOf(file))) ?? 0;
      return { keptBytes };
    });
  }

  async finalize(release: Release): Promise<void> {
    await this.told(async () => {
      for (const file of release.files) {
        try {
          await this.session.ask<void>((sftp, done) => sftp.rename(this.at(partOf(file)), this.at(file.name), done));
        } catch (error) {
          if (statusOf(error) === undefined) throw error;
          // the server says only that it failed: what stands there says why
          const there = await this.digestOf(file.name);
          if (there === undefined) throw error;
          if (there !== file.sha256) throw new DestinationError('conflict', 'exists');
          await this.remove(partOf(file));
        }
      }
    }, 'unknown-outcome');
  }

  async verify(release: Release): Promise<string> {
    return await this.told(async () => {
      for (const file of release.files) {
        if ((await this.digestOf(file.name)) !== file.sha256) throw new DestinationError('integrity', 'read-back');
      }
      return release.files[0]!.sha256;
    });
  }

  async withdraw(release: Release, { evenDamaged = false } = {}): Promise<void> {
    await this.told(async () => {
      for (const file of release.files.toReversed()) {
        await this.remove(partOf(file));
        if (evenDamaged || (await this.digestOf(file.name)) === file.sha256) await this.remove(file.name);
      }
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.session[Symbol.asyncDispose]();
  }

  private async write(file: ReleaseFile, options: PutOptions): Promise<void> {
    const part = partOf(file);
    const kept = (await this.sizeOf(part)) ?? 0;
    const from = kept > file.sizeBytes ? 0 : kept;
    if (kept > file.sizeBytes) await this.remove(part);
    // what was only sent may have been lost again: a later beginning shows that it was kept
    const keeps = from > (this.beganAt.get(part) ?? -1);
    this.beganAt.set(part, from);
    let at = from;
    try {
      await this.withFile(part, WRITE | CREAT, async (handle) => {
        for await (const chunk of paced(file.read(from), options)) {
          const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
          await this.session.ask<void>((sftp, done) => sftp.write(handle, bytes, 0, bytes.length, at, done));
          at += bytes.length;
        }
        await this.flush(handle);
      });
    } catch (error) {
      if (statusOf(error) === sftpStatus.failure && (await this.isFull())) {
        await this.remove(part).catch(() => undefined);
        throw new DestinationError('throttled', 'disk-full', { retryAfterSeconds: FULL_PAUSE_SECONDS, cause: error });
      }
      if (error instanceof DestinationError && error.fault === 'transient')
        throw new DestinationError('transient', error.reason, {
          reached: error.reached,
          progressed: keeps && at > from,
        });
      throw error;
    }
    this.beganAt.delete(part);
    // a whole upload in one go is guarded by the protocol's own checksums and read back at the end
    if (from === 0 || (await this.digestOf(part)) === file.sha256) return;
    await this.remove(part);
    throw new DestinationError('integrity', 'read-back');
  }

  private async flush(handle: Buffer): Promise<void> {
    await this.session
      .ask<void>((sftp, done) => sftp.ext_openssh_fsync(handle, done))
      .catch((error: unknown) => {
        if (statusOf(error) !== sftpStatus.unsupported && !isMissingExtension(error)) throw error;
      });
  }

  private async isFull(): Promise<boolean> {
    const volume = await this.session
      .ask<{ f_bavail: number | string }>((sftp, done) => sftp.ext_openssh_statvfs(this.path, done as never))
      .catch(() => undefined);
    return volume !== undefined && Number(volume.f_bavail) === 0;
  }

  private at(name: string): string {
    return `${this.path}/${name}`;
  }

  private async digestOf(name: string): Promise<string | undefined> {
    const size = await this.sizeOf(name);
    if (size === undefined) return undefined;
    return await this.withFile(name, READ, async (handle) => {
      const hash = createHash('sha256');
      for (let at = 0; at < size; at += READ_BYTES * READS) {
        const places = Array.from({ length: READS }, (_, i) => at + i * READ_BYTES).filter((place) => place < size);
        for (const bytes of await Promise.all(places.map((place) => this.readAt(handle, place, size))))
          hash.update(bytes);
      }
      return hash.digest('hex');
    });
  }

  /** Up to `READ_BYTES` from there; shorter only where the file ends. */
  private async readAt(handle: Buffer, from: number, size: number): Promise<Buffer> {
    const bytes = Buffer.alloc(Math.min(READ_BYTES, size - from));
    let done = 0;
    while (done < bytes.length) {
      const read = await this.session.ask<number>((sftp, answer) =>
        sftp.read(handle, bytes, done, bytes.length - done, from + done, (error, count) =>
          answer(error as Error | undefined, count),
        ),
      );
      if (read === 0) throw new DestinationError('integrity', 'shortened');
      done += read;
    }
    return bytes;
  }

  private async withFile<T>(name: string, mode: number, work: (handle: Buffer) => Promise<T>): Promise<T> {
    const handle = await this.session.ask<Buffer>((sftp, done) =>
      sftp.open(this.at(name), mode, { mode: 0o644 }, done),
    );
    try {
      return await work(handle);
    } finally {
      await this.session.ask<void>((sftp, done) => sftp.close(handle, done)).catch(() => undefined);
    }
  }

  private async sizeOf(name: string): Promise<number | undefined> {
    const stats = await this.session.ask<Stats>((sftp, done) => sftp.lstat(this.at(name), done)).catch(absent);
    return stats?.size;
  }

  private async remove(name: string): Promise<void> {
    await this.session.ask<void>((sftp, done) => sftp.unlink(this.at(name), done)).catch(absent);
  }

  /** The server's answers in our taxonomy. `dark`: what a call means whose answer was lost. */
  private async told<T>(work: () => Promise<T>, dark: 'transient' | 'unknown-outcome' = 'transient'): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DestinationError) {
        if (error.fault === 'transient' && error.reached && dark === 'unknown-outcome')
          throw new DestinationError(dark, error.reason, { cause: error });
        throw error;
      }
      if (error instanceof EndoveilError || isStopped(error)) throw error;
      const status = statusOf(error);
      const reason = `status-${status ?? 'none'}`;
      if (status === undefined) throw new DestinationError(dark, 'unnamed', { cause: error });
      if (status === sftpStatus.noSuchFile)
        throw new DestinationError('transient', 'no-folder', { reached: false, cause: error });
      if (status === sftpStatus.permissionDenied) throw new DestinationError('auth', reason, { cause: error });
      throw new DestinationError('rejected', reason, { cause: error });
    }
  }
}

const partOf = (file: ReleaseFile) => `.${file.name}.part`;
const isMissingExtension = (error: unknown) => /does not support/.test((error as Error).message);

function absent(error: unknown): undefined {
  if (statusOf(error) === sftpStatus.noSuchFile) return undefined;
  throw error;
}
