import { VideoAccepted } from '@endoveil/contracts';
import { describe, it } from 'vitest';
import { aHandler, aServer, listenOn } from '../bus-under-test.js';
import { connectBus } from './bus.js';
import { STREAM } from './topology.js';

describe.concurrent('the bus', () => {
  it('declares on the server what the topology says', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    await using _ = await listenOn(bus, [aHandler(VideoAccepted, { durable: 'test_declared' }, () => undefined)]);
    const { config: stream } = await bus.manager.streams.info(STREAM);
    expect(stream).toMatchObject({
      name: 'ENDOVEIL',
      subjects: ['endoveil.>'],
      retention: 'limits',
      storage: 'file',
      discard: 'new',
      max_age: 14 * 86_400 * 1e9,
      max_bytes: 1024 ** 3,
      max_msg_size: 65_536,
      duplicate_window: 7_200 * 1e9,
      num_replicas: 1,
    });
    const { config: consumer } = await bus.manager.consumers.info(STREAM, 'test_declared');
    expect(consumer).toMatchObject({
      durable_name: 'test_declared',
      filter_subject: 'endoveil.video.accepted',
      ack_policy: 'explicit',
      ack_wait: 60 * 1e9,
      deliver_policy: 'all',
      max_deliver: 100,
    });
    expect(consumer.backoff).toBeUndefined();
  });

  it('takes over changed settings, and keeps what is in the stream', async ({ expect }) => {
    await using server = await aServer();
    const handler = aHandler(VideoAccepted, { durable: 'test_changed' }, () => undefined);
    const before = await server.connect({ maxBytes: 1_000_000, ackWaitSeconds: 30 });
    await using _ = await listenOn(before, [handler]);
    await before.client.publish(VideoAccepted.subject, '{}');
    const after = await server.connect({ maxBytes: 2_000_000, ackWaitSeconds: 45 });
    await using later = await listenOn(after, [handler]);
    const { config, state } = await after.manager.streams.info(STREAM);
    expect([config.max_bytes, state.messages]).toEqual([2_000_000, 1]);
    expect((await after.manager.consumers.info(STREAM, 'test_changed')).config.ack_wait).toBe(45 * 1e9);
    expect(later.failures).toEqual([]);
  });

  it('is refused with a wrong password', async ({ expect }) => {
    await using server = await aServer();
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(connectBus({ url: wrong.href, name: 'test' })).rejects.toThrow(/authorization/i);
  });

  it('answers while the server is there, and no longer once closed', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    expect(await bus.answers()).toBe(true);
    await bus.close();
    expect(await bus.answers()).toBe(false);
    await bus.close();
  });
});
