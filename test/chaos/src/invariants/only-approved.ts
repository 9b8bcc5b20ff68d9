import type { Fault, Invariant } from './invariant.js';
import { publishedFiles } from './published-files.js';

/** Whatever a researcher can read was verified, and was approved by a person when it went out. */
export const onlyApproved: Invariant = {
  name: 'X4',
  says: 'nothing can be read by a researcher that was not verified and approved when it went out',
  check: async ({ sql, destinationDir }) => {
    const { artifacts, all } = await publishedFiles(destinationDir);
    const rows = await sql<{
      public_id: string;
      state: string;
      artifact_hash: string;
      verdict: string | null;
      last_word: string | null;
    }>(
      `select p.public_id, p.state, p.artifact_hash, (
         select verdict from ledger.certificate c where c.certificate_id = p.certificate_id
           and c.artifact_id = p.artifact_id) as verdict, (
         select d.kind || ' ' || coalesce(d.artifact_hash, '') from ledger.decision d
         where d.item_id = p.item_id and d.at <= p.published_at order by d.at desc limit 1) as last_word
       from ledger.publication p`,
    );
    const byId = new Map(rows.map((row) => [row.public_id, row]));
    const faults: Fault[] = [];
    for (const { publicId, name } of all)
      if (byId.get(publicId)?.state !== 'PUBLISHED') faults.push({ id: name, what: 'visible, but not published' });
    for (const { publicId, sha256 } of artifacts) {
      const row = byId.get(publicId);
      if (row && row.artifact_hash !== sha256)
        faults.push({ id: publicId, what: 'visible: other bytes than approved' });
    }
    for (const row of rows.filter(({ state }) => state === 'PUBLISHED')) {
      if (row.verdict !== 'verified') faults.push({ id: row.public_id, what: 'published without a certificate' });
      if (row.last_word !== `approve ${row.artifact_hash}`)
        faults.push({ id: row.public_id, what: 'published without a live approval of these bytes' });
    }
    return faults;
  },
};
