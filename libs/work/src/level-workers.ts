import type { Ledger, LevelRegistration } from '@endoveil/ledger';
import { failpoint, type Log } from '@endoveil/runtime';
import type { LevelFacts } from './level-facts.js';

/** A level of this process, and whether what it needs is there now. */
export interface HostedLevel {
  readonly level: LevelFacts;
  /** False while something it needs is missing: it would decline, so nothing done lower is sent back to it. */
  capable(): Promise<boolean>;
}

/** Says in the ledger, over and over, which levels this process works for. A level nobody speaks for is dead. */
export class LevelWorkers {
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();

  constructor(
    private readonly ledger: Ledger,
    private readonly workerId: string,
    private readonly hosted: readonly HostedLevel[],
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    for (const { level } of this.hosted) await this.ledger.registerLevel(registrationOf(level));
    failpoint('worker.after-register');
    await this.beat();
    this.timer = setInterval(() => {
      this.beating = this.beating.then(() => this.beat());
    }, this.ledger.timing.workerHeartbeatSeconds * 1000);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    failpoint('worker.before-goodbye');
    await this.ledger
      .workerGone(this.workerId)
      .catch((error: unknown) => this.log.warn('worker.goodbye-failed', { error }));
  }

  private async beat(): Promise<void> {
    for (const { level, capable } of this.hosted) {
      try {
        await this.ledger.workerHeartbeat({
          workerId: this.workerId,
          service: level.service,
          durable: level.durable,
          level: level.level,
          capable: await capable().catch(() => false),
        });
      } catch (error) {
        this.log.warn('worker.heartbeat-failed', { durable: level.durable, error });
      }
    }
  }
}

/** The level as the ledger keeps it: so the order of a ladder stands in the levels and nowhere else. */
export function registrationOf(level: LevelFacts): LevelRegistration {
  return {
    durable: level.durable,
    service: level.service,
    stage: level.stage,
    level: level.level,
    listens: level.listens.map(({ subject }) => subject),
    declines: level.declines?.subject ?? null,
    ...(level.attempts === undefined ? {} : { attempts: level.attempts }),
  };
}
