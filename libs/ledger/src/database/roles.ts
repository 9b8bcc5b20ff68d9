import { Client } from 'pg';
import { reachOf } from './reach.js';

/** Who may log in, and what each may write beside what every one may. Nobody may change the schema. */
export const serviceNames = [
  'registry',
  'intake',
  'lock-and-dedupe',
  'video-anonymizer',
  'pdf-reader',
  'metadata-llm',
  'verifier',
  'publisher',
] as const;
export type ServiceName = (typeof serviceNames)[number];

type Grants = Readonly<Record<string, string>>;

const everyone: Grants = { level: 'insert, update', worker: 'insert, update', dead_letter: 'insert' };

/** What a level's claim and commit write. */
const work: Grants = {
  item: 'update',
  run: 'update',
  job: 'insert, update',
  attempt: 'insert, update',
  escalation: 'insert',
  inbox: 'insert, update',
  outbox: 'insert',
  audit: 'insert',
};

const grants: Readonly<Record<ServiceName, Grants>> = {
  // relay, sweeper, reconciler, upgrader, sealer; what people decide; and uploads
  registry: {
    ...work,
    item: 'insert, update',
    sighting: 'insert',
    upload: 'insert, update, delete',
    upload_piece: 'insert, update, delete',
    erasure_ask: 'insert, update',
    tombstone: 'update (buried_at)',
    decision: 'insert',
    publication: 'insert, update',
    disclosure: 'insert',
    correction: 'insert',
    answered: 'insert, update, delete',
    field: 'insert, delete',
    known_value: 'insert',
    attempt: 'update',
    run: 'insert, update',
    artifact: 'insert',
    outbox: 'insert, update, delete',
    inbox: 'delete',
    worker: 'insert, update, delete',
    counter: 'insert, update',
    audit: 'insert, update (sealed)',
    audit_seal: 'insert',
  },
  intake: {
    item: 'insert, update (history_number, level)',
    sighting: 'insert',
    run: 'insert',
    job: 'insert, update',
    outbox: 'insert',
    audit: 'insert',
  },
  'lock-and-dedupe': { ...work, content: 'insert', sighting: 'update', item: 'update, delete' },
  'video-anonymizer': { ...work, artifact: 'insert' },
  'pdf-reader': { ...work, artifact: 'insert' },
  'metadata-llm': { ...work, field: 'insert, delete', known_value: 'insert, delete' },
  verifier: { ...work, certificate: 'insert' },
  publisher: {
    item: 'update',
    run: 'update',
    decision: 'insert',
    publication: 'insert, update',
    publication_attempt: 'insert, update',
    destination: 'insert, update',
    outbox: 'insert',
    audit: 'insert',
  },
};

/** What stands for a patient, or for who looked at whom, is read by those that work with it; the rest by all. */
const readers: Readonly<Record<string, readonly ServiceName[]>> = {
  field: ['registry', 'video-anonymizer', 'pdf-reader', 'metadata-llm', 'verifier'],
  known_value: ['registry', 'video-anonymizer', 'pdf-reader', 'metadata-llm', 'verifier'],
  answered: ['registry'],
  disclosure: ['registry'],
  audit_seal: ['registry'],
};

export const roleOf = (service: ServiceName) => `endoveil_${service.replaceAll('-', '_')}`;

/**
 * Makes the role of every service, or brings it up to this build: what it was granted before is taken away first. Run
 * it as the owner of the schema, after the migrations. Passwords are 16 or more letters, digits, `-` and `_`.
 */
export async function grantRoles(options: {
  readonly url: string;
  readonly passwords: Readonly<Record<ServiceName, string>>;
}): Promise<void> {
  const client = new Client(reachOf(options.url));
  // what breaks is told by the statement that it breaks
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query('revoke all on schema ledger from public');
    await client.query('revoke execute on all functions in schema ledger from public');
    for (const service of serviceNames) await grantRole(client, service, options.passwords[service]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.end();
  }
}

async function grantRole(client: Client, service: ServiceName, password: string): Promise<void> {
  // it stands in the statement as it is: Postgres takes no parameters there
  if (!/^[\w-]{16,}$/.test(password))
    throw new Error(`the password of ${service} is too short or has other characters`);
  const role = roleOf(service);
  const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rows.length === 0) await client.query(`create role ${role}`);
  const rights = 'login nosuperuser nocreatedb nocreaterole noinherit nobypassrls';
  await client.query(`alter role ${role} with ${rights} password '${password}'`);
  await client.query(`revoke all on all tables in schema ledger from ${role}`);
  await client.query(`grant usage on schema ledger to ${role}`);
  await client.query(`grant select on all tables in schema ledger to ${role}`);
  for (const [table, allowed] of Object.entries(readers))
    if (!allowed.includes(service)) await client.query(`revoke select on ledger.${table} from ${role}`);
  for (const [table, rights] of Object.entries({ ...everyone, ...grants[service] }))
    await client.query(`grant ${rights} on ledger.${table} to ${role}`);
  // what triggers call; to be called by hand only the adding up is worth keeping back
  await client.query(`grant execute on all functions in schema ledger to ${role}`);
  if (service === 'registry') return;
  await client.query(`revoke execute on function ledger.fold_tally() from ${role}`);
  await client.query(`revoke execute on function ledger.erase_item(uuid, text, text) from ${role}`);
}
