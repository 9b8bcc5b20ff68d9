import { setTimeout as wait } from 'node:timers/promises';
import type { Consumer, JsMsg } from '@nats-io/jetstream';
import type { Bus } from '../server/bus.js';
import { type DurableTopology, ensureDurable, STREAM } from '../server/topology.js';

const ASK_FOR_MS = 5_000;
const HEAL_AFTER_MS = 500;

/** How one asking of a durable ended. What it brought is held. */
interface Asked {
  readonly durable: string;
  readonly error?: unknown;
}

/**
 * Works on one message at a time, from all durables of one handler. It asks only when it can work at once: a message
 * that waits in a buffer loses its ack wait. When the stream or a durable is gone, makes it anew and goes on.
 */
export class PullLoop {
  private readonly stopper = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** Of several durables, each was asked once: what came second is kept alive here until its turn. */
  private readonly held: { readonly message: JsMsg; readonly beat: NodeJS.Timeout }[] = [];

  constructor(
    private readonly bus: Bus,
    private readonly durables: readonly DurableTopology[],
    private readonly handle: (durable: DurableTopology, message: JsMsg) => Promise<void>,
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
    while (!signal.aborted && !this.bus.connection.isClosed()) {
      try {
        for (const durable of this.durables) await ensureDurable(this.bus.manager, durable, this.bus.topology);
        await this.pull(signal);
      } catch (error) {
        if (signal.aborted || this.bus.connection.isClosed()) break;
        this.onTrouble(error);
        await wait(HEAL_AFTER_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    // came while stopping, or waits for its turn: another worker gets it at once
    for (let message = this.next(); message; message = this.next()) message.nak(1);
  }

  /** Until stopped; throws when the server no longer knows a durable, or is away. */
  private async pull(signal: AbortSignal): Promise<void> {
    const consumers: Consumer[] = [];
    for (const { name } of this.durables) consumers.push(await this.bus.client.consumers.get(STREAM, name));
    const asking = new Map<string, Promise<Asked>>();
    while (!signal.aborted) {
      for (const [i, { name }] of this.durables.entries()) {
        if (!asking.has(name)) asking.set(name, this.ask(name, consumers[i]!, signal));
      }
      const { durable, error } = await Promise.race(asking.values());
      asking.delete(durable);
      for (let message = signal.aborted ? undefined : this.next(); message;) {
        await this.handle(this.durableOf(message), message);
        message = signal.aborted ? undefined : this.next();
      }
      if (error !== undefined) throw error;
    }
  }

  /** Never rejects: it may end while a message of another durable is worked on. */
  private async ask(durable: string, consumer: Consumer, signal: AbortSignal): Promise<Asked> {
    try {
      const messages = await consumer.fetch({ max_messages: 1, expires: ASK_FOR_MS });
      const stopFetch = () => messages.stop();
      if (signal.aborted) stopFetch();
      signal.addEventListener('abort', stopFetch, { once: true });
      let empty = true;
      try {
        for await (const message of messages) {
          empty = false;
          this.hold(message);
        }
      } finally {
        signal.removeEventListener('abort', stopFetch);
      }
      // an ask that ends empty may be one that nobody heard: a wiped store answers nothing
      if (empty && !signal.aborted) await consumer.info();
      return { durable };
    } catch (error) {
      return { durable, error };
    }
  }

  private hold(message: JsMsg): void {
    const beatEveryMs = (this.bus.topology.ackWaitSeconds * 1000) / 3;
    this.held.push({ message, beat: setInterval(() => message.working(), beatEveryMs) });
  }

  private next(): JsMsg | undefined {
    const first = this.held.shift();
    clearInterval(first?.beat);
    return first?.message;
  }

  private durableOf(message: JsMsg): DurableTopology {
    return this.durables.find(({ name }) => name === message.info.consumer)!;
  }
}
