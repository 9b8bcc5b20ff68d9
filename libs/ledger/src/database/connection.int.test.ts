import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';
import { Schema1780000000012 } from './migrations/schema-12.js';
import { Schema1780000000002 } from './migrations/schema-2.js';
import { oneAtATime } from './own-connection.js';
import { migrateLedger, openLedger } from '../postgres-ledger.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start({ durable: true });
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(() => rig.forgetItems());

const everywhere = { seal: () => Buffer.of(1), open: () => '' };

describe('a Postgres that goes away', () => {
  it('costs nothing: verbs wait for it, and say in one code when they may not wait longer', async () => {
    await using impatient = await rig.another({ reconnectSeconds: 0.2 });
    const attempts = await Promise.all(
      (await Promise.all([rig.accepted(), rig.accepted()])).map((itemId) => rig.claim('anonymize', itemId, 'first')),
    );
    const landings = Array.from({ length: 10 }, () => rig.landing());
    await rig.kill();
    const working = Promise.all([
      Promise.all(landings.map((landing) => rig.ledger.land(landing))),
      Promise.all(attempts.map((attempt) => rig.ledger.decline(attempt, 'frames-lost'))),
    ]);
    await expect(impatient.land(rig.landing())).rejects.toMatchObject({ code: 'database-unavailable' });
    await rig.revive();
    const [landed, declined] = await working;
    expect(new Set(landed.map(({ jobId }) => jobId)).size).toBe(10);
    expect(declined).toEqual([{ outcome: 'committed' }, { outcome: 'committed' }]);
    expect(await rig.ledger.knownLandings(landings.map(({ landingId }) => landingId))).toHaveLength(10);
  });

  it('leaves, in the middle of a storm, each landing recorded once', async () => {
    const landings = Array.from({ length: 40 }, () => rig.landing());
    const storm = Promise.all(landings.map((landing) => rig.ledger.land(landing)));
    let cuts = 0;
    while (cuts === 0) cuts = await rig.cut('endoveil');
    await storm;
    const { rows } = await rig.sql.query<{ count: number }>(`select count(*)::int as count from ledger.outbox`);
    expect(rows[0]?.count).toBe(40);
  });
});

describe('a connection of its own', () => {
  it('wakes whoever listens, also after it was cut', async () => {
    let heard = Promise.withResolvers<void>();
    await using listening = await rig.ledger.listenOutbox(() => heard.resolve());
    await heard.promise;
    heard = Promise.withResolvers<void>();
    await rig.ledger.land(rig.landing());
    await heard.promise;
    heard = Promise.withResolvers<void>();
    expect(await rig.cut('endoveil-outbox')).toBe(1);
    await heard.promise;
    heard = Promise.withResolvers<void>();
    await rig.ledger.land(rig.landing());
    await heard.promise;
    expect(listening).toBeDefined();
  });

  it('leads alone, tells when it is lost, and leaves the place to another', async () => {
    const lead = await rig.ledger.withLeadership('sweep', async (signal) => {
      expect(await rig.ledger.withLeadership('sweep', async () => 1)).toEqual({ led: false });
      expect(await rig.ledger.withLeadership('relay', async () => 1)).toEqual({ led: true, value: 1 });
      const lost = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      expect(await rig.cut('endoveil-sweep')).toBe(1);
      await lost;
      // Postgres lets go of the lock a moment after the connection is gone
      return await vi.waitFor(async () => {
        const next = await rig.ledger.withLeadership('sweep', async () => 2);
        expect(next.led).toBe(true);
        return next;
      });
    });
    expect(lead).toEqual({ led: true, value: { led: true, value: 2 } });
  });
});

describe('a Postgres that falls silent, as after a loss of power or of the cable', () => {
  it('is noticed by whoever leads', async () => {
    await using line = await quietLine();
    await using ledger = await openLedger({ url: line.url, cipher: everywhere });
    const lead = await ledger.withLeadership('sweep', async (signal) => {
      const lost = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      line.fallSilent();
      await lost;
      return 'lost';
    });
    expect(lead).toEqual({ led: true, value: 'lost' });
  });

  it('is not waited for by the next who brings the schema up', async () => {
    await using line = await quietLine();
    const goesOn = Promise.withResolvers<void>();
    const silent = oneAtATime(line.url, 'migrate', () => {
      line.fallSilent();
      return goesOn.promise;
    });
    await vi.waitUntil(() => line.isSilent);
    expect(await oneAtATime(rig.url, 'migrate', async () => 'next')).toBe('next');
    goesOn.resolve();
    await silent;
  });

  it('is told by a verb, which does not wait for an answer for ever', async () => {
    await using line = await quietLine();
    const timing = { statementTimeoutSeconds: 0.5, reconnectSeconds: 0.2 };
    await using ledger = await openLedger({ url: line.url, cipher: everywhere, timing });
    expect(await ledger.listItems()).toEqual([]);
    line.fallSilent();
    await expect(ledger.listItems()).rejects.toMatchObject({ code: 'database-unavailable' });
  });
});

describe('the schema', () => {
  it('is made once, however many try, and refused while it is unknown', async () => {
    const url = await rig.emptyDatabase('fresh');
    await expect(openLedger({ url, cipher: everywhere })).rejects.toMatchObject({ code: 'schema-unknown' });
    const ran = await Promise.all([1, 2, 3, 4].map(() => migrateLedger({ url })));
    expect(ran.flat()).toEqual(ran.find((one) => one.length > 0));
    expect(ran.flat()[0]).toBe('Schema1780000000001');
    expect(await migrateLedger({ url })).toEqual([]);
    await using ledger = await openLedger({ url, cipher: everywhere });
    expect(await ledger.listItems()).toEqual([]);
  });

  it('keeps what was sealed when it is brought up from the one before', async () => {
    const signer = { keyId: 'k', sign: (bytes: Uint8Array) => bytes, verify: () => true };
    await rig.accepted();
    await rig.ledger.sealAudit(signer);
    const runner = { query: (sql: string) => rig.sql.query(sql) };
    const later = ['Schema1780000000002', 'Schema1780000000012'];
    await new Schema1780000000012().down(runner as never);
    await new Schema1780000000002().down(runner as never);
    await rig.sql.query('delete from ledger.migration where name = any($1)', [later]);
    await expect(rig.another()).rejects.toMatchObject({ code: 'schema-unknown' });
    expect(await migrateLedger({ url: rig.url })).toEqual(later);
    expect(await rig.ledger.sealAudit(signer)).toBe(0);
    expect((await rig.ledger.checkAudit(signer)).whole).toBe(true);
  });
});

/** A line to the same Postgres. Once it fell silent nothing arrives any more, and nobody is told. */
async function quietLine() {
  const { hostname, port } = new URL(rig.url);
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined).on('close', () => to.destroy());
      from.on('data', (bytes) => void (silent || to.write(bytes)));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = Object.assign(new URL(rig.url), { port: (server.address() as AddressInfo).port }).href;
  return {
    url,
    fallSilent: () => {
      silent = true;
    },
    get isSilent() {
      return silent;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
