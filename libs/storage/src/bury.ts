import type { ArtifactHash, BlobId, ItemId } from '@endoveil/contracts';
import type { ObjectStore, ObjectZone } from './files/object-store.js';

/** What of an erased item lies in the zones. */
export interface Burial {
  readonly itemId: ItemId;
  readonly blobs: readonly BlobId[];
  readonly artifacts: readonly ArtifactHash[];
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The tombstones first: nobody reads what is about to go. */
export async function bury(objects: ObjectStore, { itemId, blobs, artifacts }: Burial): Promise<void> {
  for (const name of [itemId.replaceAll('-', ''), ...blobs]) await objects.create('tombstones', name, nothing());
  for (const blob of blobs) for (const zone of ['sensitive', 'quarantine'] as const) await objects.remove(zone, blob);
  for (const hash of artifacts) await objects.remove('anonymized', hash);
}

const ID = /^[0-9a-f]{32}$/;

export async function* namesIn(objects: ObjectStore, zones: readonly ObjectZone[]): AsyncGenerator<string> {
  for (const zone of zones) for await (const { name } of objects.list(zone)) if (ID.test(name)) yield name;
}
