import { Publisher } from '@endoveil/messaging';
import type { Platform, ServiceDefinition } from '@endoveil/host';
import { loadSettings, SettingsRefused } from '@endoveil/runtime';
import { type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { register } from 'prom-client';
import { AccessGuard } from './access/access.guard.js';
import { guardLoopback, requireToken } from './access/authenticate.js';
import { Tokens } from './access/token-file.js';
import { registrySettings } from './config.js';
import { controllers } from './controllers.js';
import { dutiesOf } from './duties/duties.js';
import { DutyRound } from './duties/duty.js';
import { escalateGivenUp } from './duties/given-up.js';
import { Relay } from './duties/relay.js';
import { registerRecordMetrics } from './metrics/record-metrics.js';
import { registerSiteMetrics } from './metrics/site-metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { acceptUploadBodies, Uploads } from './uploads/uploads.js';

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
    const { unnamedHours, uploadHours, quarantineDays } = loadSettings(registrySettings, environment);
    this.running.use(await new Relay(ledger, new Publisher(bus), log).start());
    this.running.use(escalateGivenUp(bus, ledger, log));
    for (const duty of dutiesOf(ledger, storage, log, { unnamedHours, uploadHours, quarantineDays }))
      this.running.use(new DutyRound(duty, ledger, log).start());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running.disposeAsync();
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

@Module({})
class RegistryModule {}

export const registry: ServiceDefinition = {
  name: 'registry',
  levels: [],
  module(platform: Platform): DynamicModule {
    if (!register.getSingleMetric('endoveil_items_total')) {
      registerRecordMetrics(platform.ledger, register);
      const { bus, pressure, settings } = platform;
      registerSiteMetrics({ bus, pressure, zonesDir: settings.zonesDir }, register);
    }
    return {
      module: RegistryModule,
      controllers: [...controllers],
      providers: [
        { provide: 'endoveil.ledger', useValue: platform.ledger },
        { provide: 'endoveil.storage', useValue: platform.storage },
        { provide: 'endoveil.pressure', useValue: platform.pressure },
        { provide: Uploads, useValue: new Uploads(platform, loadSettings(registrySettings, platform.environment)) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: Duties, useValue: new Duties(platform) },
      ],
    };
  },
  http({ environment }) {
    const { host, port, tokenFile } = loadSettings(registrySettings, environment);
    if (tokenFile === undefined && !LOOPBACK.has(host))
      throw new SettingsRefused([{ env: registrySettings.host.env, why: 'needs ENDOVEIL_TOKEN_FILE' }]);
    return {
      host,
      port,
      prepare(app) {
        app.useGlobalFilters(new ProblemFilter());
        const fastify = app.getHttpAdapter().getInstance();
        acceptUploadBodies(fastify);
        if (tokenFile === undefined) guardLoopback(fastify);
        else requireToken(fastify, new Tokens(tokenFile));
      },
    };
  },
};
