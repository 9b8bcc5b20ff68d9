import type { ReasonCode } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';

/** Whether more may be taken in. Files wait where they are meanwhile. */
export interface Pressure {
  /** Null, or why nothing is taken in now. Cheap: looked at anew at most once a second. */
  paused(): Promise<ReasonCode | null>;
}

export interface PressureLimits {
  /** With less than this free on the zones nothing is taken in. */
  readonly keepFreeBytes: number;
  /** With more unsent events than this nothing is taken in. */
  readonly mostWaitingEvents: number;
}

const LOOK_AGAIN_MS = 1_000;
/** Once paused, it has to get this much better: a limit that is just met would switch with every file. */
const BETTER = 0.1;

/** Looks at the disk of the zones and at the outbox. What cannot be looked at pauses nothing: landing tells it then. */
export function watchPressure(
  storage: Pick<Storage, 'freeBytes'>,
  ledger: Pick<Ledger, 'outboxLag'>,
  { keepFreeBytes, mostWaitingEvents }: PressureLimits,
  nowMs: () => number = () => performance.now(),
): Pressure {
  let seen: { readonly atMs: number; readonly answer: Promise<ReasonCode | null> } | undefined;
  let before: ReasonCode | null = null;
  const look = async (): Promise<ReasonCode | null> => {
    const [free, waiting] = await Promise.all([
      storage.freeBytes().catch(() => Infinity),
      ledger.outboxLag().then(
        (lag) => lag.waiting,
        () => 0,
      ),
    ]);
    const least = before === 'space-low' ? keepFreeBytes * (1 + BETTER) : keepFreeBytes;
    const most = before === 'events-waiting' ? mostWaitingEvents * (1 - BETTER) : mostWaitingEvents;
    before = free < least ? 'space-low' : waiting > most ? 'events-waiting' : null;
    return before;
  };
  return {
    paused() {
      if (!seen || nowMs() - seen.atMs >= LOOK_AGAIN_MS) seen = { atMs: nowMs(), answer: look() };
      return seen.answer;
    },
  };
}
