import { randomUUID } from 'node:crypto';
import { DecisionId, type ItemId, type ReleasePolicy } from '@endoveil/contracts';
import { newestArtifact } from '../work/artifact-row.js';
import type { Database } from '../database/database.js';
import { approveBytes, lockItem } from './decide.js';
import { eachAlone } from '../database/each-alone.js';

/** What a rule of the policy names and nobody has decided on. Anything flagged but its level waits for a person. */
const RELEASABLE = `
  from ledger.item i
  cross join lateral (select artifact_id, level from ledger.artifact where run_id = i.current_run
    order by step desc limit 1) a
  where (i.state = 'verified' or (i.state = 'in-review' and i.reason = 'lower-level'))
    and exists (select 1 from jsonb_array_elements($1::jsonb) rule
      where rule ->> 'kind' = i.kind and rule ->> 'level' = a.level)
    and not exists (select 1 from ledger.decision d where d.item_id = i.item_id)
    and not exists (select 1 from ledger.sighting s where s.item_id = i.item_id and s.second_case)
    and ledger.is_certified(a.artifact_id)`;

export async function releaseByPolicy(database: Database, policy: ReleasePolicy): Promise<number> {
  if (policy.withoutPerson.length === 0) return 0;
  const rules = JSON.stringify(policy.withoutPerson);
  const found = await database.query<{ item_id: ItemId }>(`select i.item_id ${RELEASABLE} limit 500`, [rules]);
  let released = 0;
  await eachAlone(found, async ({ item_id: itemId }) => {
    const decisionId = DecisionId.parse(randomUUID());
    released += await database.transaction(async (query) => {
      const item = await lockItem(query, itemId);
      const [still] = await query(`select 1 ${RELEASABLE} and i.item_id = $2`, [rules, itemId]);
      if (!item?.run_ended || !still) return 0;
      const artifact = await newestArtifact(query, item.current_run);
      const by = { decisionId, actor: 'policy', reason: null };
      return (await approveBytes(query, item, artifact, by, 1)) === undefined ? 1 : 0;
    });
  });
  return released;
}
