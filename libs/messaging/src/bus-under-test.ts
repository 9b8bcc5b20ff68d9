import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventType, MediaLanded } from '@endoveil/contracts';
import { startNats } from '@endoveil/embedded';
import { Controller, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { OutgoingMessage } from './publisher.js';
import type { DeadLetter } from './receiving/dead-letters.js';
import type { Delivery } from './receiving/delivery.js';
import { PassErrors } from './receiving/pass-errors.js';
import type { Settlement } from './receiving/settlement.js';
import { Subscribe, type SubscribeOptions } from './receiving/subscribe.js';
import { JetStreamTransport } from './receiving/transport.js';
import { type Bus, connectBus } from './server/bus.js';
import type { TopologySettings } from './server/topology.js';

/** For this room's tests: a nats-server of the test's own and what is connected to it. */
export interface ServerUnderTest extends AsyncDisposable {
  /** One more connection; closed with the server. */
  connect(topology?: Partial<TopologySettings>): Promise<Bus>;
  readonly url: string;
  kill(): Promise<void>;
  /** On the same port, with the same credentials; `wiped`: with nothing in its store. */
  startAgain(how?: { wiped: boolean }): Promise<void>;
}

export async function aServer(): Promise<ServerUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'bus-'));
  let server = await startNats({ dir, dieWithParent: true });
  const buses: Bus[] = [];
  return {
    get url() {
      return server.url;
    },
    connect: async (topology) => {
      const bus = await connectBus({ url: server.url, name: 'test', ...(topology ? { topology } : {}) });
      buses.push(bus);
      return bus;
    },
    kill: () => server.stop('SIGKILL'),
    startAgain: async (how) => {
      if (how?.wiped) await rm(join(dir, 'store'), { recursive: true, force: true });
      const { port } = server;
      // the last thread of a killed server may hold the port a moment longer: another one would be taken
      do {
        await server.stop('SIGKILL');
        server = await startNats({ dir, port, dieWithParent: true });
      } while (server.port !== port);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(buses.map((bus) => bus.connection.close()));
      await server.stop('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A controller with one handler. */
export function aHandler(
  event: EventType | readonly EventType[],
  options: SubscribeOptions,
  handle: (delivery: Delivery) => Settlement | void | Promise<Settlement | void>,
): Type {
  @Controller()
  class Handler {
    @Subscribe(event, options)
    on(delivery: Delivery): Settlement | void | Promise<Settlement | void> {
      return handle(delivery);
    }
  }
  return Handler;
}

export interface Listening extends AsyncDisposable {
  readonly transport: JetStreamTransport;
  readonly parked: DeadLetter[];
  readonly failures: unknown[];
}

/** A real Nest application with these controllers, listening. */
export async function listenOn(
  bus: Bus,
  controllers: Type[],
  park: (letter: DeadLetter) => Promise<void> = async () => undefined,
): Promise<Listening> {
  @Module({})
  class Root {}
  const parked: DeadLetter[] = [];
  const failures: unknown[] = [];
  const keep = async (letter: DeadLetter) => {
    await park(letter);
    parked.push(letter);
  };
  const transport = new JetStreamTransport(
    bus,
    { park: keep },
    { trouble: () => undefined, handlerFailed: (_durable, error) => failures.push(error) },
  );
  const app = await NestFactory.createMicroservice(
    { module: Root, controllers },
    { strategy: transport, logger: false, abortOnError: false },
  );
  app.useGlobalFilters(new PassErrors());
  await app.listen();
  return { transport, parked, failures, [Symbol.asyncDispose]: () => app.close() };
}

/** `media.landed` with fresh ids, as the outbox hands it to the publisher. */
export function aLanding(change: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    eventId: randomUUID(),
    subject: MediaLanded.subject,
    version: MediaLanded.version,
    payload: { jobId: randomUUID(), step: 0, landingId: randomUUID(), sizeBytes: 7 },
    correlationId: randomUUID(),
    traceparent: null,
    ...change,
  };
}

/** What the server counts for a durable. */
export async function countsOf(
  bus: Bus,
  durable: string,
): Promise<{ waiting: number; inWork: number; redelivered: number }> {
  const info = await bus.manager.consumers.info('ENDOVEIL', durable);
  return { waiting: info.num_pending, inWork: info.num_ack_pending, redelivered: info.num_redelivered };
}
