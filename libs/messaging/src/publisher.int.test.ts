import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { aLanding, aServer } from './bus-under-test.js';
import { Publisher } from './publisher.js';
import { STREAM } from './server/topology.js';

describe.concurrent('publishing', () => {
  it('stores an event once, however often it is published', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const publisher = new Publisher(bus);
    const message = aLanding();
    await publisher.publish(message);
    await publisher.publish(message);
    expect((await bus.fill()).messages).toBe(1);
    await publisher.publish({ ...message, eventId: randomUUID() });
    expect((await bus.fill()).messages).toBe(2);
  });

  it('sends the ids, the version and the trace as headers', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const message = aLanding({ traceparent });
    await new Publisher(bus).publish(message);
    const stored = await bus.manager.streams.getMessage(STREAM, { seq: 1 });
    expect(stored?.json()).toEqual(message.payload);
    expect(Object.fromEntries(stored?.header ?? [])).toEqual({
      'Nats-Msg-Id': [message.eventId],
      'x-correlation-id': [message.correlationId],
      'x-schema-version': ['1'],
      traceparent: [traceparent],
    });
  });

  it('refuses what is not an event, and stores nothing of it', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const publisher = new Publisher(bus);
    const notAnEvent = expect.objectContaining({ name: 'NotPublished', why: 'not-an-event' });
    await expect(publisher.publish(aLanding({ subject: 'endoveil.media.invented' }))).rejects.toEqual(notAnEvent);
    await expect(publisher.publish(aLanding({ payload: { jobId: 'no id', step: 0 } }))).rejects.toEqual(notAnEvent);
    expect((await bus.fill()).messages).toBe(0);
  });

  it('says of what is too large that it will never be taken', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const publisher = new Publisher(bus);
    const refused = expect.objectContaining({ name: 'NotPublished', why: 'refused', lasting: true });
    for (const bytes of [100_000, 2_000_000]) {
      const message = aLanding();
      const large = { ...message, payload: { ...message.payload, more: 'x'.repeat(bytes) } };
      await expect(publisher.publish(large)).rejects.toEqual(refused);
    }
    expect((await bus.fill()).messages).toBe(0);
  });

  it('to a full stream fails, and works again once there is room', async ({ expect }) => {
    await using server = await aServer();
    const measuring = await server.connect();
    await new Publisher(measuring).publish(aLanding());
    const { bytes } = (await measuring.manager.streams.info(STREAM)).state;
    // 2.9 weighs a message without its overhead: near the limit it takes one more and drops the oldest for it
    const bus = await server.connect({ maxBytes: 5 * bytes + 100 });
    const publisher = new Publisher(bus);
    for (let i = 1; i < 5; i += 1) await publisher.publish(aLanding());
    const refused = aLanding();
    await expect(publisher.publish(refused)).rejects.toMatchObject({ name: 'NotPublished', why: 'stream-full' });
    const { messages, ratio } = await bus.fill();
    expect(messages).toBe(5);
    expect(ratio).toBeGreaterThan(0.9);
    await bus.manager.streams.purge(STREAM);
    await publisher.publish(refused);
    expect((await bus.fill()).messages).toBe(1);
  });

  it('makes the stream anew when it is gone, from many connections at once', async ({ expect }) => {
    await using server = await aServer();
    const buses = await Promise.all(Array.from({ length: 8 }, () => server.connect()));
    const [bus] = buses;
    await bus!.manager.streams.delete(STREAM);
    const publishers = buses.map((each) => new Publisher(each));
    // side by side, as relays publish
    const all = publishers.flatMap((publisher) => Array.from({ length: 10 }, () => publisher.publish(aLanding())));
    await Promise.all(all);
    expect((await bus!.fill()).messages).toBe(80);
  });

  it('fails within seconds while the server is away, and stores once it is back', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const publisher = new Publisher(bus);
    await server.kill();
    const message = aLanding();
    const startedAt = performance.now();
    await expect(publisher.publish(message)).rejects.toMatchObject({ why: 'no-answer' });
    expect(performance.now() - startedAt).toBeLessThan(7_000);
    expect(await bus.answers()).toBe(false);
    await server.startAgain();
    await expect.poll(() => bus.answers(), { timeout: 10_000 }).toBe(true);
    await publisher.publish(message);
    expect((await bus.fill()).messages).toBe(1);
  });
});
