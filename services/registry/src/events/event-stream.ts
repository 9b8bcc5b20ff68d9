import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Ledger, RecordEvent } from '@endoveil/ledger';

const HEARTBEAT_MS = 15_000;
/** The call may be lost with its connection: so often it is looked without one. */
const POLL_MS = 2_000;
/** Changes that come close together are read together. */
const GATHER_MS = 10;
const BATCH = 200;
/** Who does not read for so long is cut off; with the last id nothing is lost. */
const STALLED_MS = 30_000;

export interface Listener {
  /** Undefined: all. */
  readonly centers: readonly string[] | undefined;
  readonly isLetIn: () => Promise<boolean>;
}

/**
 * One listener. It reads the record at its own pace: never more than one batch is in memory, and a slow reader waits for
 * itself alone.
 */
export class EventStream {
  private readonly stopper = new AbortController();
  private woken = Promise.withResolvers<void>();

  constructor(
    private readonly response: ServerResponse,
    private readonly ledger: Pick<Ledger, 'recordAfter'>,
    private position: number,
    private readonly listener: Listener,
  ) {}

  wake(): void {
    this.woken.resolve();
  }

  end(): void {
    this.stopper.abort();
    this.woken.resolve();
  }

  async run(): Promise<void> {
    const { response } = this;
    response.once('close', () => this.end());
    response.on('error', () => this.end());
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: 2000\nid: ${this.position}\n\n`);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      while (!this.stopper.signal.aborted) await this.round();
    } catch {
      // the record is away: whoever listens comes again with the last id
    } finally {
      clearInterval(heartbeat);
      response.end();
    }
  }

  private async round(): Promise<void> {
    this.woken = Promise.withResolvers();
    const { centers, isLetIn } = this.listener;
    const options = { limit: BATCH, ...(centers ? { centers } : {}) };
    const { events, reached } = await this.ledger.recordAfter(this.position, options);
    // a token may be taken away, or changed, while somebody listens with it
    if (!(await isLetIn())) return this.end();
    const moved = reached > this.position;
    this.position = reached;
    if (events.length > 0 && !this.response.write(events.map(written).join(''))) await this.drained();
    if (moved) return;
    const timer = setTimeout(() => this.wake(), POLL_MS);
    await this.woken.promise;
    clearTimeout(timer);
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  }

  private async drained(): Promise<void> {
    const limit = AbortSignal.any([this.stopper.signal, AbortSignal.timeout(STALLED_MS)]);
    await once(this.response, 'drain', { signal: limit }).catch(() => {
      this.end();
      this.response.destroy();
    });
  }
}

function written({ position, action, ...rest }: RecordEvent): string {
  return `id: ${position}\nevent: item\ndata: ${JSON.stringify({ action, ...rest })}\n\n`;
}
