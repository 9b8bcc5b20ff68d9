import { randomUUID } from 'node:crypto';
import { DestinationName } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RegistryRig, tokenOf } from '../registry-rig.js';

let rig: RegistryRig;
const [anna, petra] = [tokenOf('anna'), tokenOf('petra')];
beforeAll(async () => {
  rig = await RegistryRig.start(
    [
      { name: 'anna', roles: ['steward'], centers: 'all' },
      { name: 'petra', roles: ['publisher'], centers: ['north'] },
    ],
    { ENDOVEIL_TIMING: JSON.stringify({ workerGoneSeconds: 2 }) },
  );
});
afterAll(async () => await rig[Symbol.asyncDispose]());

const to = { destination: 'research' };
async function approved(center: string) {
  const { itemId } = await rig.verified(center);
  const seen = await rig.ask(`/v1/items/${itemId}?fields=state`, { token: anna });
  await seen.arrayBuffer();
  const headers = { 'if-match': seen.headers.get('etag') ?? '' };
  const body = { reason: 'compared with the original' };
  expect((await rig.ask(`/v1/items/${itemId}/approve`, { token: anna, method: 'POST', headers, body })).status).toBe(
    200,
  );
  return itemId;
}
const told = async (response: Response) => [response.status, (await response.json()) as Record<string, unknown>];
const post = async (path: string, body?: unknown, token = petra) =>
  await told(await rig.ask(`/v1/${path}`, { token, method: 'POST', body }));

describe('publishing', () => {
  it('everything approved stays within the centers of whoever asks', async () => {
    const [own, foreign] = [await approved('north'), await approved('south')];
    await rig.published((await rig.verified('north')).itemId);
    expect(await post('publications', to)).toMatchObject([202, { planned: 1 }]);
    expect(await told(await rig.ask(`/v1/publications?item=${own}`, { token: petra }))).toMatchObject([
      200,
      { publications: [{ itemId: own, state: 'QUEUED', plannedBy: 'petra' }] },
    ]);
    await rig.published(foreign);
    const listed = async (token: string, query = '') => {
      const [, answer] = await told(await rig.ask(`/v1/publications${query}`, { token }));
      return (answer as { publications: { itemId: string }[] }).publications.map(({ itemId }) => itemId);
    };
    expect(await listed(anna)).toContain(foreign);
    expect(await listed(petra)).not.toContain(foreign);
    expect((await rig.ask('/v1/publications?center=south', { token: petra })).status).toBe(403);
  });

  it('waits for an approval, and is one publication however often it is asked for', async () => {
    const { itemId } = await rig.verified('north');
    const first = await post(`items/${itemId}/publications`, to);
    expect(first).toMatchObject([202, { outcome: 'planned', state: 'PLANNED' }]);
    const { publicationId } = first[1] as { publicationId: string };
    expect(await post(`items/${itemId}/publications`, to)).toMatchObject([202, { outcome: 'again', publicationId }]);
  });

  it('refuses what has no certificate, and says so', async () => {
    const { itemId } = await rig.verified('north', { verdict: 'unsure' });
    expect(await post(`items/${itemId}/publications`, to)).toMatchObject([409, { code: 'not-certified' }]);
  });
});

describe('a word on one publication', () => {
  it('counts only together with its own item', async () => {
    const { itemId } = await rig.verified('north');
    const { publicationId } = await rig.published((await rig.verified('south')).itemId);
    // the item is petra's, the publication is not
    for (const what of ['withdraw', 'again'])
      expect((await post(`items/${itemId}/publications/${publicationId}/${what}`))[0]).toBe(404);
    expect((await post(`items/${itemId}/publications/${randomUUID()}/withdraw`))[0]).toBe(404);
    expect(await rig.platform.ledger.listPublications({ publicationId })).toMatchObject([{ state: 'PLANNED' }]);
  });

  it('takes back what never went out, and a steward may do so as well', async () => {
    const { itemId } = await rig.verified('north');
    const { publicationId } = await rig.published(itemId);
    const path = `items/${itemId}/publications/${publicationId}`;
    expect(await post(`${path}/withdraw`, undefined, anna)).toEqual([
      200,
      { outcome: 'done', state: 'WITHDRAWN', unserved: null },
    ]);
    expect(await post(`${path}/again`, undefined, anna)).toMatchObject([403, { code: 'role-missing' }]);
    expect(await post(`${path}/again`)).toMatchObject([409, { code: 'not-released' }]);
  });
});

describe('a destination that was taken out of the settings', () => {
  const serve = async (...names: readonly string[]) =>
    await rig.platform.ledger.publisherHeartbeat({
      workerId: 'rig',
      destinations: names.map((name) => DestinationName.parse(name)),
    });
  const unserved = async (name: string) => {
    const [, answer] = await told(await rig.ask('/v1/destinations', { token: petra }));
    const { destinations } = answer as { destinations: { name: string; unserved: string | null }[] };
    return destinations.find((one) => one.name === name)?.unserved;
  };
  const archive = { destination: 'archive' };

  it('is said not to be served, takes nothing more, and what waits for it says why', async () => {
    await serve('research', 'archive');
    const waiting = await approved('north');
    const { publicationId } = (await post(`items/${waiting}/publications`, archive))[1] as { publicationId: string };
    const { itemId } = await rig.verified('north');
    await expect
      .poll(() => serve('research').then(() => unserved('archive')), { timeout: 10_000 })
      .toBe('destination-not-served');
    const path = `items/${waiting}/publications/${publicationId}`;
    for (const asked of [`items/${itemId}/publications`, 'publications', `${path}/again`]) {
      await serve('research');
      expect(await post(asked, archive)).toMatchObject([
        422,
        {
          code: 'destination-not-served',
          title: expect.stringMatching(/served last at 20\d\d-.*ENDOVEIL_DESTINATIONS/),
        },
      ]);
    }
    await serve('research');
    expect(await told(await rig.ask(`/v1/publications?id=${publicationId}`, { token: petra }))).toMatchObject([
      200,
      { publications: [{ state: 'QUEUED', unserved: 'destination-not-served' }] },
    ]);
    expect(await post(`${path}/withdraw`)).toEqual([200, { outcome: 'done', state: 'WITHDRAWN', unserved: null }]);
  });

  it('is not one whose publisher is only away: what is planned waits, and the answer says so', async () => {
    await serve('research');
    const { itemId } = await rig.verified('north');
    await expect.poll(() => unserved('research'), { timeout: 10_000 }).toBe('publisher-away');
    const away = await post(`items/${itemId}/publications`, to);
    expect(away).toMatchObject([202, { outcome: 'planned', unserved: 'publisher-away' }]);
    await serve('research');
    expect(await post(`items/${itemId}/publications`, to)).toMatchObject([202, { outcome: 'again', unserved: null }]);
  });
});
