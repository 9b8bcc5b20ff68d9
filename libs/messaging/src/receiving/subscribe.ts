import type { EventType } from '@endoveil/contracts';
import { EventPattern } from '@nestjs/microservices';

export interface SubscribeOptions {
  /** `<service>_<handler>`, written out: a renamed class must not replay the stream. */
  readonly durable: string;
  /** Messages worked on side by side in this process; default 1. */
  readonly concurrency?: number;
}

export interface SubscribeExtras {
  readonly events: readonly EventType[];
  readonly concurrency: number;
}

/**
 * Makes a method the handler of an event: it is given a `Delivery` and returns a `Settlement`. The Nest pattern is the
 * durable's name, because Nest chains handlers of equal patterns and would settle them together.
 */
export function Subscribe(event: EventType | readonly EventType[], options: SubscribeOptions): MethodDecorator {
  const events: readonly EventType[] = Array.isArray(event) ? event : [event as EventType];
  const extras: SubscribeExtras = { events, concurrency: options.concurrency ?? 1 };
  return EventPattern(options.durable, { ...extras }) as MethodDecorator;
}
