import type { ItemId, JobId, LandingId } from '@endoveil/contracts';
import type { Landing, Ledger } from '@endoveil/ledger';
import { type Locks, MemoryLockServer } from '@endoveil/locks';
import { createSiteKey, openStorage, type Storage } from '@endoveil/storage';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LandFile, type LandSettings } from './landing/land-file.js';

/** The ledger's landing verbs in memory: one landing id is recorded once. For tests. */
export class MemoryLandings implements Pick<Ledger, 'land' | 'namedBlobs' | 'contentOfLanding'> {
  readonly landings = new Map<string, Landing>();
  failNext: Error | undefined;

  async land(landing: Landing) {
    const outcome = this.landings.has(landing.landingId) ? ('again' as const) : ('landed' as const);
    if (outcome === 'landed') this.landings.set(landing.landingId, landing);
    const error = this.failNext;
    this.failNext = undefined;
    if (error) throw error;
    return { outcome, itemId: landing.landingId as unknown as ItemId, jobId: randomUUID() as JobId };
  }
  async namedBlobs(blobs: Parameters<Ledger['namedBlobs']>[0]) {
    const named = new Set([...this.landings.values()].map((landing) => landing.blob));
    return new Set(blobs.filter((blob) => named.has(blob)));
  }
  async contentOfLanding(id: LandingId) {
    return this.landings.get(id)?.contentId ?? null;
  }
}

/** A drop folder, zones and a ledger of its own, and as many intakes as wanted. For tests. */
export interface IntakeRig extends AsyncDisposable {
  readonly dir: string;
  readonly drop: string;
  readonly storage: Storage;
  readonly ledger: MemoryLandings;
  readonly lockServer: MemoryLockServer;
  landFile(settings?: Partial<LandSettings>, locks?: Locks): LandFile;
  /** The plain bytes of every landing, by file name. */
  landed(): Promise<{ fileName: string; bytes: Buffer }[]>;
}

export async function intakeRig(): Promise<IntakeRig> {
  const dir = await mkdtemp(join(tmpdir(), 'endoveil-intake-'));
  const drop = join(dir, 'drop');
  await mkdir(drop);
  const siteKey = await createSiteKey(join(dir, 'site.key'));
  const storage = await openStorage({ zonesDir: join(dir, 'zones'), siteKey });
  const ledger = new MemoryLandings();
  const lockServer = new MemoryLockServer();
  return {
    dir,
    drop,
    storage,
    ledger,
    lockServer,
    landFile: (settings, locks = lockServer.open()) =>
      new LandFile(storage, ledger, locks, {
        afterLanding: 'leave',
        hashTwice: false,
        keepFreeBytes: 0,
        lockMs: 10_000,
        ...settings,
      }),
    landed: () =>
      Promise.all(
        [...ledger.landings.values()].map(async ({ blob, wrappedKey, names }) => ({
          fileName: names.fileName,
          bytes: await storage.blobs.bytes(blob, wrappedKey),
        })),
      ),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

/** An MP4 in structure alone: `ftyp`, `mdat` with the given payload, and `moov` at the end as recorders write it. */
export function mp4Shell(payload: Buffer): Buffer {
  return Buffer.concat([box('ftyp', Buffer.from('isom0000')), box('mdat', payload), box('moov', Buffer.alloc(40, 1))]);
}

function box(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}
