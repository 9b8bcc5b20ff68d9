import type { EventType } from '@endoveil/contracts';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { JsMsg } from '@nats-io/jetstream';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { failpoint } from '@endoveil/runtime';
import { lastValueFrom } from 'rxjs';
import type { Bus } from '../server/bus.js';
import { type DurableTopology, durablesOf, ensureDurable, MAX_DELIVERIES } from '../server/topology.js';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import { type Delivery, headerNames, parseMessage } from './delivery.js';
import { PullLoop } from './pull-loop.js';
import { afterError, settle, type Settlement } from './settlement.js';
import { type SubscribeExtras } from './subscribe.js';

/** What goes on in the transport, for the log. Codes and names only. */
export interface TransportEvents {
  /** Pulling failed; it is tried again. */
  trouble(durable: string, error: unknown): void;
  /** A handler threw; the message comes again. */
  handlerFailed(durable: string, error: unknown): void;
  /** A message came, for the n-th time. */
  delivered?(durable: string, deliveries: number): void;
}

/** JetStream for Nest: every `@Subscribe` method becomes a durable with its own pull loops. */
export class JetStreamTransport extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly loops: PullLoop[] = [];

  constructor(
    private readonly bus: Bus,
    private readonly deadLetters: DeadLetters,
    private readonly events: TransportEvents,
    /** Messages of each handler side by side; not set: as many as the handler says. */
    private readonly concurrency?: number,
  ) {
    super();
  }

  /** Durables are made before anything is pulled, so that an event published right after is not missed. */
  listen(callback: (error?: unknown) => void): void {
    this.open().then(() => callback(), callback);
  }

  /** Asks for no more messages; those in work go on. */
  stopPulling(): void {
    for (const loop of this.loops) loop.stop();
  }

  /** Resolves when every message in work is settled. */
  async settled(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.settled));
  }

  async close(): Promise<void> {
    this.stopPulling();
    await this.settled();
  }

  on(): void {
    throw new Error('the transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.bus.connection as T;
  }

  private async open(): Promise<void> {
    for (const [name, handler] of this.messageHandlers) {
      // Nest chains the second one behind the first and would never call it for itself
      if (handler.next) throw new Error(`two handlers share the durable ${name}`);
      const { events, concurrency: own } = handler.extras as unknown as SubscribeExtras;
      const concurrency = this.concurrency ?? own;
      const durables = durablesOf(name, events);
      for (const durable of durables) await ensureDurable(this.bus.manager, durable, this.bus.topology);
      for (let i = 0; i < concurrency; i += 1) this.loops.push(this.loopFor(name, durables, handler));
    }
    for (const loop of this.loops) loop.start();
  }

  private loopFor(name: string, durables: readonly DurableTopology[], handler: MessageHandler): PullLoop {
    const handle = async ({ event }: DurableTopology, message: JsMsg) => {
      failpoint('bus.received');
      const settlement = await this.deliver(name, event, handler, message);
      const exhausted = settlement.settle === 'nak' && message.info.deliveryCount >= MAX_DELIVERIES;
      const last = exhausted ? await this.park(name, message, { cause: 'max-deliveries' }) : settlement;
      failpoint('bus.before-settle');
      settle(message, last);
      failpoint('bus.after-settle');
    };
    return new PullLoop(this.bus, durables, handle, (error) => this.events.trouble(name, error));
  }

  private async deliver(name: string, event: EventType, handler: MessageHandler, message: JsMsg): Promise<Settlement> {
    const header = (key: string) => message.headers?.get(key) ?? '';
    const parsed = parseMessage(event, { subject: message.subject, body: message.data, header });
    if (!parsed.ok) return await this.park(name, message, parsed);
    const delivery: Delivery = {
      subject: message.subject,
      payload: parsed.payload,
      eventId: parsed.eventId,
      correlationId: parsed.correlationId,
      deliveries: message.info.deliveryCount,
      working: () => message.working(),
    };
    this.events.delivered?.(name, delivery.deliveries);
    const parent = propagation.extract(context.active(), { traceparent: header('traceparent') });
    const attributes = {
      'messaging.system': 'nats',
      'messaging.operation.type': 'process',
      'messaging.destination.name': message.subject,
      'messaging.message.id': parsed.eventId,
      'messaging.consumer.group.name': name,
      'messaging.delivery.count': delivery.deliveries,
    };
    // a message that comes again is told apart from the first by a link to where it was published
    const published = trace.getSpanContext(parent);
    const links = delivery.deliveries > 1 && published ? [{ context: published }] : [];
    const span = trace
      .getTracer('endoveil')
      .startSpan(`process ${message.subject}`, { kind: SpanKind.CONSUMER, attributes, links }, parent);
    try {
      return await context.with(trace.setSpan(parent, span), () => this.call(handler, delivery));
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      this.events.handlerFailed(name, error);
      return afterError;
    } finally {
      span.end();
    }
  }

  /** Nest answers with an Observable that carries the error: only subscribing to it shows whether the work failed. */
  private async call(handler: MessageHandler, delivery: Delivery): Promise<Settlement> {
    const answer = this.transformToObservable(await handler(delivery, delivery));
    return ((await lastValueFrom(answer, { defaultValue: undefined })) as Settlement | undefined) ?? { settle: 'ack' };
  }

  private async park(durable: string, message: JsMsg, { cause }: Pick<DeadLetter, 'cause'>): Promise<Settlement> {
    try {
      const { subject, data: body, seq: streamSequence } = message;
      const eventId = message.headers?.get(headerNames.eventId);
      failpoint('bus.before-park');
      await this.deadLetters.park({
        durable,
        subject,
        body,
        streamSequence,
        cause,
        ...(eventId ? { eventId } : {}),
      });
      failpoint('bus.after-park');
      return { settle: 'term' };
    } catch (error) {
      this.events.handlerFailed(durable, error);
      return afterError;
    }
  }
}
