import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, open, opendir, rename, statfs, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { failpoint } from '@endoveil/runtime';
import { codeOf, diskError } from './disk-errors.js';
import { type ByteRange, checkName, type ObjectEntry, type ObjectStore, type ObjectZone } from './object-store.js';
import { syncFolder, writeAll } from './write-through.js';
import type { Zones } from './zones.js';

const READ_BYTES = 256 * 1024;

/** Objects as files of one POSIX file system (local or NFS): temporary name, fsync, link(), fsync of the folder. */
export class FileObjectStore implements ObjectStore {
  constructor(private readonly zones: Zones) {}

  async create(zone: ObjectZone, name: string, source: AsyncIterable<Uint8Array>): Promise<'created' | 'exists'> {
    const target = this.path(zone, name);
    const temporary = this.temporary();
    try {
      const file = await open(
        temporary,
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
        0o600,
      );
      try {
        failpoint('store.after-open');
        for await (const chunk of source) {
          await writeAll(file, chunk);
          failpoint('store.in-write');
        }
        failpoint('store.before-sync');
        await file.sync();
        failpoint('store.after-sync');
      } finally {
        await file.close();
      }
      const outcome = await linkOrRenew(temporary, target);
      failpoint('store.after-link');
      // also when it exists: whoever linked it may not have reached its own fsync
      await syncFolder(this.zones[zone]);
      failpoint('store.after-folder-sync');
      return outcome;
    } catch (error) {
      throw diskError(error);
    } finally {
      await removeFile(temporary);
    }
  }

  async *read(
    zone: ObjectZone,
    name: string,
    { first, last }: ByteRange = { first: 0, last: Infinity },
  ): AsyncGenerator<Uint8Array> {
    const file = await open(this.path(zone, name), constants.O_RDONLY | constants.O_NOFOLLOW).catch((error) => {
      throw diskError(error);
    });
    try {
      // objects never grow, and most are smaller than one read
      const end = Math.min(last, (await file.stat()).size - 1);
      for (let at = first; at <= end;) {
        const size = Math.min(READ_BYTES, end - at + 1);
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size, at);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  async has(zone: ObjectZone, name: string): Promise<boolean> {
    const stat = await lstat(this.path(zone, name)).catch(missing);
    return stat?.isFile() === true;
  }

  async move(name: string, from: ObjectZone, to: ObjectZone): Promise<boolean> {
    const source = this.path(from, name);
    try {
      await linkNew(source, this.path(to, name));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return await this.has(to, name);
      throw diskError(error);
    }
    await syncFolder(this.zones[to]);
    failpoint('store.in-move');
    if (await removeFile(source)) await syncFolder(this.zones[from]);
    return true;
  }

  async remove(zone: ObjectZone, name: string): Promise<boolean> {
    failpoint('store.before-remove');
    const removed = await removeFile(this.path(zone, name));
    failpoint('store.after-remove');
    if (removed) await syncFolder(this.zones[zone]);
    return removed;
  }

  async removeOlder(zone: ObjectZone, name: string, before: Date): Promise<boolean> {
    failpoint('store.before-remove');
    const [path, aside] = [this.path(zone, name), this.temporary()];
    // taken away first: whoever wants to create it meanwhile creates it anew
    const taken = await rename(path, aside).then(() => true, missing);
    if (!taken) return false;
    const isYoung = (await lstat(aside)).mtime >= before;
    if (isYoung) await linkNew(aside, path);
    await removeFile(aside);
    failpoint('store.after-remove');
    await syncFolder(this.zones[zone]);
    return !isYoung;
  }

  async *list(zone: ObjectZone): AsyncGenerator<ObjectEntry> {
    for await (const entry of await opendir(this.zones[zone])) {
      const stat = entry.isFile() ? await lstat(join(this.zones[zone], entry.name)).catch(missing) : undefined;
      if (stat) yield { name: entry.name, sizeBytes: stat.size, modifiedAt: stat.mtime };
    }
  }

  async sweepUnfinished(before: Date): Promise<number> {
    let removed = 0;
    for await (const entry of await opendir(this.zones.landing)) {
      if (!entry.isFile() || !/^[0-9a-f]{32}\.part$/.test(entry.name)) continue;
      const path = join(this.zones.landing, entry.name);
      const stat = await lstat(path).catch(missing);
      if (stat && stat.mtime < before && (await removeFile(path))) removed += 1;
    }
    return removed;
  }

  async freeBytes(): Promise<number> {
    const volume = await statfs(this.zones.landing);
    return volume.bavail * volume.bsize;
  }

  private temporary(): string {
    return join(this.zones.landing, `${randomBytes(16).toString('hex')}.part`);
  }

  private path(zone: ObjectZone, name: string): string {
    return join(this.zones[zone], checkName(name));
  }
}

async function linkNew(from: string, to: string): Promise<'created' | 'exists'> {
  try {
    await link(from, to);
    return 'created';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'exists';
    throw error;
  }
}

/** What stands there already is touched, so that no collector takes it for forgotten. */
async function linkOrRenew(from: string, to: string): Promise<'created' | 'exists'> {
  for (;;) {
    if ((await linkNew(from, to)) === 'created') return 'created';
    const now = new Date();
    if (await utimes(to, now, now).then(() => true, missing)) return 'exists';
  }
}

async function removeFile(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function missing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
}
