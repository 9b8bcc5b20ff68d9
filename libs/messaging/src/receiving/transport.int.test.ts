import { randomUUID } from 'node:crypto';
import { MediaLanded, Poison } from '@endoveil/contracts';
import { headers } from '@nats-io/nats-core';
import { describe, it } from 'vitest';
import { aHandler, aLanding, aServer, countsOf, listenOn } from '../bus-under-test.js';
import { Publisher } from '../publisher.js';
import type { Delivery } from './delivery.js';

const settled = { waiting: 0, inWork: 0, redelivered: 0 };
const within = { timeout: 10_000, interval: 20 };

const badMessages = (id: string) => {
  const header = (version: string) => {
    const made = headers();
    made.set('Nats-Msg-Id', `${id}-${version || 'none'}`);
    if (version) made.set('x-schema-version', version);
    return made;
  };
  return [
    { cause: 'garbage', body: '\u0000 not json', header: header('1') },
    { cause: 'unknown-version', body: JSON.stringify(aLanding().payload), header: header('99') },
    { cause: 'garbage', body: JSON.stringify(aLanding().payload), header: header('') },
  ] as const;
};

describe.concurrent('a subscribed method', () => {
  it('is given the parsed event with its ids', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const seen: Delivery[] = [];
    const handler = aHandler(MediaLanded, { durable: 'test_landed' }, (delivery) => void seen.push(delivery));
    await using _ = await listenOn(bus, [handler]);
    const { eventId, subject, payload, correlationId, ...rest } = aLanding();
    await new Publisher(bus).publish({ eventId, subject, payload, correlationId, ...rest });
    await expect
      .poll(() => seen, within)
      .toEqual([expect.objectContaining({ eventId, subject, payload, correlationId })]);
    expect(seen[0]?.deliveries).toBe(1);
    await expect.poll(() => countsOf(bus, 'test_landed'), within).toEqual(settled);
  });

  it('is acknowledged only when it has finished', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const started = Promise.withResolvers<void>();
    const work = Promise.withResolvers<void>();
    const handler = aHandler(MediaLanded, { durable: 'test_slow' }, async () => {
      started.resolve();
      await work.promise;
    });
    await using _ = await listenOn(bus, [handler]);
    await new Publisher(bus).publish(aLanding());
    await started.promise;
    await bus.connection.flush();
    expect(await countsOf(bus, 'test_slow')).toEqual({ ...settled, inWork: 1 });
    work.resolve();
    await expect.poll(() => countsOf(bus, 'test_slow'), within).toEqual(settled);
  });

  it('that throws gets the event again after five seconds, and its error keeps its class', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const calledAt: number[] = [];
    const handler = aHandler(MediaLanded, { durable: 'test_throwing' }, () => {
      calledAt.push(performance.now());
      if (calledAt.length === 1) throw new Poison('not-decodable');
    });
    await using app = await listenOn(bus, [handler]);
    await new Publisher(bus).publish(aLanding());
    await expect.poll(() => calledAt.length, within).toBe(2);
    expect(calledAt[1]! - calledAt[0]!).toBeGreaterThan(4_800);
    expect(app.failures).toEqual([expect.any(Poison)]);
  });

  it('that asks for a delay gets the event again after it', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const calls: [number, number][] = [];
    const handler = aHandler(MediaLanded, { durable: 'test_later' }, ({ deliveries }) => {
      calls.push([performance.now(), deliveries]);
      return calls.length === 1 ? { settle: 'nak', delayMs: 400 } : { settle: 'ack' };
    });
    await using _ = await listenOn(bus, [handler]);
    await new Publisher(bus).publish(aLanding());
    await expect.poll(() => calls.map(([, deliveries]) => deliveries), within).toEqual([1, 2]);
    expect(calls[1]![0] - calls[0]![0]).toBeGreaterThan(390);
  });

  it('that leaves the event to somebody else neither takes nor returns it: it comes after the ack wait', async ({
    expect,
  }) => {
    await using server = await aServer();
    const bus = await server.connect({ ackWaitSeconds: 0.6 });
    const calledAt: number[] = [];
    const handler = aHandler(MediaLanded, { durable: 'test_leaving' }, () => {
      calledAt.push(performance.now());
      return { settle: calledAt.length === 1 ? 'leave' : 'ack' };
    });
    await using _ = await listenOn(bus, [handler]);
    await new Publisher(bus).publish(aLanding());
    await expect.poll(() => calledAt.length, within).toBe(2);
    expect(calledAt[1]! - calledAt[0]!).toBeGreaterThan(550);
    await expect.poll(() => countsOf(bus, 'test_leaving'), within).toEqual(settled);
  });

  it('that says it is working keeps the event beyond the ack wait', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect({ ackWaitSeconds: 0.5 });
    const startedAt: number[] = [];
    const handler = aHandler(MediaLanded, { durable: 'test_beating', concurrency: 2 }, async (delivery) => {
      startedAt.push(performance.now());
      const beat = setInterval(() => delivery.working(), 100);
      await expect.poll(() => performance.now() - startedAt[0]!, within).toBeGreaterThan(1_500);
      clearInterval(beat);
    });
    await using _ = await listenOn(bus, [handler]);
    await new Publisher(bus).publish(aLanding());
    await expect.poll(() => startedAt.length, within).toBe(1);
    await expect.poll(() => countsOf(bus, 'test_beating'), within).toEqual(settled);
    expect(startedAt).toHaveLength(1);
  });

  it('settles apart from another one on the same subject', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const calls: string[] = [];
    const content = aHandler(MediaLanded, { durable: 'test_content' }, () => {
      calls.push('content');
      return { settle: 'ack' };
    });
    const failing = aHandler(MediaLanded, { durable: 'test_failing' }, () => {
      calls.push('failing');
      return { settle: 'nak', delayMs: 60_000 };
    });
    await using _ = await listenOn(bus, [content, failing]);
    await new Publisher(bus).publish(aLanding());
    await expect.poll(() => calls.toSorted(), within).toEqual(['content', 'failing']);
    await expect.poll(() => countsOf(bus, 'test_content'), within).toEqual(settled);
    expect((await countsOf(bus, 'test_failing')).inWork).toBe(1);
  });
});

describe.concurrent('a message nobody can work on', () => {
  it('is parked once and never comes again, and the next is worked on', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect({ ackWaitSeconds: 0.5 });
    const seen: string[] = [];
    const handler = aHandler(MediaLanded, { durable: 'test_strict' }, ({ eventId }) => void seen.push(eventId));
    await using app = await listenOn(bus, [handler]);
    const id = randomUUID();
    const bad = badMessages(id);
    for (const { body, header } of bad) await bus.client.publish(MediaLanded.subject, body, { headers: header });
    const good = aLanding();
    await new Publisher(bus).publish(good);
    await expect.poll(() => seen, within).toEqual([good.eventId]);
    await expect.poll(() => countsOf(bus, 'test_strict'), within).toEqual(settled);
    expect(app.parked.map(({ cause, eventId, streamSequence }) => ({ cause, eventId, streamSequence }))).toEqual([
      { cause: 'garbage', eventId: `${id}-1`, streamSequence: 1 },
      { cause: 'unknown-version', eventId: `${id}-99`, streamSequence: 2 },
      { cause: 'garbage', eventId: `${id}-none`, streamSequence: 3 },
    ]);
  });

  it('is parked when it was returned a hundred times: the server would drop it without a word', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    let calls = 0;
    const handler = aHandler(MediaLanded, { durable: 'test_endless' }, () => {
      calls += 1;
      return { settle: 'nak', delayMs: 1 };
    });
    await using app = await listenOn(bus, [handler]);
    const message = aLanding();
    await new Publisher(bus).publish(message);
    await expect.poll(() => app.parked, within).toMatchObject([{ cause: 'max-deliveries', eventId: message.eventId }]);
    expect(calls).toBe(100);
    await expect.poll(() => countsOf(bus, 'test_endless'), within).toEqual(settled);
  });

  it('is not ended while it cannot be noted', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const handler = aHandler(MediaLanded, { durable: 'test_unnoted' }, () => undefined);
    await using app = await listenOn(bus, [handler], () => Promise.reject(new Error('the ledger is away')));
    await bus.client.publish(MediaLanded.subject, 'garbage');
    await expect.poll(() => app.failures.length, within).toBe(1);
    await bus.connection.flush();
    expect((await countsOf(bus, 'test_unnoted')).inWork).toBe(1);
  });
});
