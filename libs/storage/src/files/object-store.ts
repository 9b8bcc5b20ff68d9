/**
 * The zones that keep objects. `tombstones` holds empty ones, named like what must never be read again. `landing` holds
 * only what is being written; `scratch` is no store.
 */
export type ObjectZone = 'sensitive' | 'anonymized' | 'quarantine' | 'tombstones';

/** Both ends belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export interface ObjectEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/**
 * Where bytes lie: create-only objects under names of 32 or 64 hex digits. Every adapter runs
 * `object-store.conformance.ts`. Each method throws `EndoveilError('disk-full')` where space is out.
 */
export interface ObjectStore {
  /**
   * Durable when it resolves. `exists` when the name is taken: what stands there stays as it is, but is young again. When
   * the source throws, nothing is created and its error is passed on.
   */
  create(zone: ObjectZone, name: string, source: AsyncIterable<Uint8Array>): Promise<'created' | 'exists'>;
  /** Throws `NotStored`. */
  read(zone: ObjectZone, name: string, part?: ByteRange): AsyncIterable<Uint8Array>;
  has(zone: ObjectZone, name: string): Promise<boolean>;
  /** At every moment of a move the object stands in at least one of the zones. True when it then stands in `to`. */
  move(name: string, from: ObjectZone, to: ObjectZone): Promise<boolean>;
  /** True when there was something to remove. */
  remove(zone: ObjectZone, name: string): Promise<boolean>;
  /** Removes what was created, or was to be created again, before the given time. True when it was. */
  removeOlder(zone: ObjectZone, name: string, before: Date): Promise<boolean>;
  list(zone: ObjectZone): AsyncIterable<ObjectEntry>;
  /** Removes what writers that died left unfinished before the given time. Returns how many. */
  sweepUnfinished(before: Date): Promise<number>;
  freeBytes(): Promise<number>;
}

const NAME = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/;

/** Ids come from rows and messages: none becomes a path or a key before this. */
export function checkName(name: string): string {
  if (!NAME.test(name)) throw new RangeError('not the name of a stored object');
  return name;
}
