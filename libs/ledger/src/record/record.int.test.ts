import { AsyncLocalStorage } from 'node:async_hooks';
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { EventId } from '@endoveil/contracts';
import {
  type Context,
  context,
  type ContextManager,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
} from '@opentelemetry/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';
import type { Signer } from '../ports.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

const keys = generateKeyPairSync('ed25519');
const signer: Signer = {
  keyId: 'site',
  sign: (bytes) => sign(null, bytes, keys.privateKey),
  verify: (bytes, signature) => verify(null, bytes, keys.publicKey, signature),
};

describe('the record', () => {
  it('holds nothing identifying in the clear, in any table', async () => {
    const canaries = ['Kranzbichler', 'Zwetschgenbaum', 'Hollerstauden'];
    const contentId = randomBytes(32).toString('hex');
    const itemId = await rig.accepted({ contentId });
    const { itemId: second } = await rig.ledger.land(
      rig.landing({
        contentId,
        caseRef: 'case-2',
        names: { fileName: 'Zwetschgenbaum.mp4', sourcePath: '/Zwetschgenbaum', caseName: 'Zwetschgenbaum' },
      }),
    );
    const duplicate = await rig.claim('identify', second, 'identify');
    await rig.ledger.completeIdentify(duplicate, { outcome: 'accepted', kind: 'video' });
    await rig.anonymized(itemId);
    await rig.extracted(itemId, 'llm', { knownValues: [{ name: 'first-name', value: 'Zwetschgenbaum' }] });
    await rig.verified(itemId, 'failed');
    await rig.ledger.deadLetter({
      durable: 'video_first',
      subject: 'endoveil.video.accepted',
      cause: 'garbage',
      eventId: 'Hollerstauden',
      streamSequence: 1,
      body: Buffer.from('{"name":"Hollerstauden"}'),
    });
    await rig.ledger.retryItem(itemId, 'tester');

    const { rows: tables } = await rig.sql.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'ledger'`,
    );
    const filled: string[] = [];
    for (const { name } of tables) {
      const { rows } = await rig.sql.query<{ text: string }>(`select t::text as text from ledger.${name} t`);
      if (rows.length > 0) filled.push(name);
      const text = rows.map((row) => row.text).join('\n');
      for (const canary of canaries) {
        expect(text, name).not.toContain(canary);
        expect(text, name).not.toContain(Buffer.from(canary).toString('hex'));
        expect(text, name).not.toContain(Buffer.from(canary).toString('base64').slice(0, -3));
      }
    }
    const searched = ['sighting', 'field', 'known_value', 'dead_letter', 'audit', 'outbox', 'job', 'certificate'];
    expect(filled).toEqual(expect.arrayContaining(searched));
  });

  it('keeps a letter nobody can read once, by size and hash', async () => {
    const letter = { durable: 'd', subject: 's', cause: 'garbage', streamSequence: 9, body: Buffer.from('x') } as const;
    await rig.ledger.deadLetter(letter);
    await rig.ledger.deadLetter(letter);
    const { rows } = await rig.sql.query<{ body_bytes: number }>(
      `select body_bytes, body_sha256 from ledger.dead_letter where durable = 'd'`,
    );
    expect(rows).toEqual([{ body_bytes: 1, body_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
  });

  it('says of an error no more than its SQLSTATE', async () => {
    const level = { durable: 'bad', service: 's', stage: 'verify', level: 'v', listens: [], declines: null } as const;
    const broken = rig.ledger.registerLevel({ ...level, listens: null as never, service: 'Kranzbichler' });
    const error = await broken.catch((caught: unknown) => caught as Error & { code: string });
    expect(error).toMatchObject({ code: 'internal', cause: undefined });
    expect(`${(error as Error).message}`).toContain('SQLSTATE 23502');
    expect(`${(error as Error).message} ${(error as Error).stack}`).not.toMatch(/Kranzbichler|listens/);
  });
});

const TRACE = createContextKey('traceparent');

/** What an OpenTelemetry SDK would do: a context that follows the calls, and a header from it. */
async function withTrace<T>(traceparent: string, work: () => Promise<T>): Promise<T> {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, fn, self, ...args) => storage.run(active, () => fn.call(self, ...args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  context.setGlobalContextManager(manager);
  propagation.setGlobalPropagator({
    inject: (active, carrier, setter) => setter.set(carrier, 'traceparent', String(active.getValue(TRACE))),
    extract: (active) => active,
    fields: () => ['traceparent'],
  });
  try {
    return await context.with(ROOT_CONTEXT.setValue(TRACE, traceparent), work);
  } finally {
    context.disable();
    propagation.disable();
  }
}

/** Two batches of two entries each, both signed. */
async function sealedTwice() {
  const itemId = await rig.accepted();
  await rig.ledger.sealAudit(signer);
  await rig.accepted();
  await rig.ledger.sealAudit(signer);
  return itemId;
}

async function faults() {
  return (await rig.ledger.checkAudit(signer)).faults.map(({ fault }) => fault);
}

describe('the audit', () => {
  beforeEach(async () => {
    await rig.forgetItems();
    await rig.sql.query('truncate ledger.audit, ledger.audit_seal');
  });

  it('has one entry for each transition, numbered for each item', async () => {
    const itemId = await rig.accepted();
    await rig.declined('anonymize', itemId, 'first', 'frames-lost');
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    const history = (await rig.ledger.showItem(itemId))?.history;
    expect(history?.map(({ action }) => action)).toEqual([
      'landed',
      'accepted',
      'anonymizing',
      'escalated',
      'anonymized',
      'extracting',
      'extracted',
      'verifying',
      'verdict-verified',
      'in-review',
    ]);
    expect(history?.map(({ number }) => number)).toEqual(history?.map((_, i) => i + 1));
  });

  it('is whole under sixteen writers and two sealers', async () => {
    const writing = Promise.all(Array.from({ length: 16 }, () => rig.accepted()));
    let sealed: number[];
    do {
      sealed = await Promise.all([rig.ledger.sealAudit(signer), rig.ledger.sealAudit(signer)]);
      // whoever checks while others write sees a whole history as well
      expect((await rig.ledger.checkAudit(signer)).faults).toEqual([]);
    } while (sealed.some((n) => n > 0));
    await writing;
    await rig.ledger.sealAudit(signer);
    const report = await rig.ledger.checkAudit(signer);
    expect(report).toEqual({ whole: true, entries: 32, sealed: 32, faults: [] });
    expect(await rig.ledger.sealAudit(signer)).toBe(0);
  });

  it('outlives its item: a duplicate leaves its entries', async () => {
    const contentId = randomBytes(32).toString('hex');
    await rig.accepted({ contentId });
    await rig.accepted({ contentId });
    await rig.ledger.sealAudit(signer);
    expect(await rig.ledger.checkAudit(signer)).toMatchObject({ whole: true, entries: 5 });
  });

  it.each([
    ['altered', `update ledger.audit set actor = 'somebody' where number = 1 and item_id = $1`],
    ['altered', `update ledger.audit set detail = detail || '{"sizeBytes": 7}' where number = 1 and item_id = $1`],
    ['altered', `update ledger.audit set at = at + interval '1 microsecond' where number = 2 and item_id = $1`],
    ['missing', `delete from ledger.audit where number = 2 and item_id = $1`],
    ['gap', `delete from ledger.audit where number = 1 and item_id = $1`],
    ['chain', `delete from ledger.audit_seal where position = 2 and $1::text <> ''`],
    ['unsealed', `delete from ledger.audit_seal where position = 4 and $1::text <> ''`],
    ['unsealed', `delete from ledger.audit_seal where position in (3, 4) and $1::text <> ''`],
    ['signature', `update ledger.audit_seal set signature = '\\x00' where position = 4 and $1::text <> ''`],
  ])('tells %s after: %s', async (fault, attack) => {
    const itemId = await sealedTwice();
    expect(await faults()).toEqual([]);
    const { rowCount } = await rig.sql.query(attack, [itemId]);
    expect(rowCount).toBeGreaterThan(0);
    expect(await faults()).toContain(fault);
  });

  it('is not signed by whoever can write to it', async () => {
    await sealedTwice();
    const stranger = { ...signer, sign: () => Buffer.alloc(64) };
    await rig.accepted();
    await rig.ledger.sealAudit(stranger);
    expect(await faults()).toEqual(['signature']);
  });
});

describe('the outbox', () => {
  beforeEach(() => rig.forgetItems());

  it('gives each message to one of two relays, and keeps what could not be published', async () => {
    await Promise.all(Array.from({ length: 8 }, () => rig.ledger.land(rig.landing())));
    const taken: string[] = [];
    const both = await Promise.all(
      [4, 4].map((limit) => rig.ledger.takeOutbox(limit, async ({ eventId }) => void taken.push(eventId))),
    );
    expect(both.map(({ published }) => published)).toEqual([4, 4]);
    expect(new Set(taken).size).toBe(8);
    await rig.ledger.land(rig.landing());
    const refused = await rig.ledger.takeOutbox(10, () => Promise.reject(new Error('broker away')));
    expect(refused).toEqual({ published: 0, failed: 1, refused: [] });
    expect(await rig.ledger.outboxLag()).toMatchObject({ waiting: 1 });
    expect(await rig.takeAll()).toHaveLength(1);
    expect(await rig.ledger.outboxLag()).toEqual({ seconds: 0, waiting: 0 });
  });

  it('lets nothing that cannot be published hold up what comes after it', async () => {
    const land = async () => (await rig.ledger.land(rig.landing())).itemId;
    await land();
    await land();
    let tries = 0;
    await rig.ledger.takeOutbox(2, async () => ((tries += 1), tries === 1 ? Promise.reject(new Error()) : 'refused'));
    await land();
    const taken: string[] = [];
    const round = () => rig.ledger.takeOutbox(1, async ({ eventId }) => void taken.push(eventId));
    const { rows } = await rig.sql.query<{ event_id: string }>('select event_id from ledger.outbox order by sequence');
    const ids = rows.map(({ event_id: id }) => id);
    await round();
    expect(taken).toEqual([ids[2]]);
    await round();
    expect(taken).toHaveLength(2);
    expect(await round()).toEqual({ published: 0, failed: 0, refused: [] });
    expect(await rig.ledger.outboxLag()).toEqual({ seconds: 0, waiting: 0 });
    expect(await rig.ledger.recordMetrics()).toMatchObject({ outbox: { refused: 1 } });
    const [letter] = await rig.ledger.deadLetters(1);
    expect(letter).toMatchObject({ durable: 'relay', cause: 'refused' });

    // a newer build may know it
    await rig.sql.query('update ledger.outbox set retry_at = now() where retry_at is not null');
    expect(await round()).toMatchObject({ published: 1 });
    expect(await rig.ledger.recordMetrics()).toMatchObject({ outbox: { refused: 0 } });
  });

  it('follows the item with one correlation id, whatever happens to it', async () => {
    const itemId = await rig.accepted({ correlationId: 'ride-1' });
    await rig.declined('anonymize', itemId, 'first', 'frames-lost');
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId, 'llm', 'unsure');
    await rig.ledger.retryItem(itemId, 'tester');
    const messages = await rig.takeAll();
    expect(messages.length).toBeGreaterThan(6);
    expect(new Set(messages.map(({ correlationId }) => correlationId))).toEqual(new Set(['ride-1']));
    expect(messages.every(({ eventId }) => EventId.safeParse(eventId).success)).toBe(true);
  });

  it('carries the trace that was active, or the one the item landed with', async () => {
    const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
    const itemId = await withTrace(traceparent, () => rig.accepted());
    await rig.anonymized(itemId);
    const other = traceparent.replace(/..-01$/, 'ff-01');
    await withTrace(other, () => rig.extracted(itemId));
    const traces = (await rig.takeAll()).map((message) => message.traceparent);
    expect(traces).toEqual([traceparent, traceparent, traceparent, other]);
    await rig.accepted();
    expect((await rig.takeAll()).map((message) => message.traceparent)).toEqual([null, null]);
  });
});
