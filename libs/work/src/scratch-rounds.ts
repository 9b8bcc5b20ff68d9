import { JobId } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import type { Log } from '@endoveil/runtime';
import type { Storage } from '@endoveil/storage';

interface Parts {
  readonly ledger: Pick<Ledger, 'isLeased' | 'timing'>;
  readonly storage: Pick<Storage, 'scratch'>;
  readonly log: Log;
}

/**
 * Wipes what killed workers left decrypted. Every process with levels does it, because scratch may be its machine's own:
 * at its start, and over and over. Whose lease is over is fenced out, even if it should wake up again.
 */
export class ScratchRounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  start(): this {
    this.running = this.round();
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.round());
    }, this.parts.ledger.timing.collectScratchSeconds * 1000);
    return this;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async round(): Promise<void> {
    const { ledger, storage, log } = this.parts;
    try {
      const count = await storage.scratch.collect((jobId, fence) => ledger.isLeased(JobId.parse(jobId), fence));
      if (count > 0) log.info('scratch.collected', { count });
    } catch (error) {
      log.warn('scratch.round', { error });
    }
  }
}
