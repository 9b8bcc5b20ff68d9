import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';
import { migrateLedger } from './postgres-ledger.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

describe('the record', () => {
  it('holds no name in the clear, in any table', async () => {
    const { rows: tables } = await rig.sql.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'ledger'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const { rows } = await rig.sql.query<{ text: string }>(`select t::text as text from ledger.${name} t`);
      for (const { text } of rows) {
        expect(text).not.toContain('Kranzbichler');
        expect(text).not.toContain(Buffer.from('Kranzbichler').toString('hex'));
      }
    }
  });

  it('chains the audit whole under sixteen writers, and tells a changed row', async () => {
    const signer = {
      keyId: 'k',
      sign: (bytes: Uint8Array) => bytes,
      verify: (bytes: Uint8Array, signature: Uint8Array) => Buffer.from(bytes).equals(signature),
    };
    await Promise.all(Array.from({ length: 16 }, () => rig.accepted()));
    while ((await rig.ledger.sealAudit(signer)) > 0);
    const report = await rig.ledger.checkAudit(signer);
    expect(report).toMatchObject({ whole: true, faults: [] });
    expect(report.sealed).toBe(report.entries);
    await rig.sql.query(
      `update ledger.audit set actor = 'somebody' where (item_id, number) = (select item_id, number from ledger.audit limit 1)`,
    );
    expect((await rig.ledger.checkAudit(signer)).faults).toMatchObject([{ fault: 'altered' }]);
  });

  it('lets one lead at a time', async () => {
    const inside = await rig.ledger.withLeadership('x', () => rig.ledger.withLeadership('x', async () => 1));
    expect(inside).toEqual({ led: true, value: { led: false } });
  });

  it('wakes whoever listens', async () => {
    let woken = 0;
    const heard = Promise.withResolvers<void>();
    await using listening = await rig.ledger.listenOutbox(() => {
      woken += 1;
      if (woken === 2) heard.resolve();
    });
    await rig.ledger.land(rig.landing());
    await heard.promise;
    expect(listening).toBeDefined();
  });

  it('is brought up to date once', async () => {
    expect(await migrateLedger({ url: rig.url })).toEqual([]);
  });
});
