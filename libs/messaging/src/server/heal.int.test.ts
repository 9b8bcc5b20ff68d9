import { MediaLanded } from '@endoveil/contracts';
import { describe, expect, it } from 'vitest';
import { aHandler, aLanding, aServer, listenOn } from '../bus-under-test.js';
import { Publisher } from '../publisher.js';
import type { Bus } from './bus.js';
import { STREAM } from './topology.js';

const within = { timeout: 15_000, interval: 20 };

/** Publishes until it is stored, as the outbox does. */
async function publishAtLast(bus: Bus): Promise<string> {
  const message = aLanding();
  for (let tries = 0; ; tries += 1) {
    try {
      await new Publisher(bus).publish(message);
      return message.eventId;
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

async function aSubscriber(bus: Bus) {
  const seen: string[] = [];
  const handler = aHandler(MediaLanded, { durable: 'test_healing' }, ({ eventId }) => void seen.push(eventId));
  const listening = await listenOn(bus, [handler]);
  return { seen, [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose]() };
}

describe.concurrent('a subscriber goes on by itself', () => {
  it('when the stream is deleted with its durables', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    await using subscriber = await aSubscriber(bus);
    const before = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toEqual([before]);
    await bus.manager.streams.delete(STREAM);
    const after = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toEqual([before, after]);
  });

  it('when only its durable is deleted: the stream is read again from the beginning', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    await using subscriber = await aSubscriber(bus);
    const before = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toEqual([before]);
    await bus.manager.consumers.delete(STREAM, 'test_healing');
    const after = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toEqual([before, before, after]);
  });

  it('when the server is killed and comes back', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    await using subscriber = await aSubscriber(bus);
    const before = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toEqual([before]);
    await server.kill();
    await server.startAgain();
    const after = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toContain(after);
  });

  it('when the server comes back with an empty store', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    await using subscriber = await aSubscriber(bus);
    const before = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toEqual([before]);
    await server.kill();
    await server.startAgain({ wiped: true });
    const after = await publishAtLast(bus);
    await expect.poll(() => subscriber.seen, within).toEqual([before, after]);
  });
});

it('a process can stop while the server is away', async () => {
  await using server = await aServer();
  const bus = await server.connect();
  const subscriber = await aSubscriber(bus);
  await server.kill();
  await expect.poll(() => bus.answers(), within).toBe(false);
  const startedAt = performance.now();
  await subscriber[Symbol.asyncDispose]();
  await bus.close();
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  expect(bus.connection.isClosed()).toBe(true);
});
