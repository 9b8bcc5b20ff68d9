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

/** A subscriber that has seen one message, and the server it listens to. */
async function aSubscriberThatHeard() {
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await aServer());
  const bus = await server.connect();
  const subscriber = opened.use(await aSubscriber(bus));
  const before = await publishAtLast(bus);
  await expect.poll(() => subscriber.seen, within).toEqual([before]);
  const kept = opened.move();
  return { server, bus, subscriber, before, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

describe.concurrent('a subscriber goes on by itself', () => {
  it('when the stream is deleted with its durables', async ({ expect }) => {
    await using rig = await aSubscriberThatHeard();
    await rig.bus.manager.streams.delete(STREAM);
    const after = await publishAtLast(rig.bus);
    await expect.poll(() => rig.subscriber.seen, within).toEqual([rig.before, after]);
  });

  it('when only its durable is deleted: the stream is read again from the beginning', async ({ expect }) => {
    await using rig = await aSubscriberThatHeard();
    await rig.bus.manager.consumers.delete(STREAM, 'test_healing');
    const after = await publishAtLast(rig.bus);
    await expect.poll(() => rig.subscriber.seen, within).toEqual([rig.before, rig.before, after]);
  });

  it('when the server is killed and comes back', async ({ expect }) => {
    await using rig = await aSubscriberThatHeard();
    await rig.server.kill();
    await rig.server.startAgain();
    const after = await publishAtLast(rig.bus);
    await expect.poll(() => rig.subscriber.seen, within).toContain(after);
  });

  it('when the server comes back with an empty store', async ({ expect }) => {
    await using rig = await aSubscriberThatHeard();
    await rig.server.kill();
    await rig.server.startAgain({ wiped: true });
    const after = await publishAtLast(rig.bus);
    await expect.poll(() => rig.subscriber.seen, within).toEqual([rig.before, after]);
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
