import type { House } from '../house/house.js';
import type { Asked } from './client-log.js';

export interface Listed {
  readonly itemId: string;
  readonly state: string;
}

const WITHIN_MS = 5_000;

/** Undefined when nobody answers. */
export async function askApi<T>(house: House, path: string): Promise<T | undefined> {
  const response = await send(house, path);
  return response?.ok ? ((await response.json().catch(() => undefined)) as T | undefined) : undefined;
}

/** A person's word on an item as it stands now; answers the HTTP status, 0 when nobody answered. */
export async function decide(house: House, itemId: string, what: Exclude<Asked['what'], 'withdraw'>): Promise<number> {
  if (what === 'retry') return (await send(house, `/v1/items/${itemId}/retry`, { method: 'POST' }))?.status ?? 0;
  const seen = await send(house, `/v1/items/${itemId}?fields=state`);
  const etag = seen?.headers.get('etag');
  if (!etag) return seen?.status ?? 0;
  const answer = await send(house, `/v1/items/${itemId}/${what}`, {
    method: 'POST',
    headers: { 'if-match': etag, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'compared with the original' }),
  });
  return answer?.status ?? 0;
}

async function send(house: House, path: string, init: RequestInit = {}): Promise<Response | undefined> {
  try {
    const api = await Promise.race([house.apiUrl(), late()]);
    return await fetch(`${api}${path}`, { ...init, signal: AbortSignal.timeout(WITHIN_MS) });
  } catch {
    return undefined;
  }
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('nobody answers')), WITHIN_MS).unref();
  });
}
