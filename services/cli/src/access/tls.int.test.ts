import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, openPlatform } from '@endoveil/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHouse } from '../config.js';
import { examineServers } from '../doctor/examine-servers.js';
import { makeAuthority, startTlsServers, type TlsServers } from './tls-rig.js';

let servers: TlsServers;
let elsewhere: TlsServers;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'authority-'));
  [servers, elsewhere] = await Promise.all([startTlsServers('localhost'), startTlsServers('elsewhere.invalid')]);
});
afterAll(async () => {
  await Promise.all([servers[Symbol.asyncDispose](), elsewhere[Symbol.asyncDispose]()]);
  await rm(dir, { recursive: true, force: true });
});

/** Each server by itself: the others are the good ones, so that only this one can refuse. */
const each = ['ENDOVEIL_DATABASE_URL', 'ENDOVEIL_NATS_URL'] as const;

/** Postgres lets nobody in without TLS; or a certificate is not what it has to be. */
const refused = /SQLSTATE (?:28000|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)|certificate/;

async function opens(environment: Environment): Promise<true> {
  await using platform = await openPlatform('test', environment);
  expect((await platform.ledger.outboxLag()).seconds).toBe(0);
  expect(await platform.bus.answers()).toBe(true);
  return true;
}

/** Whether Redis was reached: where it is not, everything runs unlocked. */
async function locks(environment: Environment): Promise<boolean> {
  await using platform = await openPlatform('test', environment);
  const inner = await platform.locks.withLock('one', 5_000, () =>
    platform.locks.tryLock('one', 5_000, async () => undefined),
  );
  return !inner.held;
}

describe('over TLS', () => {
  it('Postgres, NATS and Redis are reached where their certificates are right', async () => {
    await expect.poll(() => opens(servers.environment), { timeout: 10_000 }).toBe(true);
    expect(await locks(servers.environment)).toBe(true);
  });

  it.each(each)('nobody reaches %s without it', async (name) => {
    const plain = servers.environment[name]!.replace('tls://', 'nats://').replace('?sslmode=verify-full', '');
    await expect(opens({ ...servers.environment, [name]: plain })).rejects.toThrow(refused);
  });

  it('nobody reaches Redis without it', async () => {
    const plain = servers.environment['ENDOVEIL_REDIS_URL']!.replace('rediss://', 'redis://');
    expect(await locks({ ...servers.environment, ENDOVEIL_REDIS_URL: plain })).toBe(false);
  });

  it.each(each)('a stranger in place of %s is refused: another authority signed', async (name) => {
    const { [name]: strange } = elsewhere.environment;
    await expect(opens({ ...servers.environment, [name]: strange })).rejects.toThrow(refused);
    await expect(opens({ ...servers.environment, ENDOVEIL_CA_FILE: makeAuthority(dir) })).rejects.toThrow(refused);
  });

  it('a server with another name is refused, though the authority is right', async () => {
    const both = join(dir, 'both.pem');
    await writeFile(both, (await Promise.all([servers, elsewhere].map(({ caFile }) => readFile(caFile)))).join('\n'));
    const trusting = { ...servers.environment, ENDOVEIL_CA_FILE: both };
    expect(await opens(trusting)).toBe(true);
    for (const name of each)
      await expect(opens({ ...trusting, [name]: elsewhere.environment[name] }), name).rejects.toThrow(refused);
    const { ENDOVEIL_REDIS_URL } = elsewhere.environment;
    expect(await locks({ ...trusting, ENDOVEIL_REDIS_URL })).toBe(false);
  });

  it('the doctor looks at each of them, and tells a stranger without a word of his address', async () => {
    const states = async (environment: Environment) =>
      Object.fromEntries((await examineServers(loadHouse({ ...environment }))).map((one) => [one.check, one]));
    const good = await states(servers.environment);
    expect(good['Postgres server']).toMatchObject({ state: 'ok', finding: expect.stringContaining('over TLS') });
    expect(good['NATS server']).toMatchObject({ state: 'ok', finding: expect.stringContaining('over TLS') });
    // it logs in as the owner here
    expect(good['Postgres role']).toMatchObject({ state: 'note' });
    const strange = await states({ ...elsewhere.environment, ENDOVEIL_CA_FILE: servers.caFile });
    expect(strange['Postgres server']).toMatchObject({ state: 'missing' });
    expect(strange['NATS server']).toMatchObject({ state: 'missing' });
    expect(Object.keys(strange)).toHaveLength(3);
    expect(JSON.stringify(strange)).not.toContain('a-password');
    expect(await examineServers(loadHouse({}))).toEqual([]);
  });

  it('half-checked modes of Postgres are refused before anything is opened', async () => {
    const { ENDOVEIL_DATABASE_URL: url } = servers.environment;
    const half = url!.replace('verify-full', 'require');
    await expect(opens({ ...servers.environment, ENDOVEIL_DATABASE_URL: half })).rejects.toThrow('sslmode');
  });
});
