import { randomUUID } from 'node:crypto';
import { MediaLanded, Poison, ReportAccepted, VideoAccepted } from '@endoveil/contracts';
import { headers } from '@nats-io/nats-core';
import { describe, it } from 'vitest';
import { aHandler, aLanding, aServer, countsOf, listenOn } from './bus-under-test.js';
import type { Delivery } from './delivery.js';
import { Publisher } from './publisher.js';

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
