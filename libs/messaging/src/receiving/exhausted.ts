import type { Bus } from '../server/bus.js';
import { EXHAUSTED, STREAM } from '../server/topology.js';

/** A message that its durable will never bring again. */
export interface Exhausted {
  readonly durable: string;
  readonly subject: string;
  /** As it was published; undefined when it cannot be read any more. */
  readonly payload: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Hears of given-up messages while it is there. The server neither keeps nor repeats what nobody heard, and says nothing
 * while nobody pulls: whoever listens may only hurry what would happen anyway.
 */
export function listenExhausted(
  bus: Pick<Bus, 'connection' | 'manager'>,
  tell: (exhausted: Exhausted) => Promise<void>,
  trouble: (error: unknown) => void,
): AsyncDisposable {
  const subscription = bus.connection.subscribe(EXHAUSTED);
  const heard = (async () => {
    for await (const message of subscription) {
      try {
        const advisory = message.json<{ readonly consumer: string; readonly stream_seq: number }>();
        await tell(await lookUp(bus, advisory));
      } catch (error) {
        trouble(error);
      }
    }
  })();
  return {
    [Symbol.asyncDispose]: async () => {
      subscription.unsubscribe();
      await heard;
    },
  };
}

async function lookUp(
  { manager }: Pick<Bus, 'manager'>,
  advisory: { readonly consumer: string; readonly stream_seq: number },
): Promise<Exhausted> {
  const stored = await manager.streams.getMessage(STREAM, { seq: advisory.stream_seq });
  return { durable: advisory.consumer, subject: stored?.subject ?? '', payload: stored?.json() };
}
