import { setTimeout as wait } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import type { Bus } from './bus.js';
import { type DurableTopology, ensureDurable, STREAM } from './topology.js';

const ASK_FOR_MS = 5_000;
const HEAL_AFTER_MS = 500;

/**
 * Pulls one message at a time, only when it can be worked on at once: a message that waits in a buffer loses its ack
 * wait. When the stream or the durable is gone, makes it anew and goes on.
 */
export class PullLoop {
  private readonly stopper = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly bus: Bus,
    private readonly durable: DurableTopology,
    private readonly handle: (message: JsMsg) => Promise<void>,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.loop();
  }

  /** Asks for nothing more. The message being handled goes on; `settled` resolves after it. */
  stop(): void {
    this.stopper.abort();
  }

  get settled(): Promise<void> {
    return this.running;
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopper;
    while (!signal.aborted) {
      try {
        await ensureDurable(this.bus.manager, this.durable, this.bus.topology);
        await this.pull(signal);
      } catch (error) {
        if (signal.aborted || this.bus.connection.isClosed()) return;
        this.onTrouble(error);
        await wait(HEAL_AFTER_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Until stopped; throws when the server no longer knows the durable, or is away. */
  private async pull(signal: AbortSignal): Promise<void> {
    const consumer = await this.bus.client.consumers.get(STREAM, this.durable.name);
    while (!signal.aborted) {
      const messages = await consumer.fetch({ max_messages: 1, expires: ASK_FOR_MS });
      const stopFetch = () => messages.stop();
      signal.addEventListener('abort', stopFetch, { once: true });
      let got: JsMsg | undefined;
      try {
        for await (const message of messages) got = message;
      } finally {
        signal.removeEventListener('abort', stopFetch);
      }
      // stopped while it was on its way: it comes back to another worker at once
      if (got && signal.aborted) got.nak(1);
      else if (got) await this.handle(got);
      // an ask that ends empty may be one that nobody heard: a wiped store answers nothing
      else if (!signal.aborted) await consumer.info();
    }
  }
}
