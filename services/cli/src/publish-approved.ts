import { setTimeout as wait } from 'node:timers/promises';
import type { DestinationName } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import { actorHere } from './with-ledger.js';

const UNDER_WAY: ReadonlySet<string> = new Set(['QUEUED', 'UPLOADING', 'VERIFYING', 'RETRY_WAIT', 'UNCONFIRMED']);
export const isUnderWay = (state: string) => UNDER_WAY.has(state);

/** Plans everything approved and waits until it rests; counts by state. */
export async function publishApproved(ledger: Ledger, destination: DestinationName, seconds: number) {
  await ledger.planApproved(destination, actorHere());
  return await settledAt(ledger, destination, seconds);
}

/** Publications of a destination by state, once none is under way, or when time is up. */
export async function settledAt(
  ledger: Ledger,
  destination: DestinationName,
  seconds: number,
): Promise<Record<string, number>> {
  for (const end = performance.now() + seconds * 1000; ; await wait(300)) {
    const states: Record<string, number> = {};
    for (let page = await ledger.listPublications({ destination, limit: 500 }); page.length > 0;) {
      for (const { state } of page) states[state] = (states[state] ?? 0) + 1;
      page = await ledger.listPublications({ destination, limit: 500, after: page.at(-1)!.publicationId });
    }
    if (!Object.keys(states).some(isUnderWay) || performance.now() > end) return states;
  }
}
