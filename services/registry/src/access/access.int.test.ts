import { randomUUID } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controllers } from '../controllers.js';
import { RegistryRig, tokenOf, writeTokens } from '../registry-rig.js';
import { type RouteFacts, routesOf } from '../route.js';
import { Role } from './principal.js';

const routes = routesOf(controllers);
/** Every role in its own center, and again in a foreign one. */
const holders = Role.options.flatMap((role) =>
  ['north', 'south'].map((center) => ({ name: `${role}-${center}`, roles: [role], centers: [center] })),
);

let rig: RegistryRig;
let itemId: string;
/** Of the uploader of the north. */
let uploadId: string;

beforeAll(async () => {
  rig = await RegistryRig.start(holders);
  ({ itemId } = await rig.verified('north'));
  uploadId = await rig.begun('uploader-north', 'north');
});
afterAll(async () => await rig[Symbol.asyncDispose]());

const idFor = (route: RouteFacts) => (route.scope === 'upload' ? uploadId : itemId);
const path = (route: RouteFacts, id = idFor(route)) => `/v1/${route.path.replace(':id', id).replaceAll(/:\w+/g, '0')}`;
const codeOf = async (response: Response) => {
  if (response.ok || response.status === 304) {
    await response.body?.cancel();
    return 'let-in';
  }
  const text = await response.text();
  // to HEAD there is no body, and what the protocol of uploads refuses it says in plain text
  if (text === '' && response.status === 403) return 'role-missing';
  return text.startsWith('{')
    ? (JSON.parse(text) as { code: string }).code
    : response.status === 404
      ? 'not-found'
      : '';
};
const refusals = new Set(['role-missing', 'token-missing', 'not-declared', 'token-needed']);

describe('every route', () => {
  it('is declared', () => {
    expect(routes.length).toBeGreaterThan(4);
    expect(routes.filter(({ roles }) => roles.length === 0)).toEqual([]);
  });

  describe.each(routes.map((route) => ({ title: `${route.method} ${route.path}`, route })))('$title', ({ route }) => {
    const { method } = route;

    it('refuses whoever shows no token or a wrong one', async () => {
      for (const token of [undefined, 'wrong', tokenOf('nobody')])
        expect((await rig.ask(path(route), { method, ...(token ? { token } : {}) })).status).toBe(401);
    });

    it.each(Role.options)('answers a %s of the center exactly as it states', async (role) => {
      const code = await codeOf(await rig.ask(path(route), { method, token: tokenOf(`${role}-north`) }));
      // past the guard a request without its headers or body may still be refused, in other words
      expect(refusals.has(code) ? code : 'let-in').toBe(route.roles.includes(role) ? 'let-in' : 'role-missing');
    });

    it.each(Role.options)('has no item for a %s of another center', async (role) => {
      const answer = async (id: string) => {
        const response = await rig.ask(path(route, id), { method, token: tokenOf(`${role}-south`) });
        return [response.status, await codeOf(response)];
      };
      const foreign = await answer(idFor(route));
      // nothing tells an item of another center from one that is nowhere
      expect(foreign).toEqual(await answer(randomUUID()));
      const isOwned = route.scope === 'item' || route.scope === 'upload';
      expect(foreign[1] === 'not-found').toBe(isOwned && route.roles.includes(role));
    });
  });
});

it('nobody but its owner has an upload, though role and center are the same', async () => {
  const other = { name: 'other', roles: ['uploader'], centers: ['north'] } as const;
  await writeTokens(rig.home, [...holders, other]);
  for (const route of routes.filter(({ scope }) => scope === 'upload')) {
    const headers = { 'tus-resumable': '1.0.0' };
    expect((await rig.ask(path(route), { method: route.method, headers, token: tokenOf('other') })).status).toBe(404);
  }
  await writeTokens(rig.home, holders);
});

describe('lists', () => {
  it('hold items of the own centers only, whatever is asked', async () => {
    await rig.verified('south');
    const listed = async (role: string, query = '') => {
      const response = await rig.ask(`/v1/items${query}`, { token: tokenOf(role) });
      return [
        response.status,
        ((await response.json()) as { items?: { center: string }[] }).items?.map(({ center }) => center),
      ];
    };
    expect(await listed('steward-north')).toEqual([200, ['north']]);
    expect(await listed('steward-south', '?state=verified')).toEqual([200, ['south']]);
    expect(await listed('steward-south', '?center=north')).toEqual([403, undefined]);
  });
});

describe('the token file', () => {
  it('counts as soon as it changes, and lets nobody in while it cannot be used', async () => {
    const status = async () => (await rig.ask('/v1/items', { token: tokenOf('late') })).status;
    expect(await status()).toBe(401);
    const late = { name: 'late', roles: ['auditor'], centers: 'all' } as const;
    await writeTokens(rig.home, [...holders, late]);
    expect(await status()).toBe(200);
    await writeTokens(rig.home, holders);
    expect(await status()).toBe(401);
    await writeFile(join(rig.home, 'tokens.json'), '{"tokens": [');
    expect((await rig.ask('/v1/items', { token: tokenOf('steward-north') })).status).toBe(503);
    await writeTokens(rig.home, holders);
    await chmod(join(rig.home, 'tokens.json'), 0o666);
    expect((await rig.ask('/v1/items', { token: tokenOf('steward-north') })).status).toBe(503);
    await chmod(join(rig.home, 'tokens.json'), 0o600);
    expect((await rig.ask('/v1/items', { token: tokenOf('steward-north') })).status).toBe(200);
  });

  it('forgets a token whose time is over', async () => {
    const { hashOfToken } = await import('./token-file.js');
    const entry = { name: 'guest', sha256: hashOfToken('guest').toString('hex'), roles: ['auditor'], centers: 'all' };
    const withUntil = (until: string) =>
      writeFile(join(rig.home, 'tokens.json'), JSON.stringify({ tokens: [{ ...entry, until }] }), { mode: 0o600 });
    await withUntil('2999-01-01T00:00:00Z');
    expect((await rig.ask('/v1/items', { token: 'guest' })).status).toBe(200);
    await withUntil('2020-01-01T00:00:00Z');
    expect((await rig.ask('/v1/items', { token: 'guest' })).status).toBe(401);
    await writeTokens(rig.home, holders);
  });
});

describe('without a token file', () => {
  it('programs of this machine are answered, and nobody gets anything identifying', async () => {
    await using local = await RegistryRig.start();
    const { itemId: own } = await local.verified('north');
    expect((await local.ask('/v1/items')).status).toBe(200);
    expect((await local.ask('/v1/items', { headers: { origin: 'http://elsewhere.example' } })).status).toBe(403);
    for (const route of routes.filter(({ identifying }) => identifying)) {
      const response = await local.ask(path(route, own), {
        method: route.method,
        headers: { 'endoveil-reason': 'x y z' },
      });
      expect(await codeOf(response)).toBe('token-needed');
    }
  });
});
