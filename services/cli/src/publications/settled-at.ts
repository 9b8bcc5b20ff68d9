import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from '../items/api.js';

const UNDER_WAY: ReadonlySet<string> = new Set(['QUEUED', 'UPLOADING', 'VERIFYING', 'RETRY_WAIT', 'UNCONFIRMED']);
export const isUnderWay = (state: string) => UNDER_WAY.has(state);

/** Publications of a destination by state, once none is under way, or when time is up. */
export async function settledAt(api: Api, destination: string, seconds: number): Promise<Record<string, number>> {
  for (const end = performance.now() + seconds * 1000; ; await wait(300)) {
    const states: Record<string, number> = {};
    for (const { state } of await api.publications({ destination })) states[state] = (states[state] ?? 0) + 1;
    if (!Object.keys(states).some(isUnderWay) || performance.now() > end) return states;
  }
}
