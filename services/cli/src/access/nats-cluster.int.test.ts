import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@endoveil/embedded';
import { type Bus, connectBus, STREAM } from '@endoveil/messaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { natsAuthorization } from './bus-users.js';
import { makeAuthority, runServer } from './tls-rig.js';

/** Three servers of NATS with the files that `deploy/make-secrets.sh` makes; only paths and ports are other ones. */
const hosts = ['localhost', '127.0.0.2', '127.0.0.3'];
const opened = new AsyncDisposableStack();
let dir: string;
let ports: Readonly<Record<'client' | 'route' | 'watch', number>>;
const secret = (name: string) => readFile(join(dir, 'secrets', name), 'utf8');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nats-cluster-'));
  opened.defer(() => rm(dir, { recursive: true, force: true }));
  await copyFile(resolve(import.meta.dirname, '../../../../deploy/make-secrets.sh'), join(dir, 'make-secrets.sh'));
  // only root may give files away, and here all of them are ours
  await mkdir(join(dir, 'bin'));
  await writeFile(join(dir, 'bin/chown'), '#!/bin/sh\n');
  await chmod(join(dir, 'bin/chown'), 0o755);
  const env = { PATH: `${dir}/bin:${process.env['PATH']}`, NATS_HOSTS: hosts.join(' ') };
  execFileSync('sh', [join(dir, 'make-secrets.sh')], { env });
  await writeFile(join(dir, 'users.conf'), natsAuthorization(JSON.parse(await secret('nats-logins.json'))));
  ports = { client: await freePort(), route: await freePort(), watch: await freePort() };
  for (const host of hosts) await start(host, await settings(host));
});
afterAll(() => opened.disposeAsync());

async function settings(host: string): Promise<string> {
  // a 2.9 server does not know `sync_interval`
  const own = (await secret('nats.conf'))
    .replace(/^.*sync_interval.*$/m, '')
    .replace('0.0.0.0', host)
    .replace('4222', String(ports.client))
    .replace('127.0.0.1:8222', `${host}:${ports.watch}`)
    .replace('/data', join(dir, host))
    .replace('../../conf/users.conf', 'users.conf');
  const cluster = (await secret('nats-cluster.conf'))
    .replace('include "nats.conf"', own)
    .replace('0.0.0.0', host)
    .replaceAll('6222', String(ports.route));
  return cluster.replaceAll('/run/secrets', join(dir, 'secrets'));
}

async function start(host: string, text: string): Promise<void> {
  const folder = join(dir, `log-${host}`);
  await mkdir(folder);
  const file = join(dir, `${host}.conf`);
  await writeFile(file, text);
  opened.use(runServer(folder, 'nats-server', '--config', file, '--name', host));
}

/** How many others one of them is joined to. */
async function othersOf(host: string): Promise<number> {
  const answer = await fetch(`http://${host}:${ports.watch}/routez`);
  const { routes } = (await answer.json()) as { routes?: { remote_id: string }[] };
  return new Set((routes ?? []).map(({ remote_id: id }) => id)).size;
}

const logOf = (host: string) => readFile(join(dir, `log-${host}`, 'nats-server.log'), 'utf8');

async function connect(): Promise<Bus> {
  const [urls, ca] = [await secret('nats-url-registry'), await secret('ca.pem')];
  // the client checks names, never numbers: of the three it is told of the one that has a name
  const [url] = urls.replaceAll('4222', String(ports.client)).split(',');
  return connectBus({ url: url!, ca, name: 'test', topology: { replicas: 3 } });
}

describe('three servers of NATS', () => {
  it('keep the stream on all three, over TLS', async () => {
    await expect.poll(() => othersOf(hosts[0]!).catch(() => 0), { timeout: 20_000 }).toBe(2);
    let bus: Bus | undefined;
    await expect.poll(async () => (bus = await connect()).answers(), { timeout: 30_000 }).toBe(true);
    await using open = bus!;
    const copies = async () => (await open.manager.streams.info(STREAM)).cluster?.replicas ?? [];
    await expect
      .poll(async () => (await copies()).map(({ current }) => current), { timeout: 20_000 })
      .toEqual([true, true]);
    await open.client.publish('endoveil.media.landed', '{}');
    expect((await open.fill()).messages).toBe(1);
  });

  it.each([
    [
      'without TLS',
      /does not look like a TLS handshake/,
      (text: string) => text.replace(/(cluster \{.*?)tls \{.*?\}/s, '$1'),
    ],
    // of the same authority, but only for a server
    [
      'with the certificate of Redis',
      /incompatible key usage/,
      (text: string) => text.replaceAll(/nats\.(pem|key)/g, 'redis.$1'),
    ],
    ['with a certificate of another authority', /didn't provide a certificate|signed by unknown authority/, strange],
  ])('refuse a fourth one that has their password and comes %s', async (name, why, change) => {
    const host = `127.0.0.${10 + name.length}`;
    await start(host, change(await settings(host)));
    await expect.poll(async () => (await Promise.all(hosts.map(logOf))).join('\n'), { timeout: 20_000 }).toMatch(why);
    expect(await othersOf(host)).toBe(0);
    expect(await othersOf(hosts[0]!)).toBe(2);
  });
});

/** It believes us; we must not believe it. */
function strange(text: string): string {
  const authority = makeAuthority(mkdtempSync(join(dir, 'strange-')));
  return text
    .replaceAll(join(dir, 'secrets/nats.pem'), authority)
    .replaceAll(join(dir, 'secrets/nats.key'), authority.replace('.pem', '.key'));
}
