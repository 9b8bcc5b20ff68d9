import { setTimeout as wait } from 'node:timers/promises';
import type { Ledger } from '@endoveil/ledger';
import { NotPublished, type Publisher } from '@endoveil/messaging';
import { failpoint, type Log } from '@endoveil/runtime';

const BATCH = 200;
const AFTER_FAILURE_MS = 1_000;

/**
 * The only way from the outbox to the stream. Every replica may run one: rows in work are skipped by the others. A
 * crash between publishing and marking publishes again, with the same event id.
 */
export class Relay implements AsyncDisposable {
  private readonly stopper = new AbortController();
  private wake = Promise.withResolvers<void>();
  private running: Promise<void> = Promise.resolve();
  private listening: AsyncDisposable | undefined;

  constructor(
    private readonly ledger: Pick<Ledger, 'takeOutbox' | 'listenOutbox' | 'timing'>,
    private readonly publisher: Publisher,
    private readonly log: Log,
  ) {}

  async start(): Promise<this> {
    this.listening = await this.ledger.listenOutbox(() => this.wake.resolve());
    this.running = this.loop();
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopper.abort();
    this.wake.resolve();
    await this.running;
    await this.listening?.[Symbol.asyncDispose]();
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopper;
    while (!signal.aborted) {
      this.wake = Promise.withResolvers<void>();
      const more = await this.round();
      if (more === 'more') continue;
      if (more === 'failed') await wait(AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
      else {
        const timer = setTimeout(() => this.wake.resolve(), this.ledger.timing.outboxPollSeconds * 1000);
        await this.wake.promise;
        clearTimeout(timer);
      }
    }
  }

  private async round(): Promise<'more' | 'empty' | 'failed'> {
    try {
      const { published, failed, refused } = await this.ledger.takeOutbox(BATCH, async (message) => {
        try {
          await this.publisher.publish(message);
        } catch (error) {
          if (error instanceof NotPublished && error.lasting) return 'refused';
          throw error;
        }
        failpoint('relay.after-publish');
        return undefined;
      });
      for (const eventId of refused) this.log.warn('relay.refused', { eventId, code: 'event-refused' });
      if (failed > 0) this.log.warn('relay.not-published', { count: failed });
      return failed > 0 ? 'failed' : published + refused.length === BATCH ? 'more' : 'empty';
    } catch (error) {
      this.log.warn('relay.round', { error });
      return 'failed';
    }
  }
}
