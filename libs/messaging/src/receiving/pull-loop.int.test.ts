import { randomUUID } from 'node:crypto';
import { MediaLanded, ReportAccepted, VideoAccepted } from '@endoveil/contracts';
import { describe, it } from 'vitest';
import { aHandler, aLanding, aServer, countsOf, listenOn } from '../bus-under-test.js';
import { Publisher } from '../publisher.js';
import type { Delivery } from './delivery.js';

const settled = { waiting: 0, inWork: 0, redelivered: 0 };
const within = { timeout: 10_000, interval: 20 };

/** Counts how many run side by side; each runs until the gate is opened. */
function aMeter() {
  let running = 0;
  const meter = { most: 0, done: 0, gate: Promise.withResolvers<void>() };
  const handle = async () => {
    running += 1;
    meter.most = Math.max(meter.most, running);
    await meter.gate.promise;
    running -= 1;
    meter.done += 1;
  };
  return { meter, handle };
}

const item = (kind: 'video' | 'report') => ({
  payload: { jobId: randomUUID(), step: 0, itemId: randomUUID(), runId: randomUUID(), kind },
});

describe.concurrent('a handler', () => {
  it('gets what was published before it listened for the first time', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const early = aLanding();
    await new Publisher(bus).publish(early);
    const seen: string[] = [];
    const handler = aHandler(MediaLanded, { durable: 'test_late' }, ({ eventId }) => void seen.push(eventId));
    await using _ = await listenOn(bus, [handler]);
    await expect.poll(() => seen, within).toEqual([early.eventId]);
  });

  it('works on as many events at once as it may', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const { meter, handle } = aMeter();
    await using _ = await listenOn(bus, [aHandler(MediaLanded, { durable: 'test_two', concurrency: 2 }, handle)]);
    for (let i = 0; i < 6; i += 1) await new Publisher(bus).publish(aLanding());
    await expect.poll(() => meter.most, within).toBe(2);
    await expect.poll(() => countsOf(bus, 'test_two'), within).toEqual({ waiting: 4, inWork: 2, redelivered: 0 });
    meter.gate.resolve();
    await expect.poll(() => meter.done, within).toBe(6);
    expect(meter.most).toBe(2);
  });

  it('of two events works on one at a time, and on both kinds', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const running: string[] = [];
    const subjects: string[] = [];
    let most = 0;
    const handler = aHandler(
      [VideoAccepted, ReportAccepted],
      { durable: 'test_both' },
      async ({ eventId, subject }) => {
        running.push(eventId);
        most = Math.max(most, running.length);
        // long enough for the other kind to be pulled, if it could be
        await bus.connection.rtt();
        await bus.connection.rtt();
        running.splice(running.indexOf(eventId), 1);
        subjects.push(subject);
      },
    );
    const publisher = new Publisher(bus);
    for (let i = 0; i < 5; i += 1) {
      await publisher.publish(aLanding({ subject: VideoAccepted.subject, ...item('video') }));
      await publisher.publish(aLanding({ subject: ReportAccepted.subject, ...item('report') }));
    }
    await using _ = await listenOn(bus, [handler]);
    await expect.poll(() => subjects.length, within).toBe(10);
    expect(new Set(subjects)).toEqual(new Set([VideoAccepted.subject, ReportAccepted.subject]));
    expect(most).toBe(1);
  });

  it('of two events keeps the second one alive until its turn, and gives it back when it stops', async ({ expect }) => {
    await using server = await aServer();
    const ackWaitSeconds = 2;
    const [first, second] = [await server.connect({ ackWaitSeconds }), await server.connect({ ackWaitSeconds })];
    const durable = 'test_waiting';
    const work = Promise.withResolvers<void>();
    const byFirst: string[] = [];
    const slow = aHandler([VideoAccepted, ReportAccepted], { durable }, async ({ subject, working }) => {
      byFirst.push(subject);
      const beat = setInterval(working, 200);
      await work.promise;
      clearInterval(beat);
    });
    const publisher = new Publisher(first);
    await publisher.publish(aLanding({ subject: VideoAccepted.subject, ...item('video') }));
    await publisher.publish(aLanding({ subject: ReportAccepted.subject, ...item('report') }));
    await using leaving = await listenOn(first, [slow]);
    const inWork = async () => {
      const counts = await Promise.all([countsOf(first, `${durable}_video`), countsOf(first, `${durable}_report`)]);
      return counts.map((count) => count.inWork);
    };
    await expect.poll(inWork, within).toEqual([1, 1]);
    const bySecond: Delivery[] = [];
    const quick = aHandler([VideoAccepted, ReportAccepted], { durable }, (delivery) => void bySecond.push(delivery));
    await using _ = await listenOn(second, [quick]);
    const heldAt = performance.now();
    await expect.poll(() => performance.now() - heldAt, within).toBeGreaterThan(ackWaitSeconds * 1_500);
    expect([byFirst.length, bySecond.length]).toEqual([1, 0]);
    leaving.transport.stopPulling();
    work.resolve();
    await leaving.transport.settled();
    // sooner than its ack wait would end
    await expect.poll(() => bySecond.map(({ deliveries }) => deliveries), { timeout: 1_000 }).toEqual([2]);
    expect(new Set([...byFirst, bySecond[0]?.subject])).toEqual(
      new Set([VideoAccepted.subject, ReportAccepted.subject]),
    );
  });

  it('that stops pulling finishes what it has; the rest goes to another process', async ({ expect }) => {
    await using server = await aServer();
    const [first, second] = [await server.connect(), await server.connect()];
    const publisher = new Publisher(first);
    const started = Promise.withResolvers<void>();
    const work = Promise.withResolvers<void>();
    const byFirst: string[] = [];
    const bySecond: string[] = [];
    const durable = 'test_handed-over';
    const slow = aHandler(MediaLanded, { durable }, async ({ eventId }) => {
      started.resolve();
      await work.promise;
      byFirst.push(eventId);
    });
    await using leaving = await listenOn(first, [slow]);
    const taken = aLanding();
    await publisher.publish(taken);
    await started.promise;
    leaving.transport.stopPulling();
    const rest = [aLanding(), aLanding()];
    for (const message of rest) await publisher.publish(message);
    await using _ = await listenOn(second, [
      aHandler(MediaLanded, { durable }, ({ eventId }) => void bySecond.push(eventId)),
    ]);
    await expect.poll(() => bySecond, within).toEqual(rest.map(({ eventId }) => eventId));
    work.resolve();
    await leaving.transport.settled();
    expect(byFirst).toEqual([taken.eventId]);
    await expect.poll(() => countsOf(second, durable), within).toEqual(settled);
  });

  it('may not share its durable with another', async ({ expect }) => {
    await using server = await aServer();
    const bus = await server.connect();
    const one = aHandler(MediaLanded, { durable: 'test_same' }, () => undefined);
    const other = aHandler(VideoAccepted, { durable: 'test_same' }, () => undefined);
    await expect(listenOn(bus, [one, other])).rejects.toThrow('test_same');
  });
});
