import { AckPolicy } from '@nats-io/jetstream';
import { expect, it } from 'vitest';
import { aLanding, aServer } from '../bus-under-test.js';
import { Publisher } from '../publisher.js';
import { STREAM } from '../server/topology.js';
import { type Exhausted, listenExhausted } from './exhausted.js';

it('hears which message the server gives up, and what it said', async () => {
  await using server = await aServer();
  const bus = await server.connect();
  const told: Exhausted[] = [];
  const troubles: unknown[] = [];
  await using _ = listenExhausted(
    bus,
    async (exhausted) => void told.push(exhausted),
    (error) => troubles.push(error),
  );
  await bus.manager.consumers.add(STREAM, {
    durable_name: 'test_gives-up',
    ack_policy: AckPolicy.Explicit,
    ack_wait: 50_000_000,
    max_deliver: 1,
  });
  const message = aLanding();
  await new Publisher(bus).publish(message);
  const consumer = await bus.client.consumers.get(STREAM, 'test_gives-up');
  // taken, and never settled; it is given up when somebody asks again
  expect(await consumer.next({ expires: 1_000 })).not.toBeNull();
  await consumer.next({ expires: 1_000 });
  await expect
    .poll(() => told)
    .toEqual([{ durable: 'test_gives-up', subject: message.subject, payload: message.payload }]);
  expect(troubles).toEqual([]);
});
