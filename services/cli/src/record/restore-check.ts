import { createHash } from 'node:crypto';
import type { BlobId, ItemId } from '@endoveil/contracts';
import type { Ledger, RecordedBytes } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';

export type DifferenceKind =
  | 'source-missing'
  | 'source-damaged'
  | 'findings-missing'
  | 'result-missing'
  | 'result-damaged'
  | 'key-lost'
  | 'revived'
  | 'bytes-revived'
  | 'unnamed';

export interface Difference {
  readonly kind: DifferenceKind;
  /** Of the item; of a blob where no item is known. */
  readonly id: string;
}

interface Options {
  /** Read every byte. */
  readonly deep: boolean;
  /** Erase again what came back. */
  readonly apply: boolean;
}

type Told = (difference: Difference) => void;

const BATCH = 500;

/** Compares the record with the zones, in both directions; answers how many items were looked at. */
export async function differences(ledger: Ledger, storage: Storage, options: Options, told: Told): Promise<number> {
  await revived(ledger, storage, options, told);
  let items = 0;
  for (let after: ItemId | null = null; ;) {
    const page: readonly RecordedBytes[] = await ledger.recordedBytes(after);
    for (const one of page) await compare(storage, one, options, told);
    items += page.length;
    if (page.length === 0) break;
    after = page.at(-1)!.itemId;
  }
  await strangers(ledger, storage, options, told);
  return items;
}

async function compare(
  { blobs, artifacts, cipher, siteKey }: Storage,
  one: RecordedBytes,
  { deep }: Options,
  told: Told,
) {
  const id = one.itemId;
  try {
    cipher.seal(one.wrappedKey, '');
  } catch {
    return told({ kind: 'key-lost', id });
  }
  if (!(await blobs.has(one.blob))) told({ kind: 'source-missing', id });
  else if (deep && (await contentIdOf(blobs.read(one.blob, one.wrappedKey), siteKey)) !== one.contentId)
    told({ kind: 'source-damaged', id });
  for (const findings of one.findings) if (!(await blobs.has(findings))) told({ kind: 'findings-missing', id });
  for (const hash of one.artifacts) {
    if (!(await artifacts.has(hash))) told({ kind: 'result-missing', id });
    else if (deep && !(await isReadable(artifacts.read(hash)))) told({ kind: 'result-damaged', id });
  }
}

/** Items that the zones know as erased. */
async function revived(ledger: Ledger, storage: Storage, { apply }: Options, told: Told): Promise<void> {
  await inBatches(storage.buried(), async (names) => {
    const items = await ledger.notErased(names);
    for (const id of items) told({ kind: 'revived', id });
    if (apply) await ledger.eraseAgain(items);
  });
  if (!apply) return;
  for (const bytes of await ledger.unburied()) {
    await storage.bury(bytes);
    await ledger.buried(bytes.itemId);
  }
}

/** Bytes that no row names, and bytes of what was erased. */
async function strangers(ledger: Ledger, storage: Storage, { apply }: Options, told: Told): Promise<void> {
  await inBatches(storage.listBlobs(), async (ids) => {
    const named = await ledger.namedBlobs(ids as readonly BlobId[]);
    const erased = new Set<string>(await ledger.erasedBlobs(ids));
    for (const id of ids) {
      if (erased.has(id)) {
        told({ kind: 'bytes-revived', id });
        if (apply) await storage.blobs.remove(id as BlobId);
      } else if (!named.has(id as BlobId)) told({ kind: 'unnamed', id });
    }
  });
}

async function inBatches(
  names: AsyncIterable<string>,
  work: (batch: readonly string[]) => Promise<void>,
): Promise<void> {
  let batch: string[] = [];
  for await (const name of names) {
    batch.push(name);
    if (batch.length < BATCH) continue;
    await work(batch);
    batch = [];
  }
  if (batch.length > 0) await work(batch);
}

async function contentIdOf(plain: AsyncIterable<Uint8Array>, siteKey: Storage['siteKey']): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of plain) hash.update(chunk);
  } catch {
    return undefined;
  }
  return siteKey.hmac('content-id', hash.digest('hex'));
}

async function isReadable(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  try {
    for await (const chunk of bytes) void chunk;
    return true;
  } catch {
    return false;
  }
}
