import { Publisher } from '@endoveil/messaging';
import type { Platform, ServiceDefinition } from '@endoveil/host';
import { loadSettings } from '@endoveil/runtime';
import { type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown, Module } from '@nestjs/common';
import { register } from 'prom-client';
import { registrySettings } from './config.js';
import { dutiesOf } from './duties/duties.js';
import { DutyRound } from './duties/duty.js';
import { Relay } from './duties/relay.js';
import { ItemsController } from './items.controller.js';
import { guardLoopback } from './loopback-guard.js';
import { registerRecordMetrics } from './metrics/record-metrics.js';
import { registerSiteMetrics } from './metrics/site-metrics.js';
import { ProblemFilter } from './problem.filter.js';

/** Hosts what has to run somewhere: relay, sweeper, reconciler, sealer, upgrader, collector. */
class Duties implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly running = new AsyncDisposableStack();

  constructor(private readonly platform: Platform) {}

  private hasStarted = false;

  /** Nest calls it for the application and again for its transport. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.hasStarted) return;
    this.hasStarted = true;
    const { ledger, bus, storage, log, environment } = this.platform;
    const { unnamedHours } = loadSettings(registrySettings, environment);
    this.running.use(await new Relay(ledger, new Publisher(bus), log).start());
    for (const duty of dutiesOf(ledger, storage, log, unnamedHours))
      this.running.use(new DutyRound(duty, ledger, log).start());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running.disposeAsync();
  }
}

@Module({})
class RegistryModule {}

export const registry: ServiceDefinition = {
  name: 'registry',
  levels: [],
  module(platform: Platform): DynamicModule {
    if (!register.getSingleMetric('endoveil_items_total')) {
      registerRecordMetrics(platform.ledger, register);
      registerSiteMetrics({ bus: platform.bus, zonesDir: platform.settings.zonesDir }, register);
    }
    return {
      module: RegistryModule,
      controllers: [ItemsController],
      providers: [
        { provide: 'endoveil.ledger', useValue: platform.ledger },
        { provide: Duties, useValue: new Duties(platform) },
      ],
    };
  },
  http({ environment }) {
    const { host, port } = loadSettings(registrySettings, environment);
    return {
      host,
      port,
      prepare(app) {
        app.useGlobalFilters(new ProblemFilter());
        guardLoopback(app.getHttpAdapter().getInstance());
      },
    };
  },
};
