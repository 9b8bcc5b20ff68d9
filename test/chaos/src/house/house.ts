import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateLedger, type ServiceName, serviceNames } from '@endoveil/ledger';
import { createSiteKey } from '@endoveil/storage';
import { Disks } from './disks.js';
import type { NodeCount } from './server-names.js';
import { Servers } from './servers.js';
import { type ProcessSettings, ServiceProcess } from './service-process.js';

/** Everything of the contract that takes minutes in a hospital takes seconds here. */
export const hurried = {
  leaseSeconds: 4,
  beatSeconds: 1,
  retryCurveSeconds: [0.3, 0.5, 1],
  workerHeartbeatSeconds: 1,
  workerGoneSeconds: 5,
  sweepSeconds: 0.7,
  reconcileSeconds: 1,
  deliveryDeadlineSeconds: 3,
  outboxPollSeconds: 0.3,
  upgradeSeconds: 1,
  upgradeRetrySeconds: 4,
  reconnectSeconds: 10,
  collectScratchSeconds: 3,
  deadLevelSeconds: { video: 600, report: 600, metadata: 600 },
};

/** What services are told where NATS is three servers. */
const inThree = { ENDOVEIL_STREAM_REPLICAS: '3', ENDOVEIL_STREAM_MAX_BYTES: String(64 * 1024 ** 2) };

export const DESTINATION = 'research';

export interface HouseOptions {
  /** Program and arguments that become one service process: `node main.js serve`. */
  readonly command: readonly string[];
  readonly services?: readonly ServiceName[];
  /** Servers of NATS; three are one cluster, with three copies of the stream. Default: 1 */
  readonly nodes?: NodeCount;
  readonly timing?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Zones and scratch on small file systems of their own, so that they can be filled. */
  readonly smallDisks?: boolean;
  /** The levels that a service runs; all where it is not named. */
  readonly levels?: Readonly<Partial<Record<ServiceName, string>>>;
  /** How a service that is named here is armed when it first starts. */
  readonly armed?: Readonly<Partial<Record<ServiceName, string>>>;
  /** An empty folder to live in; default: a new one. */
  readonly home?: string;
  /** Kept after the run. */
  readonly keep?: boolean;
}

/** A whole house: real servers, every service a process of its own, folders, and a destination. */
export class House implements AsyncDisposable {
  private readonly replicas: ServiceProcess[] = [];

  private constructor(
    readonly home: string,
    readonly servers: Servers,
    readonly disks: Disks,
    readonly services: ReadonlyMap<ServiceName, ServiceProcess>,
    private readonly settings: Omit<ProcessSettings, 'service' | 'logFile'>,
    private readonly keep: boolean,
  ) {}

  static async start(options: HouseOptions): Promise<House> {
    const home = options.home ?? (await mkdtemp(join(tmpdir(), 'endoveil-chaos-')));
    for (const folder of ['drop', 'log', 'zones', 'scratch', DESTINATION]) await mkdir(join(home, folder));
    const disks = await Disks.open({ zones: join(home, 'zones'), scratch: join(home, 'scratch') }, options.smallDisks);
    const servers = await Servers.start(join(home, 'servers'), options.nodes);
    await migrateLedger({ url: servers.directUrl('postgres') });
    await createSiteKey(join(home, 'site-key'));
    const destinations = join(home, 'destinations.json');
    const folder = { name: DESTINATION, kind: 'folder', path: join(home, DESTINATION), automatic: true };
    // a power cut must not take what an operator has set up
    await writeFile(destinations, JSON.stringify([folder]), { flush: true });
    const environment = {
      PATH: process.env['PATH'] ?? '',
      ENDOVEIL_HOME: home,
      ENDOVEIL_DATABASE_URL: servers.wiredUrl('postgres'),
      ENDOVEIL_NATS_URL: servers.wiredUrl('nats'),
      ENDOVEIL_REDIS_URL: servers.wiredUrl('redis'),
      ENDOVEIL_ZONES_DIR: join(home, 'zones'),
      ENDOVEIL_SCRATCH_DIR: join(home, 'scratch'),
      ENDOVEIL_SITE_KEY_FILE: join(home, 'site-key'),
      ENDOVEIL_WATCH_DIR: join(home, 'drop'),
      ENDOVEIL_AFTER_LANDING: 'delete',
      ENDOVEIL_KEEP_FREE_BYTES: '0',
      ENDOVEIL_METRICS_PORT: '0',
      ENDOVEIL_HTTP_PORT: '0',
      ENDOVEIL_SCAN_SECONDS: '0.5',
      ENDOVEIL_QUIET_SECONDS: '0.2',
      ENDOVEIL_GRACE_SECONDS: '3',
      ENDOVEIL_DESTINATIONS: destinations,
      ENDOVEIL_PUBLISH_POLL_SECONDS: '1',
      ENDOVEIL_LOG_LEVEL: 'debug',
      ENDOVEIL_TIMING: JSON.stringify({ ...hurried, ...options.timing }),
      ...(options.nodes === 3 ? inThree : {}),
      ...options.environment,
    };
    const services = new Map(
      (options.services ?? serviceNames).map((service) => {
        const armed = options.armed?.[service];
        const logFile = join(home, 'log', `${service}.jsonl`);
        const levels = options.levels?.[service];
        const own = { ...environment, ...(levels === undefined ? {} : { LEVELS: levels }) };
        const settings = { service, command: options.command, environment: own, logFile };
        return [service, new ServiceProcess({ ...settings, ...(armed === undefined ? {} : { armed }) })];
      }),
    );
    return new House(home, servers, disks, services, { command: options.command, environment }, options.keep ?? false);
  }

  service(name: ServiceName): ServiceProcess {
    const found = this.services.get(name);
    if (!found) throw new Error(`${name} is not part of this house`);
    return found;
  }

  /** One process more of a service. It ends with the house. */
  replica(service: ServiceName, more: { readonly armed?: string; readonly levels?: string } = {}): ServiceProcess {
    const logFile = join(this.home, 'log', `${service}.jsonl`);
    const environment = { ...this.settings.environment, ...(more.levels === undefined ? {} : { LEVELS: more.levels }) };
    const armed = more.armed === undefined ? {} : { armed: more.armed };
    const made = new ServiceProcess({ ...this.settings, environment, service, logFile, ...armed });
    this.replicas.push(made);
    return made;
  }

  /** Every service answers. */
  async ready(): Promise<void> {
    await Promise.all([...this.services.values()].map(({ ports }) => ports));
  }

  /** The API of the registry that runs now. */
  async apiUrl(): Promise<string> {
    return `http://127.0.0.1:${(await this.service('registry').ports).httpPort}`;
  }

  folder(name: 'drop' | 'log' | 'zones' | 'scratch' | 'servers' | typeof DESTINATION): string {
    return join(this.home, name);
  }

  /** All processes awake, all servers back, all disks empty enough. */
  async mended(): Promise<void> {
    for (const service of [...this.services.values(), ...this.replicas]) service.thaw();
    await this.disks.mend();
    await this.servers.mended();
  }

  /** Of all services and servers. */
  get pids(): readonly number[] {
    return [...[...this.services.values()].flatMap(({ pid }) => pid ?? []), ...this.servers.pids];
  }

  /** All services die and stay dead. */
  async holdServices(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.hold()));
  }

  releaseServices(): void {
    for (const service of this.services.values()) service.release();
  }

  /** The servers stay. */
  async stopServices(): Promise<void> {
    await Promise.all([...this.services.values(), ...this.replicas].map((service) => service.stop()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.mended();
    await this.stopServices();
    await this.servers[Symbol.asyncDispose]();
    await this.disks[Symbol.asyncDispose]();
    if (!this.keep) await rm(this.home, { recursive: true, force: true });
  }
}
