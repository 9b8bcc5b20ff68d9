/**
 * What becomes of a delivered message. `leave` says nothing to the broker: somebody else owns the job, and a late ack
 * would delete the message under the new owner.
 */
export type Settlement =
  | { readonly settle: 'ack' }
  | { readonly settle: 'nak'; readonly delayMs: number }
  | { readonly settle: 'term' }
  | { readonly settle: 'leave' };

/** The part of a JetStream message that settles it. */
export interface Settleable {
  ack(): void;
  nak(delayMs: number): void;
  term(): void;
}

const THROWN_RETRY_MS = 5_000;

/** An error that no handler turned into a settlement: again, after a while. */
export const afterError: Settlement = { settle: 'nak', delayMs: THROWN_RETRY_MS };

export function settle(message: Settleable, settlement: Settlement): void {
  switch (settlement.settle) {
    case 'ack':
      return message.ack();
    case 'nak':
      // without a delay five deliveries are gone in four milliseconds
      return message.nak(Math.max(1, settlement.delayMs));
    case 'term':
      // no reason: nats-server before 2.10 silently ignores a term that carries one
      return message.term();
    case 'leave':
      return;
  }
  return settlement satisfies never;
}
