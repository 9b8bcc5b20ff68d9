import { DESTINATION } from '../house/house.js';
import type { Fault, Invariant } from './invariant.js';
import { publishedFiles } from './published-files.js';

const PARTS = 3;

/** What was approved is at its destination, whole, and once. */
export const publishedOnce: Invariant = {
  name: 'X3',
  says: 'every approved result is at its destination, whole, and once',
  check: async ({ sql, destinationDir }) => {
    const faults: Fault[] = [];
    const { artifacts, all } = await publishedFiles(destinationDir);
    const seen = new Map<string, string>();
    for (const { publicId, sha256 } of artifacts) {
      if (seen.has(sha256)) faults.push({ id: publicId, what: `duplicated: the same bytes as ${seen.get(sha256)}` });
      seen.set(sha256, publicId);
    }
    const rows = await sql<{ public_id: string; artifact_hash: string }>(
      `select public_id, artifact_hash from ledger.publication where state = 'PUBLISHED'`,
    );
    for (const { public_id: publicId, artifact_hash: hash } of rows) {
      const parts = all.filter((file) => file.publicId === publicId).length;
      if (parts !== PARTS) faults.push({ id: publicId, what: `published, but ${parts} of ${PARTS} files are there` });
      if (!artifacts.some((file) => file.publicId === publicId && file.sha256 === hash))
        faults.push({ id: publicId, what: 'published, but other bytes are there' });
    }
    const missing = await sql<{ item_id: string }>(
      `select item_id from ledger.item i where approved_hash is not null and not exists (
         select 1 from ledger.publication p where p.item_id = i.item_id and p.destination = $1
           and p.artifact_hash = i.approved_hash and p.state in ('PUBLISHED', 'WITHDRAWN', 'FAILED_FINAL'))`,
      [DESTINATION],
    );
    return [...faults, ...missing.map((row) => ({ id: row.item_id, what: 'approved, but not published' }))];
  },
};
