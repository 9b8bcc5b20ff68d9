import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Holder, RegistryRig, tokenOf, writeTokens } from '../registry-rig.js';

const holders: readonly Holder[] = [
  { name: 'north', roles: ['steward'], centers: ['north'] },
  { name: 'all', roles: ['auditor'], centers: 'all' },
];

let rig: RegistryRig;
beforeAll(async () => {
  rig = await RegistryRig.start(holders);
});
afterAll(async () => await rig[Symbol.asyncDispose]());

interface Told {
  readonly id: number;
  readonly data: { readonly action: string; readonly itemId: string; readonly center: string; readonly number: number };
}

/** Reads events until one satisfies; then hangs up. */
async function listen(name: string, headers: Record<string, string>, enough: (told: Told) => boolean): Promise<Told[]> {
  const stop = new AbortController();
  const response = await fetch(rig.url('/v1/events'), {
    headers: { authorization: `Bearer ${tokenOf(name)}`, ...headers },
    signal: stop.signal,
  });
  const told: Told[] = [];
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data === undefined) continue;
      told.push({ id: Number(/^id: (\d+)$/m.exec(block)?.[1]), data: JSON.parse(data) as Told['data'] });
      if (enough(told.at(-1)!)) {
        stop.abort();
        return told;
      }
    }
  }
  return told;
}

it('tells what happens as it happens, and misses nothing after a lost connection', async () => {
  const live = listen('all', {}, ({ data }) => data.action === 'verified');
  // the listener begins at the head: it must be there before anything happens
  await rig.landed('elsewhere');
  const { itemId } = await rig.verified('north');
  const seen = (await live).filter(({ data }) => data.itemId === itemId);
  expect(seen.at(-1)!.data.action).toBe('verified');
  const middle = seen[Math.floor(seen.length / 2)]!;
  const again = await listen('all', { 'last-event-id': String(middle.id) }, ({ id }) => id === seen.at(-1)!.id);
  expect(again.filter(({ data }) => data.itemId === itemId)).toEqual(seen.filter(({ id }) => id > middle.id));
  const whole = await listen('all', { 'last-event-id': '0' }, ({ id }) => id === seen.at(-1)!.id);
  const numbers = whole.filter(({ data }) => data.itemId === itemId).map(({ data }) => data.number);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(JSON.stringify(whole)).not.toContain('Kranzbichler');
});

it('tells nobody of a foreign center, and comes past its events', async () => {
  for (let i = 0; i < 30; i += 1) await rig.landed('south');
  const { itemId } = await rig.verified('north');
  const isLast = ({ data }: Told) => data.itemId === itemId && data.action === 'verified';
  const told = await listen('north', { 'last-event-id': '0' }, isLast);
  expect(new Set(told.map(({ data }) => data.center))).toEqual(new Set(['north']));
});

it('ends for whoever has lost the token, before anything more is told', async () => {
  const gone = listen('all', {}, ({ data }) => data.center === 'late');
  await rig.landed('elsewhere');
  await writeTokens(rig.home, [holders[0]!]);
  await rig.landed('late');
  expect((await gone).filter(({ data }) => data.center === 'late')).toEqual([]);
  await writeTokens(rig.home, holders);
});

/** A connection of its own that listens until it is hung up. */
async function hangOn(name: string): Promise<{ status: number | undefined; hangUp: () => void }> {
  const asked = get(rig.url('/v1/events'), { agent: false, headers: { authorization: `Bearer ${tokenOf(name)}` } });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.on('error', () => undefined).resume();
  return { status: response.statusCode, hangUp: () => asked.destroy() };
}

it('leaves room for others where one account listens as often as it can', async () => {
  const greedy = await Promise.all(Array.from({ length: 60 }, () => hangOn('north')));
  const statuses = greedy.map(({ status }) => status);
  expect([200, 429].map((status) => statuses.filter((one) => one === status).length)).toEqual([40, 20]);
  const other = await hangOn('all');
  expect(other.status).toBe(200);
  for (const { hangUp } of [...greedy, other]) hangUp();
  // a place is free again when its stream has ended
  const again = async () => {
    const { status, hangUp } = await hangOn('north');
    hangUp();
    return status;
  };
  await expect.poll(again).toBe(200);
});

it('refuses a place in the record that is none', async () => {
  const response = await rig.ask('/v1/events?after=yesterday', { token: tokenOf('all') });
  expect(response.status).toBe(400);
});
