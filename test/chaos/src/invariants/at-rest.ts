import { readdir } from 'node:fs/promises';
import type { Fault, Invariant } from './invariant.js';

const waiting: readonly (readonly [what: string, sql: string])[] = [
  [
    'a job that is not done',
    `select job_id || ' ' || stage || ' ' || state as id from ledger.job where state <> 'done'`,
  ],
  ['a run that has not ended', 'select run_id::text as id from ledger.run where ended_at is null'],
  ['an attempt without an end', 'select attempt_id::text as id from ledger.attempt where ended_at is null'],
  ['an event that was not published', 'select event_id::text as id from ledger.outbox where published_at is null'],
  ['an entry that is not sealed', `select item_id || ' ' || number as id from ledger.audit where not sealed`],
  [
    'an item on its way',
    `select item_id || ' ' || state as id from ledger.item
     where state not in ('verified', 'in-review', 'approved', 'published', 'held', 'quarantined', 'rejected', 'erased')`,
  ],
  [
    'a publication on its way',
    `select publication_id || ' ' || state as id from ledger.publication
     where state not in ('PUBLISHED', 'WITHDRAWN', 'FAILED_FINAL', 'PLANNED') or withdraw_asked`,
  ],
  [
    'an approved result that is not out',
    `select item_id::text as id from ledger.item i where approved_hash is not null and not exists (
       select 1 from ledger.publication p where p.item_id = i.item_id and p.artifact_hash = i.approved_hash
         and p.state in ('PUBLISHED', 'WITHDRAWN', 'FAILED_FINAL'))`,
  ],
];

/** With nothing broken any more, everything has come to its end. */
export const atRest: Invariant = {
  name: 'X9',
  says: 'once nothing is broken any more, everything comes to an end',
  check: async ({ sql, dropDir, drops, unsettled }) => {
    const faults: Fault[] = [];
    for (const [what, text] of waiting)
      for (const { id } of await sql<{ id: string }>(text)) faults.push({ id, what: `stuck: ${what}` });
    for (const name of await readdir(dropDir))
      if (!name.startsWith('.')) faults.push({ id: name, what: 'stuck: a file that was not taken in' });
    const answered = new Set(drops.map(({ name }) => name));
    for (const { name } of unsettled)
      if (!answered.has(name)) faults.push({ id: name, what: 'stuck: an upload whose last bytes were never answered' });
    return faults;
  },
};
