import { setTimeout as wait } from 'node:timers/promises';
import type { PutOptions } from './destination.js';

/** The chunks of a source, no faster than asked for, until the signal says stop. */
export async function* paced(
  source: AsyncIterable<Uint8Array>,
  { signal, bytesPerSecond }: PutOptions,
): AsyncGenerator<Uint8Array> {
  const startedAt = performance.now();
  let sent = 0;
  for await (const chunk of source) {
    signal.throwIfAborted();
    yield chunk;
    sent += chunk.length;
    if (bytesPerSecond === undefined) continue;
    const aheadMs = (sent / bytesPerSecond) * 1000 - (performance.now() - startedAt);
    if (aheadMs > 0) await wait(aheadMs, undefined, { signal });
  }
}
