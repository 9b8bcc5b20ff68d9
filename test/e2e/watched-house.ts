import { join } from 'node:path';
import { HouseRig, type Running, timing } from './house-rig.js';
import { PrometheusRig } from './prometheus-rig.js';

const quick = {
  ...{ leaseSeconds: 5, beatSeconds: 0.5, workerGoneSeconds: 3, deliveryDeadlineSeconds: 3, reconnectSeconds: 60 },
  // long enough for a sandbox that does not start to be seen and mended
  retryCurveSeconds: [4, 6, 8],
};

/** A house whose every process is read by a real Prometheus for as long as it is meant to run. */
export class WatchedHouse implements AsyncDisposable {
  private readonly watched = new Map<string, Running>();

  private constructor(
    readonly house: HouseRig,
    readonly prometheus: PrometheusRig,
  ) {}

  static async start(extra: Readonly<Record<string, string>> = {}): Promise<WatchedHouse> {
    const house = await HouseRig.start({
      ENDOVEIL_PUBLISH_POLL_SECONDS: '0.5',
      ENDOVEIL_TIMING: JSON.stringify({ ...timing, ...quick }),
      ...extra,
    });
    try {
      return new WatchedHouse(house, await PrometheusRig.start(join(house.home, 'prometheus'), { waits: true }));
    } catch (error) {
      await house[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** One process for each service that is named; one that runs under the same name is replaced. */
  async run(
    services: string,
    extra: Readonly<Record<string, string>> = {},
    behind: readonly string[] = [],
  ): Promise<Running> {
    const running = await this.house.serve(services.split(','), extra, behind);
    this.watched.set(services, running);
    await this.watch();
    return running;
  }

  /** Ends it as a deployment would that has no more use for it. */
  async end(services: string): Promise<void> {
    const { child, ended } = this.watched.get(services)!;
    this.watched.delete(services);
    await this.watch();
    child.kill('SIGTERM');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.prometheus[Symbol.asyncDispose]();
    await this.house[Symbol.asyncDispose]();
  }

  private watch(): Promise<void> {
    return this.prometheus.watch(...[...this.watched.values()].map(({ ports }) => ports.metricsPort));
  }
}
