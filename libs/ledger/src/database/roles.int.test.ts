import { DestinationName, ReleasePolicy } from '@endoveil/contracts';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';
import { openLedger } from '../postgres-ledger.js';
import type { PublicationClaim } from '../release/release-face.js';
import { grantRoles, roleOf, type ServiceName, serviceNames } from './roles.js';

const passwords = Object.fromEntries(serviceNames.map((service) => [service, `password-of-${service}`])) as Readonly<
  Record<ServiceName, string>
>;

const everywhere = { seal: (_: Uint8Array, text: string) => Buffer.from(text), open: () => '' };

let rig: LedgerRig;
const clients = new Map<ServiceName, Client>();
beforeAll(async () => {
  rig = await LedgerRig.start();
  await grantRoles({ url: rig.url, passwords });
  // again: nothing breaks, nothing is left over
  await grantRoles({ url: rig.url, passwords });
  for (const service of serviceNames) {
    const url = new URL(rig.url);
    [url.username, url.password] = [roleOf(service), passwords[service]];
    const client = new Client({ connectionString: url.href });
    await client.connect();
    clients.set(service, client);
  }
});
afterAll(async () => {
  for (const client of clients.values()) await client.end();
  await rig[Symbol.asyncDispose]();
});

const all = serviceNames;
const but = (...allowed: readonly ServiceName[]) => all.filter((service) => !allowed.includes(service));

/** What must not be possible, and for whom. */
const forbidden: readonly (readonly [string, string, readonly ServiceName[]])[] = [
  ['drop the schema', 'drop schema ledger cascade', all],
  ['add a table', 'create table ledger.own (x int)', all],
  ['change a table', 'alter table ledger.item add column x int', all],
  ['empty a table', 'truncate ledger.item cascade', all],
  ['switch a trigger off', 'alter table ledger.item disable trigger all', all],
  ['become the owner', 'set role endoveil', all],
  ['make a role', 'create role intruder', all],
  ['read files of the server', `select pg_read_file('/etc/passwd')`, all],
  ['run programs of the server', `copy ledger.item to program 'cat'`, all],
  ['rewrite the history', `update ledger.audit set action = 'x'`, all],
  ['mark history as sealed', 'update ledger.audit set sealed = true', but('registry')],
  ['delete history', 'delete from ledger.audit', all],
  ['change a seal', `update ledger.audit_seal set key_id = 'x'`, all],
  ['delete seals', 'delete from ledger.audit_seal', all],
  ['add a seal', 'insert into ledger.audit_seal (position) values (1)', but('registry')],
  ['issue a certificate', `insert into ledger.certificate (verdict) values ('verified')`, but('verifier')],
  ['change a certificate', `update ledger.certificate set verdict = 'verified'`, all],
  ['delete a certificate', 'delete from ledger.certificate', all],
  [
    'add a result',
    `insert into ledger.artifact (level) values ('x')`,
    but('registry', 'video-anonymizer', 'pdf-reader'),
  ],
  ['change a result', `update ledger.artifact set hash = 'x'`, all],
  ['delete a result', 'delete from ledger.artifact', all],
  ['delete an item', 'delete from ledger.item', but('lock-and-dedupe')],
  ['add an item', `insert into ledger.item (state) values ('landed')`, but('intake', 'registry')],
  ['touch an upload', 'delete from ledger.upload', but('registry')],
  ['move an item from intake', `update ledger.item set state = 'verified'`, ['intake']],
  ['delete a run', 'delete from ledger.run', all],
  ['add a run', `insert into ledger.run (state) values ('landed')`, but('registry', 'intake')],
  ['decide', `insert into ledger.decision (item_id) values (null)`, but('registry', 'publisher')],
  ['change a decision', 'update ledger.decision set item_id = null', all],
  ['delete a decision', 'delete from ledger.decision', all],
  ['plan a publication', `insert into ledger.publication (item_id) values (null)`, but('registry', 'publisher')],
  ['note an attempt to publish', `insert into ledger.publication_attempt default values`, but('publisher')],
  ['delete an attempt to publish', 'delete from ledger.publication_attempt', all],
  ['change what was shown to whom', 'delete from ledger.disclosure', all],
  ['delete a job', 'delete from ledger.job', all],
  ['delete an attempt', 'delete from ledger.attempt', all],
  [
    'claim without being a level',
    `insert into ledger.attempt (level) values ('x')`,
    ['registry', 'intake', 'publisher'],
  ],
  ['own a content', `insert into ledger.content (center) values ('x')`, but('lock-and-dedupe')],
  ['write metadata', `insert into ledger.field (name) values ('x')`, but('metadata-llm', 'registry')],
  ['write known values', `insert into ledger.known_value (name) values ('x')`, but('metadata-llm', 'registry')],
  ['silence an event', 'update ledger.outbox set published_at = now()', but('registry')],
  ['delete an event', 'delete from ledger.outbox', but('registry')],
  ['write counts', `insert into ledger.tally_change values ('runs', '{}', 1)`, all],
  ['add counts up', 'select ledger.fold_tally()', but('registry')],
  ['erase an item', `select ledger.erase_item(gen_random_uuid(), 'x', 'x')`, but('registry')],
  ['forget an erasure', 'delete from ledger.tombstone', all],
  ['forget migrations', 'delete from ledger.migration', all],
  ['read known values', 'select * from ledger.known_value', ['intake', 'lock-and-dedupe', 'publisher']],
  ['read metadata', 'select * from ledger.field', ['intake', 'lock-and-dedupe', 'publisher']],
  ['read what was answered', 'select * from ledger.answered', but('registry')],
  ['read who looked at what', 'select * from ledger.disclosure', but('registry')],
  ['read seals', 'select * from ledger.audit_seal', but('registry')],
  ['go round the triggers', `set session_replication_role = 'replica'`, all],
  ['replace a function', `create or replace function ledger.fold_tally() returns void language sql as ''`, all],
  ['drop a trigger', 'drop trigger tally_item on ledger.item', all],
  ['own an object elsewhere', 'create table public.own (x int)', all],
  ['make a database', 'create database own', all],
  ['follow every change', 'create publication spy for table ledger.item', all],
  ['take the password of another', `alter role endoveil password 'x'`, all],
  ['read passwords', 'select * from pg_authid', all],
  ['change a setting of the server', 'alter system set fsync = off', all],
  ['load a library', `load '/tmp/x.so'`, all],
  ['write a file of the server', `copy ledger.item to '/tmp/x'`, all],
];

describe('the role of every service', () => {
  it.each(forbidden)('is refused to %s', async (_what, sql, services) => {
    const answers = await Promise.all(
      services.map(async (service) => {
        const state = await clients
          .get(service)!
          .query(sql)
          .then(
            () => 'allowed',
            (error: { code?: string }) => error.code,
          );
        return `${service} ${state}`;
      }),
    );
    expect(answers).toEqual(services.map((service) => `${service} 42501`));
  });
});

describe('with these roles', () => {
  it.each(['verifier', 'video-anonymizer'] as const)('a change by the %s ends an approval', async (service) => {
    const itemId = await rig.released();
    await rig.ledger.approve(await rig.seen(itemId));
    await clients.get(service)!.query(`update ledger.item set state = 'verifying' where item_id = $1`, [itemId]);
    const { rows } = await rig.sql.query('select approved_hash from ledger.item where item_id = $1', [itemId]);
    expect(rows).toEqual([{ approved_hash: null }]);
    expect((await rig.ledger.listDecisions(itemId)).at(-1)).toMatchObject({ kind: 'revoke', actor: 'system' });
  });

  it('the publisher plans, publishes and takes back', async () => {
    const url = new URL(rig.url);
    [url.username, url.password] = [roleOf('publisher'), passwords.publisher];
    const policy = ReleasePolicy.parse({ withoutPerson: [{ kind: 'video', level: 'first', verdict: 'verified' }] });
    await using publisher = await openLedger({ url: url.href, cipher: everywhere, policy });
    await rig.forgetItems();
    const itemId = await rig.released();
    expect(await publisher.releaseByPolicy()).toBe(1);
    const destination = DestinationName.parse('somewhere');
    expect(await publisher.planApproved(destination, 'automatic')).toBe(1);
    const claim = async () =>
      (await publisher.claimPublication({ destination, workerId: 'w', parallel: 1 })) as PublicationClaim;
    const first = await claim();
    await publisher.beatPublication(first);
    await publisher.beginFinal(first);
    await publisher.settlePublication(first, { as: 'published', digest: first.artifact.hash });
    expect(await rig.stateOf(itemId)).toBe('published');
    await rig.ledger.withdraw({ publicationId: first.publicationId, actor: 'a' });
    await publisher.settlePublication(await claim(), { as: 'withdrawn' });
    expect(await publisher.listPublications({ itemId })).toMatchObject([{ state: 'WITHDRAWN' }]);
  });
});

describe('the roles together', () => {
  /** The rig as a service would be: its verbs run with that service's rights. */
  async function as(service: ServiceName): Promise<LedgerRig> {
    const url = new URL(rig.url);
    [url.username, url.password] = [roleOf(service), passwords[service]];
    const ledger = await openLedger({ url: url.href, cipher: everywhere });
    opened.use(ledger);
    return Object.create(rig, { ledger: { value: ledger } }) as LedgerRig;
  }
  const opened = new AsyncDisposableStack();
  afterAll(() => opened.disposeAsync());

  it('bring an item from landing to verification', async () => {
    const landed = await (await as('intake')).ledger.land(rig.landing());
    expect(landed.outcome).toBe('landed');
    expect(await (await as('lock-and-dedupe')).ledger.fileNameOf(landed.itemId)).toBe('');
    const itemId = await rig.accepted();
    const video = await as('video-anonymizer');
    await video.declined('anonymize', itemId, 'first', 'frames-lost');
    await video.anonymized(itemId, 'second');
    await (await as('metadata-llm')).extracted(itemId);
    await (await as('verifier')).verified(itemId, 'verified');
    const { ledger } = await as('registry');
    expect((await ledger.showItem(itemId))?.verdict).toBe('verified');
    await Promise.all([ledger.sweep(), ledger.reconcile(), ledger.prune(), ledger.upgrade(), ledger.recordMetrics()]);
    await ledger.takeOutbox(100, async () => undefined);
    expect(await ledger.sealAudit({ keyId: 'k', sign: (bytes) => bytes, verify: () => true })).toBeGreaterThan(0);
  });

  it('discard and erase with no more rights than the registry has', async () => {
    const { ledger } = await as('registry');
    const apart = async () => {
      const { itemId } = await rig.ledger.land(rig.landing());
      await rig.ledger.quarantine(await rig.claim('identify', itemId, 'identify'), 'unknown-format');
      return itemId;
    };
    const [asked, old] = [await apart(), await apart()];
    const cause = 'erased-on-request';
    const told = await ledger.askErasure(asked, cause, 'anna');
    const erased = await ledger.eraseItem(asked, { code: 'code' in told ? told.code : '', cause, actor: 'anna' });
    expect(erased.outcome).toBe('erased');
    await rig.sql.query(`update ledger.item set changed_at = now() - interval '8 days' where item_id = $1`, [old]);
    expect(await ledger.discardQuarantined(7)).toBe(1);
    for (const { itemId } of await ledger.unburied()) await ledger.buried(itemId);
    expect(await ledger.unburied()).toEqual([]);
    expect(await ledger.namedArtifacts([])).toEqual(new Set());
  });
});
