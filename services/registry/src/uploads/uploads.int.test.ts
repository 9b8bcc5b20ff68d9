import { createHash, randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ItemId } from '@endoveil/contracts';
import { silentLog } from '@endoveil/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutiesOf } from '../duties/duties.js';
import { RegistryRig, tokenOf } from '../registry-rig.js';

const SECRET = 'Kranzbichler-Unterhuber';
const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' };
const b64 = (text: string) => Buffer.from(text).toString('base64');

let rig: RegistryRig;
beforeAll(async () => {
  rig = await RegistryRig.start(
    [
      { name: 'north', roles: ['uploader'], centers: ['north'] },
      { name: 'other', roles: ['uploader'], centers: ['north', 'south'] },
      { name: 'greedy', roles: ['uploader'], centers: ['south'] },
    ],
    { ENDOVEIL_UPLOADS_EACH: '20' },
  );
});
afterAll(async () => await rig[Symbol.asyncDispose]());

const token = tokenOf('north');
const metadata = (more = '') => `filename ${b64(`${SECRET}.mp4`)}${more}`;

async function begin(size: number, more = '', headers: Record<string, string> = {}): Promise<Response> {
  return await rig.ask('/v1/uploads', {
    method: 'POST',
    token,
    headers: { ...TUS, 'upload-length': String(size), 'upload-metadata': metadata(more), ...headers },
  });
}
const begun = async (size: number, more?: string) => (await begin(size, more)).headers.get('location')!;
const head = (at: string) => rig.ask(at, { method: 'HEAD', token, headers: TUS });
const offsetAt = async (at: string) => Number((await head(at)).headers.get('upload-offset'));

async function send(at: string, offset: number, bytes: Uint8Array, headers: Record<string, string> = {}) {
  return await fetch(rig.url(at), {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, ...BYTES, 'upload-offset': String(offset), ...headers },
    body: new Uint8Array(bytes),
  });
}

/** Sends a part of what it has announced and is gone then. */
async function sendAndBreak(at: string, offset: number, announced: number, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    const sent = httpRequest(rig.url(at), {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${token}`,
        ...BYTES,
        'upload-offset': offset,
        'content-length': announced,
      },
    });
    sent.on('error', () => undefined).on('close', () => resolve());
    sent.write(bytes, () => setTimeout(() => sent.destroy(), 50));
  });
}

async function bytesOf(response: Response): Promise<Buffer> {
  const itemId = ItemId.parse(response.headers.get('endoveil-item'));
  const { ledger, storage } = rig.platform;
  const disclosed = await ledger.disclose({ itemId, what: 'source', actor: 'test', reason: 'test' });
  return await storage.blobs.bytes(disclosed!.source.blob, disclosed!.source.wrappedKey, 1e9);
}

const inLanding = () => readdir(join(rig.home, 'zones', 'landing'));

describe('an upload', () => {
  it('is landed with its names sealed before the last bytes are answered, and leaves no part behind', async () => {
    const bytes = randomBytes(600_000);
    const at = await begun(bytes.length, `,case ${b64('4711')}`);
    expect((await send(at, 0, bytes.subarray(0, 1))).headers.get('upload-offset')).toBe('1');
    expect(await offsetAt(at)).toBe(1);
    const last = await send(at, 1, bytes.subarray(1));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, '600000']);
    expect(await bytesOf(last)).toEqual(bytes);
    const item = await rig.platform.ledger.showItem(ItemId.parse(last.headers.get('endoveil-item')), { values: true });
    expect(item).toMatchObject({ center: 'north', state: 'landed' });
    expect(item?.names).toEqual({ fileName: `${SECRET}.mp4`, sourcePath: `${SECRET}.mp4`, caseName: '4711' });
    expect(await offsetAt(at)).toBe(bytes.length);
    expect((await inLanding()).filter((file) => file.startsWith(at.slice(-36)))).toEqual([]);
    // a landed upload cannot be taken back, nor written to
    expect((await rig.ask(at, { method: 'DELETE', token, headers: TUS })).status).toBe(400);
    expect((await send(at, 0, bytes)).status).toBe(409);
  });

  it('may come with its first bytes, and as a whole', async () => {
    const bytes = randomBytes(5000);
    const response = await fetch(rig.url('/v1/uploads'), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...BYTES,
        'upload-length': '5000',
        'upload-metadata': metadata(`,sha256 ${b64(createHash('sha256').update(bytes).digest('hex'))}`),
      },
      body: new Uint8Array(bytes),
    });
    expect(response.status).toBe(201);
    expect(await bytesOf(response)).toEqual(bytes);
  });

  it('goes on where a broken connection left it, and no plain byte of it stands on the disk', async () => {
    const bytes = Buffer.concat(Array.from({ length: 40 }, () => [Buffer.from(SECRET), randomBytes(20_000)]).flat());
    const at = await begun(bytes.length);
    let offset = 0;
    for (const part of [300_000, 10, 250_000]) {
      await sendAndBreak(at, offset, bytes.length - offset, bytes.subarray(offset, offset + part));
      offset = await offsetAt(at);
      const stored = await Promise.all((await inLanding()).map((f) => readFile(join(rig.home, 'zones', 'landing', f))));
      expect(stored.some((file) => file.includes(SECRET))).toBe(false);
    }
    expect(offset).toBeGreaterThan(500_000);
    expect(await bytesOf(await send(at, offset, bytes.subarray(offset)))).toEqual(bytes);
  });

  it('takes bytes for its offset only, and never more than it announced', async () => {
    const bytes = randomBytes(1000);
    const at = await begun(1000);
    expect((await send(at, 1, bytes.subarray(1))).status).toBe(409);
    expect((await send(at, 0, randomBytes(1001))).status).toBe(413);
    expect(await offsetAt(at)).toBe(0);
    expect((await begin(1e14)).status).toBe(413);
    expect((await begin(0)).status).toBe(400);
    expect(await bytesOf(await send(at, 0, bytes))).toEqual(bytes);
  });

  it('counts checked bytes only when they are right, also after a broken connection', async () => {
    const bytes = randomBytes(300_000);
    const at = await begun(bytes.length);
    const sum = (part: Uint8Array) => ({
      'upload-checksum': `sha256 ${createHash('sha256').update(part).digest('base64')}`,
    });
    const first = bytes.subarray(0, 100_000);
    expect((await send(at, 0, first, sum(bytes))).status).toBe(460);
    expect(await offsetAt(at)).toBe(0);
    expect((await send(at, 0, first, { 'upload-checksum': 'md5 AAAA' })).status).toBe(400);
    expect((await send(at, 0, first, sum(first))).status).toBe(204);
    expect(await offsetAt(at)).toBe(100_000);
    const rest = bytes.subarray(100_000);
    expect(await bytesOf(await send(at, 100_000, rest, sum(rest)))).toEqual(bytes);
  });

  it('is refused as a whole when it is not the file that was announced', async () => {
    const at = await begun(1000, `,sha256 ${b64('0'.repeat(64))}`);
    expect((await send(at, 0, randomBytes(1000))).status).toBe(460);
    expect((await head(at)).status).toBe(404);
  });

  it('can be ended', async () => {
    const at = await begun(1000);
    await send(at, 0, randomBytes(10));
    expect((await rig.ask(at, { method: 'DELETE', token, headers: TUS })).status).toBe(204);
    expect((await head(at)).status).toBe(404);
    expect((await inLanding()).filter((file) => file.startsWith(at.slice(-36)))).toEqual([]);
  });

  it('belongs to the newest of two who write at once, and what the older one writes counts for nothing', async () => {
    const bytes = randomBytes(2_000_000);
    const at = await begun(bytes.length);
    const { ledger, storage } = rig.platform;
    // an older hand in another process: it holds a fence, and its piece is still open
    const older = (await ledger.takeUpload(at.slice(-36) as never))!;
    const piece = { fence: older.fence, firstByte: 0, plainBytes: 0, sealedBytes: 0, state: 'open' } as const;
    expect(await ledger.keepPiece(older, piece)).toBe('kept');
    await using writer = await storage.parts.create(older, older.wrappedKey);
    await writer.write(bytes.subarray(0, 600_000));
    const offset = await offsetAt(at);
    expect(offset).toBe(524_288);
    await writer.write(randomBytes(700_000));
    expect(await ledger.keepPiece(older, { ...piece, ...(await writer.sync()) })).toBe('fenced-out');
    expect(await bytesOf(await send(at, offset, bytes.subarray(offset)))).toEqual(bytes);
  });

  it('lands once, however often and wherever its end is seen', async () => {
    const bytes = randomBytes(400_000);
    const at = await begun(bytes.length);
    await send(at, 0, bytes.subarray(0, 399_999));
    const ended = await Promise.all([send(at, 399_999, bytes.subarray(399_999)), head(at), head(at)]);
    expect(ended.every(({ status }) => status < 500)).toBe(true);
    const offset = await offsetAt(at);
    if (offset < bytes.length) await send(at, offset, bytes.subarray(offset));
    expect(await bytesOf(await head(at))).toEqual(bytes);
    const rows = await rig.platform.ledger.listItems({ limit: 500 });
    expect(rows.filter(({ itemId }) => itemId === at.slice(-36))).toHaveLength(1);
  });
});

describe('it is refused', () => {
  it.each([
    ['without a name', ''],
    ['for a center of somebody else', `filename ${b64('a')},center ${b64('south')}`],
    ['for a center that is no name', `filename ${b64('a')},center ${b64('../north')}`],
    ['with a hash that is none', `filename ${b64('a')},sha256 ${b64('xyz')}`],
    ['with metadata of no form', 'filename %%%'],
  ])('%s', async (_what, said) => {
    const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': said };
    const response = await rig.ask('/v1/uploads', { method: 'POST', token, headers });
    expect([400, 403]).toContain(response.status);
    expect(await response.text()).not.toContain(SECRET);
  });

  it('where the center is not clear', async () => {
    const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': metadata() };
    const response = await rig.ask('/v1/uploads', { method: 'POST', token: tokenOf('other'), headers });
    expect(((await response.json()) as { code: string }).code).toBe('center-missing');
  });

  it('in another version of the protocol', async () => {
    const { status, headers } = await begin(10, '', { 'tus-resumable': '0.2.2' });
    expect([status, headers.get('tus-version'), headers.get('tus-resumable')]).toEqual([412, '1.0.0', '1.0.0']);
  });
});

it('is told to come back while the system may not take in more, and nothing of it is begun', async () => {
  const environment = { ENDOVEIL_KEEP_FREE_BYTES: String(2 ** 52) };
  await using full = await RegistryRig.start([{ name: 'north', roles: ['uploader'], centers: ['north'] }], environment);
  const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': metadata() };
  const response = await full.ask('/v1/uploads', { method: 'POST', token, headers });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
  expect(((await response.json()) as { code: string }).code).toBe('space-low');
  expect(await full.platform.ledger.uploadsOpen()).toEqual({ count: 0, bytes: 0 });
  const status = await (await full.ask('/v1/status', { token })).json();
  expect(status).toMatchObject({ intake: { paused: 'space-low' } });
});

/** A body of ten bytes that stops after four, until it is hung up. Sent again where its place is just taken by somebody else. */
function sendSlowly(url: string): { hangUp: () => void } {
  const sent = httpRequest(url, {
    method: 'PATCH',
    agent: false,
    headers: { authorization: `Bearer ${token}`, ...BYTES, 'upload-offset': 0, 'content-length': 10 },
  });
  let hangUp: () => void = () => sent.destroy();
  sent.on('error', () => undefined);
  sent.once('response', () => {
    sent.destroy();
    ({ hangUp } = sendSlowly(url));
  });
  sent.write('slow');
  return { hangUp: () => hangUp() };
}

it('of one account holds no more places than its share, however slow its bodies are', async () => {
  await using few = await RegistryRig.start(
    [
      { name: 'north', roles: ['uploader'], centers: ['north'] },
      { name: 'other', roles: ['uploader'], centers: ['north'] },
    ],
    { ENDOVEIL_UPLOADS_AT_ONCE: '3', ENDOVEIL_UPLOADS_AT_ONCE_EACH: '2' },
  );
  const create = (name: string) =>
    few.ask('/v1/uploads', {
      method: 'POST',
      token: tokenOf(name),
      headers: { ...TUS, 'upload-length': '10', 'upload-metadata': metadata() },
    });
  const begun = await Promise.all([create('north'), create('north')]);
  const slow = begun.map((response) => sendSlowly(few.url(response.headers.get('location')!)));
  await expect.poll(async () => (await create('north')).status, { timeout: 10_000 }).toBe(429);
  const refused = await create('north');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
  expect(((await refused.json()) as { code: string }).code).toBe('too-many-at-once');
  expect((await create('other')).status).toBe(201);
  for (const { hangUp } of slow) hangUp();
  await expect.poll(async () => (await create('north')).status, { timeout: 10_000 }).toBe(201);
});

it('gives its place back when its connection breaks', async () => {
  await using few = await RegistryRig.start([{ name: 'north', roles: ['uploader'], centers: ['north'] }], {
    ENDOVEIL_UPLOADS_AT_ONCE: '1',
  });
  const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': metadata() };
  const create = () => few.ask('/v1/uploads', { method: 'POST', token, headers });
  const at = (await create()).headers.get('location')!;
  const { hangUp } = sendSlowly(few.url(at));
  await expect.poll(async () => (await create()).status, { timeout: 10_000 }).toBe(503);
  hangUp();
  await expect.poll(async () => (await create()).status, { timeout: 10_000 }).toBe(201);
});

it('keeps its place while it is landed, though whoever sent it has hung up', async () => {
  await using few = await RegistryRig.start([{ name: 'north', roles: ['uploader'], centers: ['north'] }], {
    ENDOVEIL_UPLOADS_AT_ONCE: '1',
  });
  const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': metadata() };
  const create = () => few.ask('/v1/uploads', { method: 'POST', token, headers });
  const at = (await create()).headers.get('location')!;
  const [landing, mayLand, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), closedOf('PATCH')];
  const { blobs } = few.platform.storage;
  const put = blobs.put.bind(blobs);
  blobs.put = async (...given) => {
    landing.resolve();
    await mayLand.promise;
    return await put(...given);
  };
  const sent = httpRequest(few.url(at), {
    method: 'PATCH',
    agent: false,
    headers: { authorization: `Bearer ${token}`, ...BYTES, 'upload-offset': 0, 'content-length': 10 },
  });
  sent.on('error', () => undefined).end('0123456789');
  await landing.promise;
  sent.destroy();
  await gone;
  expect((await create()).status).toBe(503);
  mayLand.resolve();
  await expect.poll(async () => (await create()).status, { timeout: 10_000 }).toBe(201);
  const items = await few.platform.ledger.listItems({ limit: 10 });
  expect(items.map(({ itemId }) => itemId)).toEqual([at.slice(-36)]);
});

/** When the server sees the end of the connection of the next request by this method. */
async function closedOf(method: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (message: unknown) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
      if (request.method !== method) return;
      unsubscribe('http.server.request.start', look);
      response.once('close', resolve);
    };
    subscribe('http.server.request.start', look);
  });
}

it('of one account are as many as the site allows', async () => {
  const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': metadata() };
  const statuses = [];
  for (let i = 0; i < 21; i += 1)
    statuses.push((await rig.ask('/v1/uploads', { method: 'POST', token: tokenOf('greedy'), headers })).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429]);
});

it('is forgotten by the collector when nothing has happened on it for long, as is what the zones know as erased', async () => {
  const at = await begun(1000);
  await send(at, 0, randomBytes(10));
  expect((await inLanding()).some((file) => file.startsWith(at.slice(-36)))).toBe(true);
  const { ledger, storage } = rig.platform;
  const collector = (uploadHours: number) =>
    dutiesOf(ledger, storage, silentLog, { unnamedHours: 24, uploadHours, quarantineDays: undefined }).find(
      ({ name }) => name === 'collector',
    )!;
  await collector(1).round(AbortSignal.timeout(60_000));
  expect(await offsetAt(at)).toBe(10);
  // a record of yesterday over zones of today
  const revived = await rig.landed('south');
  await storage.bury({ itemId: revived, blobs: [], artifacts: [] });
  await collector(1e-9).round(AbortSignal.timeout(60_000));
  expect((await ledger.showItem(revived))?.state).toBe('erased');
  expect(await ledger.unburied()).toEqual([]);
  expect((await head(at)).status).toBe(404);
  expect((await inLanding()).filter((file) => file.endsWith('.upload'))).toEqual([]);
});

it('says what it speaks', async () => {
  const { headers, status } = await rig.ask('/v1/uploads', { method: 'OPTIONS', token });
  expect(status).toBe(204);
  expect(headers.get('tus-extension')).toBe('creation,creation-with-upload,termination,expiration,checksum');
  expect(headers.get('tus-checksum-algorithm')).toBe('sha256,sha512,sha1');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});
