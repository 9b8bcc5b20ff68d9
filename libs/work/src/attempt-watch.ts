import { Hung } from '@endoveil/contracts';
import type { Attempt, Ledger } from '@endoveil/ledger';
import { failpoint } from '@endoveil/runtime';

/** Why an attempt was stopped from outside. Nothing of it may be written any more, or it is handed back. */
export class AttemptStopped extends Error {
  override readonly name = 'AttemptStopped';
  constructor(readonly why: 'fenced-out' | 'preempted') {
    super(why);
  }
}

export interface WatchLimits {
  readonly beatSeconds: number;
  readonly leaseSeconds: number;
  readonly stallSeconds: number;
}

/**
 * Keeps the lease of one attempt alive, and judges its progress apart from that: a heart that beats is not work that
 * moves. Aborts `signal` with `AttemptStopped` or `Hung`.
 */
export class AttemptWatch implements Disposable {
  private readonly stopper = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private movedAt = performance.now();
  private beatAt = performance.now();
  private beating: Promise<void> = Promise.resolve();
  private commits = false;

  constructor(
    private readonly attempt: Attempt,
    private readonly ledger: Pick<Ledger, 'beat'>,
    private readonly limits: WatchLimits,
    private readonly onBeat: () => void,
  ) {
    const everyMs = Math.min(limits.beatSeconds, limits.stallSeconds / 4) * 1000;
    this.timer = setInterval(() => this.look(), Math.max(20, everyMs));
  }

  get signal(): AbortSignal {
    return this.stopper.signal;
  }

  /** The work commits by itself. From now on the commit alone tells whose the job is: when it is done, the job is nobody's. */
  committing(): void {
    this.commits = true;
  }

  moved(): void {
    this.movedAt = performance.now();
  }

  stop(why: AttemptStopped['why']): void {
    if (why === 'fenced-out' && this.commits) return;
    this.stopper.abort(new AttemptStopped(why));
  }

  [Symbol.dispose](): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    if (now - this.movedAt > this.limits.stallSeconds * 1000) this.stopper.abort(new Hung());
    if (now - this.beatAt < this.limits.beatSeconds * 1000) return;
    this.beatAt = now;
    this.beating = this.beating.then(() => this.beat(now));
  }

  private lastAliveAt = performance.now();

  private async beat(askedAt: number): Promise<void> {
    if (this.signal.aborted) return;
    try {
      failpoint('work.before-beat');
      if ((await this.ledger.beat(this.attempt)) === 'fenced-out') return this.stop('fenced-out');
      // the lease runs from when the database was asked, at the earliest
      this.lastAliveAt = askedAt;
      failpoint('work.after-beat');
      this.onBeat();
    } catch {
      // the database is away: the work goes on only as long as nobody else can have been given it
      if (performance.now() - this.lastAliveAt > this.limits.leaseSeconds * 1000) this.stop('fenced-out');
    }
  }
}
