import { signerOf } from '@endoveil/storage';
import type { Invariant } from './invariant.js';

/** Nothing of the history is missing, changed or told twice. */
export const auditWhole: Invariant = {
  name: 'X7',
  says: 'the chain of the history is whole, sealed to its end, and tells every step down and every hold once',
  check: async ({ sql, ledger, storage }) => {
    const report = await ledger.checkAudit(signerOf(storage.siteKey, 'audit'));
    const untold = await sql<{ id: string; count: number }>(
      `select e.job_id || ' step ' || e.step as id, (
         select count(*)::int from ledger.audit a where a.item_id = j.item_id and a.action = 'escalated'
           and a.detail ->> 'jobId' = e.job_id::text and (a.detail ->> 'step')::int = e.step) as count
       from ledger.escalation e join ledger.job j using (job_id) join ledger.run r using (run_id)
       where e.at >= r.started_at`,
    );
    const holds = await sql<{ id: string; count: number }>(
      `select r.run_id::text as id, (select count(*)::int from ledger.audit a where a.item_id = r.item_id
         and a.action = 'held' and a.detail ->> 'runId' = r.run_id::text) as count
       from ledger.run r where r.state = 'held'`,
    );
    return [
      ...report.faults.map(({ fault, itemId, number }) => ({
        id: `${itemId ?? 'chain'} ${number ?? ''}`,
        what: fault,
      })),
      ...(report.entries === report.sealed
        ? []
        : [{ id: 'chain', what: `${report.entries - report.sealed} entries are not sealed` }]),
      ...[...untold, ...holds]
        .filter(({ count }) => count !== 1)
        .map(({ id, count }) => ({ id, what: `told ${count} times in the history` })),
    ];
  },
};
