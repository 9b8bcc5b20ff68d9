import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { JetStreamTransport, PassErrors } from '@endoveil/messaging';
import { nestLog, startHealth } from '@endoveil/runtime';
import { HostedLevels, PerformAttempt, WorkModule } from '@endoveil/work';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { buildInfo, countDelivery, handlerFailures } from './metrics/process-metrics.js';
import type { Platform } from './platform.js';
import type { HostedService } from './service.js';

/** Running services of one process. */
export interface Host {
  readonly metricsPort: number;
  /** The registry's HTTP port, where it is hosted here. */
  readonly httpPort: number | undefined;
  /** Pulls nothing more, finishes what fits into the grace period, hands the rest back, closes what it opened. */
  stop(): Promise<void>;
}

@Module({})
class HostModule {}

/** Runs any choice of services in this process. Nothing in them knows how many they are. */
export async function hostServices(platform: Platform, services: readonly HostedService[]): Promise<Host> {
  const { ledger, bus, log, settings } = platform;
  await using opened = new AsyncDisposableStack();
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  buildInfo(services.map(({ definition }) => definition.name));
  const root: DynamicModule = {
    module: HostModule,
    imports: [
      WorkModule.with(platform),
      ...services.map(({ definition, levels }) => definition.module(platform, levels)),
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), {
    logger: nestLog(log),
    abortOnError: false,
  });
  opened.defer(() => app.close());
  const transport = new JetStreamTransport(
    bus,
    { park: (letter) => ledger.deadLetter(letter) },
    {
      trouble: (durable, error) => log.warn('bus.trouble', { durable, error }),
      handlerFailed: (durable, error) => {
        handlerFailures.inc({ durable });
        log.error('handler.failed', { durable, error });
      },
      delivered: countDelivery,
    },
    settings.concurrency,
  );
  const microservice = app.connectMicroservice(
    { strategy: transport },
    { inheritAppConfig: false, deferInitialization: true },
  );
  microservice.useGlobalFilters(new PassErrors());
  const faces = services.flatMap(({ definition }) => definition.http?.(platform) ?? []);
  for (const face of faces) face.prepare(app);
  // levels are known to the ledger before the first message is pulled
  await app.init();
  await app.startAllMicroservices();
  for (const face of faces) await app.listen(face.port, face.host);
  const health = opened.use(
    await startHealth({
      host: settings.metricsHost,
      port: settings.metricsPort,
      checks: [
        { name: 'database', check: async () => (await ledger.outboxLag()).seconds >= 0 },
        { name: 'bus', check: () => bus.answers() },
      ],
    }),
  );
  const close = opened.move();
  return {
    metricsPort: health.port,
    httpPort: faces.length > 0 ? (app.getHttpServer().address() as AddressInfo).port : undefined,
    stop: async () => {
      transport.stopPulling();
      await settledWithin(transport, settings.graceSeconds, () => app.get(PerformAttempt).preemptAll());
      await app.get(HostedLevels).stop();
      await close.disposeAsync();
    },
  };
}

async function settledWithin(transport: JetStreamTransport, seconds: number, giveUp: () => void): Promise<void> {
  const timer = setTimeout(giveUp, seconds * 1000);
  await transport.settled();
  clearTimeout(timer);
}
