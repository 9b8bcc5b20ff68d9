import { readFile } from 'node:fs/promises';
import { type Ledger, openLedger, type Timing, withAuthority } from '@endoveil/ledger';
import { type Locks, openRedlockLocks } from '@endoveil/locks';
import { bubblewrap, type Sandbox } from '@endoveil/media';
import { type Bus, connectBus } from '@endoveil/messaging';
import { createLog, loadSettings, type Log, type ValuesOf } from '@endoveil/runtime';
import { loadSiteKey, openStorage, type Storage } from '@endoveil/storage';
import { hostSettings } from './config.js';
import { measuredLocks } from './metrics/measured-locks.js';
import { measuredSandbox } from './metrics/measured-sandbox.js';
import { watchScratch } from './metrics/process-metrics.js';
import { type Pressure, watchPressure } from './pressure.js';

export type HostSettings = ValuesOf<typeof hostSettings>;

/** Environment variables, as a process was started with them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything a service is given: opened once for each process, closed in the opposite order. */
export interface Platform extends AsyncDisposable {
  /** What services read their own settings from. */
  readonly environment: Environment;
  readonly settings: HostSettings;
  readonly log: Log;
  readonly storage: Storage;
  readonly ledger: Ledger;
  readonly locks: Locks;
  readonly bus: Bus;
  readonly sandbox: Sandbox;
  readonly pressure: Pressure;
}

/** `name` is the service's, or `endoveil` where one process hosts all. `logTo`: a file descriptor; default standard error. */
export async function openPlatform(name: string, environment: Environment, logTo?: number): Promise<Platform> {
  const settings = loadSettings(hostSettings, environment);
  const log = createLog({
    service: name,
    level: settings.logLevel,
    ...(logTo === undefined ? {} : { fileDescriptor: logTo }),
  });
  await using opened = new AsyncDisposableStack();
  const siteKey = await loadSiteKey(settings.siteKeyFile);
  const storage = await openStorage({
    zonesDir: settings.zonesDir,
    siteKey,
    ...(settings.scratchDir ? { scratchDir: settings.scratchDir } : {}),
  });
  const ledger = opened.use(
    await openLedger({
      url: withAuthority(settings.databaseUrl, settings.caFile),
      cipher: storage.cipher,
      timing: settings.timing as Partial<Timing>,
      policy: settings.releasePolicy,
      applicationName: `endoveil-${name}`,
    }),
  );
  const authority = settings.caFile ? { ca: await readFile(settings.caFile, 'utf8') } : {};
  const nameOf = (key: string) => siteKey.hmac('lock', key);
  const locks = await openRedlockLocks({ urls: settings.redisUrl.split(','), nameOf, ...authority });
  opened.defer(() => locks.close());
  const bus = opened.use(
    await connectBus({
      url: settings.natsUrl,
      ...authority,
      name,
      topology: {
        maxBytes: settings.streamMaxBytes,
        replicas: settings.streamReplicas,
        ackWaitSeconds: ledger.timing.leaseSeconds,
      },
    }),
  );
  watchScratch(settings.scratchDir ?? settings.zonesDir);
  const close = opened.move();
  return {
    environment,
    settings,
    log,
    storage,
    ledger,
    locks: measuredLocks(locks),
    bus,
    sandbox: measuredSandbox(bubblewrap()),
    pressure: watchPressure(storage, ledger, settings),
    [Symbol.asyncDispose]: () => close.disposeAsync(),
  };
}
