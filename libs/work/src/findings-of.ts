import { Findings } from '@endoveil/contracts';
import type { JobFacts } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';

/** What the level that made the newest result learned from the source; null before any made one. */
export async function findingsOf(storage: Pick<Storage, 'blobs'>, { findings }: JobFacts): Promise<Findings | null> {
  if (findings === null) return null;
  const bytes = await storage.blobs.bytes(findings.blob, findings.wrappedKey);
  return Findings.parse(JSON.parse(bytes.toString()));
}
