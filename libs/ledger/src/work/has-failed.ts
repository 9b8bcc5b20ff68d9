/**
 * Of the artifact `a`: it was verified, and the newest word on these bytes of this item is that something must not be there.
 * Nobody may have such bytes, so they go.
 */
export const HAS_FAILED = `(exists (select 1 from ledger.certificate c where c.artifact_id = a.artifact_id)
  and 'failed' = (select c.verdict from ledger.certificate c join ledger.artifact o using (artifact_id)
    where o.item_id = a.item_id and o.hash = a.hash order by c.certificate_id desc limit 1))`;
