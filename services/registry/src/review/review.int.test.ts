import { randomBytes, randomUUID } from 'node:crypto';
import type { ItemId } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RegistryRig, tokenOf } from '../registry-rig.js';

const anna = tokenOf('anna');
let rig: RegistryRig;
beforeAll(async () => {
  rig = await RegistryRig.start([
    { name: 'anna', roles: ['steward'], centers: 'all' },
    { name: 'north', roles: ['steward'], centers: ['north'] },
    { name: 'pia', roles: ['publisher'], centers: 'all' },
  ]);
});
afterAll(async () => await rig[Symbol.asyncDispose]());

const etag = async (itemId: string) =>
  (await rig.ask(`/v1/items/${itemId}?fields=state`, { token: anna })).headers.get('etag')!;
const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await rig.ask(path, { token: anna, method: 'POST', body, headers });
  return {
    status: response.status,
    headers: response.headers,
    told: (await response.json()) as Record<string, unknown>,
  };
};
const because = { reason: 'compared with the original' };

describe('a decision', () => {
  it('is made on what was seen, and on nothing that came after', async () => {
    const { itemId } = await rig.verified('north');
    const seen = await etag(itemId);
    const approve = `/v1/items/${itemId}/approve`;
    expect(await post(approve, because)).toMatchObject({ status: 428, told: { code: 'if-match-missing' } });
    // looking is written down, and changes nothing of what was seen
    await rig.ask(`/v1/items/${itemId}/values`, { token: anna, headers: { 'endoveil-reason': 'compare' } });
    await post(`/v1/items/${itemId}/hold`, because, { 'if-match': seen });
    expect(await post(approve, because, { 'if-match': seen })).toMatchObject({
      status: 412,
      told: { code: 'changed-since-seen' },
    });
    const approved = await post(approve, because, { 'if-match': await etag(itemId) });
    expect(approved).toMatchObject({ status: 200, told: { state: 'approved', approved: true } });
    expect(JSON.stringify(await (await rig.ask(`/v1/items/${itemId}`, { token: anna })).json())).not.toContain(
      'compared',
    );
  });

  it('that is sent again is made once, and answered the same', async () => {
    const { itemId } = await rig.verified('north');
    const headers = { 'if-match': await etag(itemId), 'idempotency-key': randomUUID() };
    const send = () => post(`/v1/items/${itemId}/approve`, because, headers);
    const first = await send();
    const again = await send();
    expect(first.status).toBe(200);
    expect(again.told).toEqual(first.told);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await post(`/v1/items/${itemId}/approve`, { reason: 'another' }, headers);
    expect(other).toMatchObject({ status: 422, told: { code: 'key-used' } });
    expect(await rig.platform.ledger.listDecisions(itemId)).toHaveLength(1);
  });

  it('is not made on a result that was not certified', async () => {
    const { itemId } = await rig.verified('north', { verdict: 'unsure' });
    const answer = await post(`/v1/items/${itemId}/approve`, because, { 'if-match': await etag(itemId) });
    expect(answer).toMatchObject({ status: 409, told: { code: 'not-certified' } });
  });
});

describe('a correction', () => {
  it('gives a new result by the same level, ends the approval, and leaves everything readable', async () => {
    const { itemId, hash } = await rig.verified('north');
    await post(`/v1/items/${itemId}/approve`, because, { 'if-match': await etag(itemId) });
    const body = { corrections: [{ seconds: [1, 2], box: { x: 0.1, y: 0.1, width: 0.2, height: 0.1 } }] };
    const corrected = await post(`/v1/items/${itemId}/corrections`, body, { 'if-match': await etag(itemId) });
    expect(corrected).toMatchObject({ status: 202, told: { outcome: 'correcting' } });
    const renewed = await rig.processed(itemId);
    const item = (await (await rig.ask(`/v1/items/${itemId}`, { token: anna })).json()) as Record<string, unknown>;
    expect(item).toMatchObject({
      state: 'verified',
      approvedHash: null,
      artifactHash: renewed.hash,
      corrections: [{ artifactHash: hash, correction: body.corrections[0], actor: 'anna' }],
      decisions: [
        { kind: 'approve', actor: 'anna', artifactHash: hash },
        { kind: 'revoke', actor: 'system' },
      ],
    });
    const older = await rig.ask(`/v1/items/${itemId}/artifacts/${hash}`, { token: anna });
    expect((await older.arrayBuffer()).byteLength).toBe(4096);
  });

  it('outside of the picture, or of the wrong kind, is refused', async () => {
    const { itemId } = await rig.verified('north');
    const headers = { 'if-match': await etag(itemId) };
    const send = async (one: unknown) =>
      (await post(`/v1/items/${itemId}/corrections`, { corrections: [one] }, headers)).status;
    expect(await send({ seconds: [1, 2], box: { x: 0.9, y: 0, width: 0.2, height: 0.1 } })).toBe(400);
    expect(await send({ seconds: [2, 1], box: { x: 0, y: 0, width: 0.2, height: 0.1 } })).toBe(400);
    expect(await send({ page: 1, box: { x: 0, y: 0, width: 0.2, height: 0.1 } })).toBe(422);
  });
});

describe('metadata', () => {
  it('are taken over from a source; what a person entered goes only with consent', async () => {
    const { itemId } = await rig.verified('north');
    const send = async (body: unknown) =>
      await post(`/v1/items/${itemId}/metadata/last-name`, body, { 'if-match': await etag(itemId) });
    expect(await send({ accept: 'llm' })).toMatchObject({ status: 404 });
    expect(await send({ accept: 'overlay' })).toMatchObject({ status: 200, told: { outcome: 'set' } });
    expect(await send({ value: 'Kranzbühler' })).toMatchObject({ status: 409, told: { code: 'field-occupied' } });
    const replaced = await send({ value: 'Kranzbühler', replace: true });
    expect(replaced).toMatchObject({ status: 200, told: { outcome: 'set', verifiedAgain: true } });
    // what is refused takes nothing away
    expect(await send({ accept: 'llm', replace: true })).toMatchObject({ status: 404 });
    const headers = { 'endoveil-reason': 'compare' };
    const values = await (await rig.ask(`/v1/items/${itemId}/values`, { token: anna, headers })).text();
    expect(values).toContain('Kranzbühler');
  });
});

describe('the bytes of a result', () => {
  it('come whole or in part, under their hash', async () => {
    const bytes = randomBytes(300_000);
    const { itemId, hash } = await rig.verified('north', { bytes });
    const get = async (headers: Record<string, string> = {}) =>
      await rig.ask(`/v1/items/${itemId}/artifacts/${hash}`, { token: anna, headers });
    const body = async (response: Response) => Buffer.from(await response.arrayBuffer());
    const whole = await get();
    expect(whole.headers.get('etag')).toBe(`"${hash}"`);
    expect((await body(whole)).equals(bytes)).toBe(true);
    const part = await get({ range: 'bytes=100000-200000' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 100000-200000/300000']);
    expect((await body(part)).equals(bytes.subarray(100_000, 200_001))).toBe(true);
    expect((await body(await get({ range: 'bytes=-10' }))).equals(bytes.subarray(-10))).toBe(true);
    expect((await get({ range: 'bytes=300000-' })).status).toBe(416);
    expect((await get({ 'if-none-match': `"${hash}"` })).status).toBe(304);
    expect((await body(await get({ range: 'bytes=0-9', 'if-range': '"another"' }))).length).toBe(300_000);
    expect((await body(await get({ range: 'bytes=0-9', 'if-range': `"${hash}"` }))).length).toBe(10);
  });

  it('are a publisher’s once they are approved, and before that not there', async () => {
    const { itemId, hash } = await rig.verified('north');
    const get = async () => {
      const response = await rig.ask(`/v1/items/${itemId}/artifacts/${hash}`, { token: tokenOf('pia') });
      await response.arrayBuffer();
      return response.status;
    };
    expect(await get()).toBe(404);
    await post(`/v1/items/${itemId}/approve`, because, { 'if-match': await etag(itemId) });
    expect(await get()).toBe(200);
  });
});

describe('what can point at a person', () => {
  it.each(['unsure', 'failed'] as const)('a result that is %s is shown for a reason only', async (verdict) => {
    const { itemId, hash } = await rig.verified('north', { verdict });
    const get = async (headers: Record<string, string> = {}) => {
      const response = await rig.ask(`/v1/items/${itemId}/artifacts/${hash}`, { token: anna, headers });
      await response.arrayBuffer();
      return [response.status, response.headers.get('cache-control')];
    };
    expect((await get())[0]).toBe(400);
    expect(await get({ 'endoveil-reason': 'to%20correct%20it' })).toEqual([200, 'no-store']);
    expect(await get({ 'endoveil-reason': 'to%20correct%20it', range: 'bytes=0-9' })).toEqual([206, 'no-store']);
    const { history } = (await rig.platform.ledger.showItem(itemId))!;
    const looks = history.filter(({ action }) => action === 'disclosed');
    expect(looks).toMatchObject([{ detail: { what: 'artifact' } }, { detail: { what: 'artifact' } }]);
  });

  it.each(['source', 'evidence', 'values'])(
    '(%s) is shown for a reason that is written down, and never kept',
    async (what) => {
      const { itemId } = await rig.verified('north');
      const get = async (headers: Record<string, string> = {}) =>
        await rig.ask(`/v1/items/${itemId}/${what}`, { token: anna, headers });
      expect((await get()).status).toBe(400);
      const shown = await get({ 'endoveil-reason': encodeURIComponent('R\u00fcckfrage der Station') });
      expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const told = await shown.text();
      expect(what === 'evidence' ? JSON.parse(told).crops.length : told.includes('Kranzbichler')).toBeTruthy();
      const { history } = (await rig.platform.ledger.showItem(itemId))!;
      const entries = history.filter(({ action }) => action === 'disclosed');
      expect(entries).toMatchObject([{ actor: 'anna', detail: { what } }]);
      expect(JSON.stringify(history)).not.toContain('Station');
    },
  );
});

describe('the queue', () => {
  interface Page {
    readonly items: readonly {
      readonly itemId: ItemId;
      readonly center: string;
      readonly why: { readonly code: string }[];
    }[];
    readonly next: string | null;
  }
  const queue = async (token: string, query = '') =>
    (await (await rig.ask(`/v1/queue${query}`, { token })).json()) as Page;

  it('begins with what is riskiest, says why, and goes on where the page before ended', async () => {
    const calm = await rig.verified('west');
    const doubtful = [
      await rig.verified('west', { verdict: 'unsure' }),
      await rig.verified('west', { verdict: 'unsure' }),
    ];
    const whole = await queue(anna, '?center=west');
    expect(whole.items.map(({ itemId }) => itemId)).toEqual([...doubtful, calm].map(({ itemId }) => itemId));
    expect(whole.items.map(({ why }) => why.map(({ code }) => code))).toEqual([
      ['candidate-unexplained'],
      ['candidate-unexplained'],
      ['to-approve'],
    ]);
    const paged: ItemId[] = [];
    for (let after = ''; ;) {
      const page = await queue(anna, `?center=west&limit=1${after}`);
      paged.push(...page.items.map(({ itemId }) => itemId));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(paged).toEqual(whole.items.map(({ itemId }) => itemId));
  });

  it('holds items of the own centers only', async () => {
    await rig.verified('south', { verdict: 'unsure' });
    const { items } = await queue(tokenOf('north'));
    expect(new Set(items.map(({ center }) => center))).toEqual(new Set(['north']));
  });
});
