import { setTimeout as wait } from 'node:timers/promises';

/** How long a page of metrics waits for one server or disk, seconds. Prometheus gives up on the whole page after ten. */
export const PATIENCE_SECONDS = 2;

/**
 * Asks, and answers with nothing when that fails or takes too long: what hangs must not take away the metrics that tell
 * of it. While an answer is still due nobody asks again, so what hangs is asked once; one scrape gets one answer.
 */
export function inTime<T>(ask: () => Promise<T>, seconds = PATIENCE_SECONDS): () => Promise<T | undefined> {
  let asked: Promise<T | undefined> | undefined;
  return () => {
    asked ??= ask()
      .catch(() => undefined)
      .finally(() => setImmediate(() => (asked = undefined)));
    return Promise.race([asked, wait(seconds * 1000, undefined, { ref: false })]);
  };
}
