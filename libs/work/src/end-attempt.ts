import {
  type AttemptEnding,
  ChildCrashed,
  EndoveilError,
  Hung,
  Poison,
  type ReasonCode,
  RetryLater,
  Unreadable,
} from '@endoveil/contracts';
import type { Attempt, Ledger, Next, Settled } from '@endoveil/ledger';
import type { Settlement } from '@endoveil/messaging';
import { failpoint } from '@endoveil/runtime';
import { AttemptStopped } from './attempt-watch.js';

export interface Ended {
  readonly ending: AttemptEnding | 'fenced-out';
  readonly settlement: Settlement;
  readonly code?: ReasonCode;
  readonly error?: unknown;
}

/** A committed or declined attempt. */
interface Performed {
  readonly settled: Settled;
  readonly declined?: ReasonCode;
}

const LEAVE: Settlement = { settle: 'leave' };
const ACK: Settlement = { settle: 'ack' };

/** Runs the work and writes how it ended. Every way out is one verb of the ledger and one settlement. */
export async function endAttempt(ledger: Ledger, attempt: Attempt, work: () => Promise<Performed>): Promise<Ended> {
  try {
    const { settled, declined } = await work();
    if (settled.outcome === 'fenced-out') return { ending: 'fenced-out', settlement: LEAVE };
    return declined ? { ending: 'declined', settlement: ACK, code: declined } : { ending: 'done', settlement: ACK };
  } catch (error) {
    try {
      failpoint('work.before-ending');
      const ended = await endWith(ledger, attempt, error);
      failpoint('work.after-ending');
      return ended;
    } catch (cause) {
      // the ledger is away: the lease runs out and the sweeper finds the attempt
      return { ending: 'lost', settlement: LEAVE, error: cause };
    }
  }
}

async function endWith(ledger: Ledger, attempt: Attempt, error: unknown): Promise<Ended> {
  if (error instanceof AttemptStopped) {
    if (error.why === 'fenced-out') return { ending: 'fenced-out', settlement: LEAVE };
    return { ending: 'preempted', settlement: settlementOf(await ledger.preempt(attempt)) };
  }
  if (error instanceof Hung)
    return { ending: 'hung', code: error.code, settlement: settlementOf(await ledger.hung(attempt)) };
  if (error instanceof ChildCrashed) {
    return { ending: 'crashed', code: error.code, settlement: settlementOf(await ledger.crashed(attempt)), error };
  }
  if (error instanceof Poison) {
    const settled = await ledger.decline(attempt, error.code);
    return { ending: 'declined', code: error.code, settlement: settled.outcome === 'committed' ? ACK : LEAVE };
  }
  if (error instanceof Unreadable) {
    const settled = await ledger.quarantine(attempt, error.code);
    return { ending: 'done', code: error.code, settlement: settled.outcome === 'committed' ? ACK : LEAVE };
  }
  if (error instanceof RetryLater) {
    const settled = await ledger.later(attempt, error.code, error.delayMs);
    return { ending: 'later', code: error.code, settlement: settlementOf(settled) };
  }
  const code = error instanceof EndoveilError ? error.code : 'internal';
  return { ending: 'failed', code, settlement: settlementOf(await ledger.fail(attempt, code)), error };
}

function settlementOf(settled: Settled<Next>): Settlement {
  if (settled.outcome === 'fenced-out') return LEAVE;
  return settled.next === 'retry' ? { settle: 'nak', delayMs: Math.max(50, settled.retryAfterMs) } : ACK;
}
