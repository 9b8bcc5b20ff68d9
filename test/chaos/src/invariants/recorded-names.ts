import type { Scene } from '../scene.js';

/** The names under which files were recorded, opened with the key of their item, and how often each. */
export async function recordedNames({ sql, storage }: Scene): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ wrapped_key: Buffer; file_name: Buffer }>(
    'select i.wrapped_key, s.file_name from ledger.sighting s join ledger.item i using (item_id)',
  );
  const names = rows.map((row) => storage.cipher.open(row.wrapped_key, row.file_name, 'sighting.file_name'));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
