import { failpoint, loadSettings, maskSettings, runUntilSignal, startTracing } from '@endoveil/runtime';
import { hostSettings } from './config.js';
import { hostServices } from './host-services.js';
import { type Environment, openPlatform } from './platform.js';
import type { HostedService } from './service.js';

/** What a process of its own does: settings, tracing, platform, services, until a signal comes. */
export async function runServices(
  services: readonly HostedService[],
  environment: Environment,
  onReady: (ports: { metricsPort: number; httpPort: number | undefined }) => void = () => undefined,
): Promise<void> {
  const name = services.length === 1 ? services[0]!.definition.name : 'endoveil';
  const settings = loadSettings(hostSettings, environment);
  const stopTracing = await startTracing({
    service: name,
    ...(settings.traceFile ? { file: settings.traceFile } : {}),
    ...(settings.otlpUrl ? { otlpUrl: settings.otlpUrl } : {}),
    share: settings.traceShare,
  });
  failpoint('process.starting');
  const platform = await openPlatform(name, environment);
  const host = await hostServices(platform, services);
  platform.log.info('process.ready', { port: host.metricsPort, settings: maskSettings(hostSettings, settings) });
  onReady(host);
  failpoint('process.ready');
  const stop = async () => {
    failpoint('process.stopping');
    await host.stop();
    await platform[Symbol.asyncDispose]();
    failpoint('process.stopped');
    await stopTracing();
  };
  await runUntilSignal(platform.log, { stop }, settings.graceSeconds + 20);
}
