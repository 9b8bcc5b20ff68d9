import { Client } from 'pg';

/** Ids as good as random, so that nothing lies beside its neighbour by accident; the same for the same number. */
const id = (kind: string, n = 'n') => `md5('${kind}' || ${n})::uuid`;
const hash = (kind: string) => `md5('${kind}' || n) || md5('${kind}2' || n)`;

/** Of each thousand: where items stand in a hospital that has used the system for years. */
const STATE = `case
  when n % 1000 < 480 then 'published' when n % 1000 < 560 then 'approved' when n % 1000 < 760 then 'verified'
  when n % 1000 < 890 then 'in-review' when n % 1000 < 935 then 'held' when n % 1000 < 955 then 'quarantined'
  when n % 1000 < 990 then 'rejected' when n % 1000 < 994 then 'anonymizing' when n % 1000 < 997 then 'verifying'
  else 'landed' end`;
const REASON = `case ${STATE}
  when 'in-review' then (array['lower-level', 'candidate-unexplained', 'coverage-incomplete', 'frames-lost',
    'picture-covered', 'approval-revoked'])[1 + n / 1000 % 6]
  when 'held' then (array['picture-not-found', 'geometry-uncertain', 'text-unreadable'])[1 + n / 1000 % 3]
  when 'quarantined' then 'not-decodable' when 'rejected' then 'rejected-by-person' end`;
const KIND = `case when n % 10 < 6 then 'video' else 'report' end`;
const LEVEL = `case when n % 10 < 6 then case when n % 7 < 6 then 'frame-cleaning' else 'roi-masking' end
  else case when n % 7 < 5 then 'full-reading' else 'rules-only' end end`;
/** A few large centers and many small ones. */
const CENTER = `'center-' || (array[1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10])[1 + n % 16]`;
const LANDED = `now() - make_interval(secs => ($1::bigint - n) * 60)`;

const fillings: readonly (readonly [what: string, sql: string])[] = [
  [
    'items',
    `insert into ledger.item (item_id, kind, state, reason, center, processor, case_ref, content_id, size_bytes, blob,
       wrapped_key, correlation_id, current_run, history_number, landed_at, changed_at, level, approved_hash)
     select ${id('i')}, ${KIND}, ${STATE}, ${REASON}, ${CENTER}, 'unknown', md5('c' || n / 3) || md5('d' || n / 3),
       ${hash('x')}, 1000000 + n, md5('b' || n), '\\x01', ${id('k')}::text, ${id('r')}, 4, ${LANDED}, ${LANDED}, ${LEVEL},
       case when ${STATE} in ('approved', 'published') then ${hash('h')} end
     from generate_series(1, $1::bigint) n`,
  ],
  [
    'runs',
    `insert into ledger.run (run_id, item_id, number, cause, state, reason, started_at, ended_at)
     select ${id('r')}, ${id('i')}, 1, 'landing', ${STATE}, ${REASON}, ${LANDED}, ${LANDED}
     from generate_series(1, $1::bigint) n`,
  ],
  [
    'jobs',
    `insert into ledger.job (job_id, run_id, item_id, stage, step, state, level, trigger_subject, trigger_payload,
       trigger_event, waiting_since)
     select ${id('j', "n || '/' || s")}, ${id('r')}, ${id('i')}, (array['identify', 'anonymize', 'extract', 'verify'])[s],
       0, 'done', (array['identify', ${LEVEL}, 'rules', 'verify'])[s], 'endoveil.video.accepted', '{}', ${id('e')}, ${LANDED}
     from generate_series(1, $1::bigint) n, generate_series(1, 4) s`,
  ],
  [
    'artifacts',
    `insert into ledger.artifact (artifact_id, item_id, run_id, job_id, step, level, hash, media_type, size_bytes,
       findings_blob, findings_key, made_at)
     select ${id('t')}, ${id('i')}, ${id('r')}, ${id('j', "n || '/2'")}, 0, ${LEVEL}, ${hash('h')}, 'video/mp4', 900000,
       md5('f' || n), '\\x01', ${LANDED}
     from generate_series(1, $1::bigint) n where ${STATE} not in ('held', 'quarantined', 'landed', 'anonymizing')`,
  ],
  [
    'certificates',
    `insert into ledger.certificate (artifact_id, run_id, verdict, body, issued_at)
     select ${id('t')}, ${id('r')}, case when ${STATE} = 'in-review' then 'unsure' else 'verified' end,
       jsonb_build_object('body', jsonb_build_object('schema', 1, 'verdict', 'verified', 'reasons', jsonb_build_array(),
         'checks', jsonb_build_array(jsonb_build_object('name', 'text', 'outcome', 'passed', 'covered', 100, 'planned', 100,
         'unit', 'frames')), 'artifactHash', ${hash('h')}), 'keyId', 'k', 'signature', repeat('s', 88)), ${LANDED}
     from generate_series(1, $1::bigint) n
     where ${STATE} not in ('held', 'quarantined', 'landed', 'anonymizing', 'verifying')`,
  ],
  [
    'publications',
    `insert into ledger.publication (publication_id, public_id, item_id, artifact_id, artifact_hash, certificate_id,
       destination, state, planned_by, planned_at)
     select ${id('p', 'n || d')}, md5('q' || n || d), ${id('i')}, ${id('t')}, ${hash('h')}, n, d, 'PUBLISHED', 'policy', ${LANDED}
     from generate_series(1, $1::bigint) n, unnest(array['research', 'partner']) d
     where ${STATE} = 'published' and (d = 'research' or n % 50 = 0)`,
  ],
  [
    'destinations',
    `insert into ledger.item_destination (item_id, destination, center, landed_at)
     select ${id('i')}, d, ${CENTER}, ${LANDED}
     from generate_series(1, $1::bigint) n, unnest(array['research', 'partner']) d
     where ${STATE} = 'published' and (d = 'research' or n % 50 = 0)`,
  ],
  [
    'sightings',
    `insert into ledger.sighting (landing_id, item_id, case_ref, file_name, source_path, case_name, at)
     select ${id('i')}, ${id('i')}, md5('c' || n / 3) || md5('d' || n / 3), '\\x01', '\\x01', '\\x01', ${LANDED}
     from generate_series(1, $1::bigint) n`,
  ],
  [
    'attempts',
    `insert into ledger.attempt (attempt_id, job_id, step, level, durable, event_id, worker_id, fence, started_at,
       ended_at, ending)
     select ${id('a')}, ${id('j', "n || '/2'")}, 0, ${LEVEL}, 'd', ${id('e')}, 'w', 1, ${LANDED}, ${LANDED}, 'done'
     from generate_series(1, $1::bigint) n`,
  ],
  [
    'fields',
    `insert into ledger.field (run_id, item_id, name, source, ordinal, level, confidence, value)
     select ${id('r')}, ${id('i')}, 'last-name', 'overlay', 0, 'rules', 0.9, '\\x01' from generate_series(1, $1::bigint) n`,
  ],
  [
    'history',
    `insert into ledger.audit (item_id, number, at, actor, action, detail, sealed)
     select ${id('i')}, 4, ${LANDED}, 'system', ${STATE}, '{}', true from generate_series(1, $1::bigint) n`,
  ],
];

/**
 * Fills an empty record by SQL with as many items as asked, in a mix as a hospital has it: nothing of it was ever
 * worked on, and no file belongs to it. `told` hears of each table that is filled.
 */
export async function fillRecord(url: string, items: number, told: (what: string) => void): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // constraints and triggers would be asked for every row of what is right by construction
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
    );
    for (const [what, sql] of fillings) {
      const table = /insert into (\S+)/.exec(sql)![1]!;
      // a filling that was cut off goes on where it was
      const { rowCount } = await client.query(`select 1 from ${table} limit 1`);
      if (rowCount === 1) continue;
      told(what);
      await client.query(sql, [items]);
    }
    told('statistics');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** So many items of the record, wherever they are. */
export async function someItems(url: string, count: number): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ item_id: string }>(
      'select item_id from ledger.item tablesample system (2) order by random() limit $1',
      [count],
    );
    return rows.map(({ item_id: itemId }) => itemId);
  } finally {
    await client.end();
  }
}

/** Writes one entry of the history after the other, and says of each when it was committed (monotonic milliseconds). */
export async function writeEntries(
  url: string,
  items: readonly string[],
  committed: (itemId: string, atMs: number) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const itemId of items) {
      const sentMs = performance.now();
      await client.query(
        `with numbered as (
           update ledger.item set history_number = history_number + 1 where item_id = $1 returning history_number)
         insert into ledger.audit (item_id, number, actor, action, detail)
         select $1, history_number, 'bench', 'bench', '{}' from numbered`,
        [itemId],
      );
      await committed(itemId, sentMs);
    }
  } finally {
    await client.end();
  }
}
