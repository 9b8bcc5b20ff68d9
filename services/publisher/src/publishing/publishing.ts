import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ledger } from '@endoveil/ledger';
import { failpoint } from '@endoveil/runtime';
import type { DestinationConfig } from '../config.js';
import type { Destination } from '../destinations/destination.js';
import { publishOne, type PublishParts } from './publish-one.js';

export interface PublishingParts extends PublishParts {
  readonly ledger: Ledger;
  readonly pollSeconds: number;
  readonly open: (config: DestinationConfig) => Destination;
}

const AFTER_ERROR_MS = 2_000;
/** How often it is asked what of all that is out has failed a verification since. */
const LOOK_BACK_MS = 60_000;

/**
 * Works for every destination as long as the process runs: so many hands for each, one round that takes back what has
 * failed since, releases by policy and plans for the automatic ones, and a word, over and over, that they are served.
 * Events only wake it; what it does it finds in the ledger.
 */
export class Publishing implements AsyncDisposable {
  private readonly stopper = new AbortController();
  private readonly workerId = randomUUID();
  private readonly sleeping = new Set<() => void>();
  private running: Promise<unknown> = Promise.resolve();
  private lookedBackAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly parts: PublishingParts,
    private readonly destinations: readonly DestinationConfig[],
  ) {}

  start(): this {
    const hands = this.destinations.flatMap((config) =>
      Array.from({ length: config.parallel }, () => this.hand(config)),
    );
    this.running = Promise.all([this.presence(), this.rounds(), ...hands]);
    return this;
  }

  /** Something may have become due. */
  wake(): void {
    for (const wakeOne of this.sleeping) wakeOne();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopper.abort();
    this.wake();
    await this.running;
  }

  /** What nobody speaks for, nobody serves. */
  private async presence(): Promise<void> {
    const { ledger, log } = this.parts;
    const { signal } = this.stopper;
    const destinations = this.destinations.map(({ name }) => name);
    while (!signal.aborted) {
      await ledger
        .publisherHeartbeat({ workerId: this.workerId, destinations })
        .catch((error: unknown) => log.warn('publisher.heartbeat-failed', { error }));
      await wait(ledger.timing.workerHeartbeatSeconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  }

  private async rounds(): Promise<void> {
    const { ledger, log, pollSeconds } = this.parts;
    while (!this.stopper.signal.aborted) {
      try {
        let count = (await this.lookBack()) + (await ledger.releaseByPolicy());
        for (const { name, automatic } of this.destinations)
          if (automatic) count += await ledger.planApproved(name, 'automatic');
        if (count > 0) {
          failpoint('publisher.after-plan');
          log.info('publisher.planned', { count });
          this.wake();
        }
      } catch (error) {
        log.warn('publisher.round', { error });
      }
      await this.sleep(pollSeconds * 1000);
    }
  }

  private async lookBack(): Promise<number> {
    if (performance.now() - this.lookedBackAt < LOOK_BACK_MS) return 0;
    const asked = await this.parts.ledger.withdrawFailed();
    this.lookedBackAt = performance.now();
    if (asked > 0) this.parts.log.error('publication.failed-since', { count: asked });
    return asked;
  }

  private async hand(config: DestinationConfig): Promise<void> {
    const { name: destination, parallel, perMinute, bytesPerSecond } = config;
    const { signal: stop } = this.stopper;
    await using opened = this.parts.open(config);
    while (!stop.aborted) {
      try {
        const claim = await this.parts.ledger.claimPublication({
          destination,
          workerId: this.workerId,
          parallel,
          ...(perMinute ? { perMinute } : {}),
        });
        if (claim.task === 'none') await this.sleep(Math.min(claim.retryAfterMs, this.parts.pollSeconds * 1000));
        else await publishOne(this.parts, opened, claim, { stop, ...(bytesPerSecond ? { bytesPerSecond } : {}) });
      } catch (error) {
        // what was claimed is asked for again when its lease is over
        this.parts.log.warn('publisher.hand', { part: destination, error });
        await wait(AFTER_ERROR_MS, undefined, { signal: stop }).catch(() => undefined);
      }
    }
  }

  private async sleep(ms: number): Promise<void> {
    if (this.stopper.signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.sleeping.add(resolve);
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
    this.sleeping.delete(resolve);
  }
}
