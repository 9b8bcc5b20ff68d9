import type { Scene } from '../scene.js';

/** What became of a content: everything about it but ids, keys and times. A rebuilt PDF tells when it was made, so of its bytes nothing. */
export interface FinalState {
  readonly sha256: string;
  readonly item: string;
}

/** Of every content that was handed in, in the order of their hashes. */
export async function finalStates({ sql, storage, drops }: Scene): Promise<readonly FinalState[]> {
  const rows = await sql<{ content_id: string; item: string }>(
    `select content_id, jsonb_build_object('kind', i.kind, 'state', i.state, 'reason', i.reason,
       'sightings', (select count(*) from ledger.sighting s where s.item_id = i.item_id),
       'runs', (select jsonb_agg(jsonb_build_object('cause', r.cause, 'state', r.state, 'reason', r.reason,
           'artifacts', (select jsonb_agg(jsonb_build_object('level', a.level, 'step', a.step, 'hash', case a.media_type when 'video/mp4' then a.hash end) order by a.step)
             from ledger.artifact a where a.run_id = r.run_id),
           'verdicts', (select jsonb_agg(c.verdict order by c.certificate_id) from ledger.certificate c where c.run_id = r.run_id),
           'downs', (select jsonb_agg(jsonb_build_object('stage', j.stage, 'from', e.from_level, 'to', e.to_level, 'reason', e.reason)
             order by j.stage, e.step) from ledger.escalation e join ledger.job j using (job_id) where j.run_id = r.run_id))
         order by r.number) from ledger.run r where r.item_id = i.item_id))::text as item
     from ledger.item i`,
  );
  const byContent = new Map(rows.map((row) => [row.content_id, row.item]));
  const contents = [...new Set(drops.map(({ sha256 }) => sha256))].toSorted();
  return contents.map((sha256) => ({
    sha256,
    item: byContent.get(storage.siteKey.hmac('content-id', sha256)) ?? 'lost',
  }));
}
