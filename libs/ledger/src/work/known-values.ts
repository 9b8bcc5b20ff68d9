import type { KnownValue } from '@endoveil/contracts';
import type { Query } from '../database/database.js';
import type { Cipher } from '../ports.js';
import type { JobRow } from './job-row.js';

/** Adds to what is searched for what the item does not know yet. Nothing is ever taken away, and work done again adds no copies. */
export async function searchFor(
  query: Query,
  cipher: Cipher,
  { run_id: runId, item_id: itemId, wrapped_key: key }: JobRow,
  values: readonly KnownValue[],
): Promise<void> {
  const before = await query<SealedValue>('select name, value from ledger.known_value where item_id = $1', [itemId]);
  const known = new Set(opened(cipher, key, before).map(keyOf));
  for (const value of values) {
    if (known.has(keyOf(value))) continue;
    known.add(keyOf(value));
    await query(
      `insert into ledger.known_value (run_id, item_id, ordinal, name, value)
       select $1, $2, coalesce(max(ordinal), -1) + 1, $3, $4 from ledger.known_value where run_id = $1`,
      [runId, itemId, value.name, Buffer.from(cipher.seal(key, value.value, 'field.value'))],
    );
  }
}

export interface SealedValue {
  readonly name: KnownValue['name'];
  readonly value: Buffer;
}

export const opened = (cipher: Cipher, key: Uint8Array, values: readonly SealedValue[]): readonly KnownValue[] =>
  values.map(({ name, value }) => ({ name, value: cipher.open(key, value, 'field.value') }));

const keyOf = ({ name, value }: KnownValue) => `${name}\0${value}`;
