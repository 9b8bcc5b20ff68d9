import { setTimeout as wait } from 'node:timers/promises';
import type { Ledger } from '@endoveil/ledger';
import type { Log } from '@endoveil/runtime';

/** One thing that somebody has to do over and over, and that one replica at a time does. */
export interface Duty {
  readonly name: string;
  readonly everySeconds: number;
  /** Calls `wake` when there is something to do before the next round is due. */
  listen?(wake: () => void): Promise<AsyncDisposable>;
  /** One round. Throwing ends nothing: the next round comes. */
  round(signal: AbortSignal): Promise<void>;
}

const LEAD_AGAIN_MS = 2_000;

/** Does a duty for as long as this process leads in it; waits for its turn otherwise. */
export class DutyRound implements AsyncDisposable {
  private readonly stopper = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly duty: Duty,
    private readonly ledger: Pick<Ledger, 'withLeadership'>,
    private readonly log: Log,
  ) {}

  start(): this {
    this.running = this.lead();
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopper.abort();
    await this.running;
  }

  private async lead(): Promise<void> {
    const { signal } = this.stopper;
    while (!signal.aborted) {
      try {
        await this.ledger.withLeadership(this.duty.name, (lost) => this.rounds(AbortSignal.any([signal, lost])));
      } catch (error) {
        this.log.warn('duty.leadership', { part: this.duty.name, error });
      }
      await wait(LEAD_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async rounds(signal: AbortSignal): Promise<void> {
    let wake = Promise.withResolvers<void>();
    await using listening = new AsyncDisposableStack();
    listening.use(await this.duty.listen?.(() => wake.resolve()));
    while (!signal.aborted) {
      wake = Promise.withResolvers<void>();
      try {
        await this.duty.round(signal);
      } catch (error) {
        this.log.warn('duty.round', { part: this.duty.name, error });
      }
      const due = new AbortController();
      const next = wait(this.duty.everySeconds * 1000, undefined, { signal: AbortSignal.any([signal, due.signal]) });
      await Promise.race([next.catch(() => undefined), wake.promise]);
      due.abort();
    }
  }
}
