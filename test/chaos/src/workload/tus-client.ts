import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { House } from '../house/house.js';

const VERSION = { 'tus-resumable': '1.0.0' };
const WITHIN_MS = 5_000;

/** What a server answered about an upload. */
export interface Told {
  readonly status: number;
  readonly location?: string;
  /** How many bytes it has. */
  readonly offset?: number;
  readonly itemId?: string;
}

/** The bytes of one request, and how they go out. */
export interface Piece {
  readonly bytes: Buffer;
  /** Between its two halves. */
  readonly pauseMs: number;
  /** The client's line is cut after so many bytes. */
  readonly cutAfter?: number;
}

/** One request of tus 1.0 to the registry that runs now. Undefined: nobody answered, so it may have happened or not. */
export async function askTus(
  house: House,
  method: 'POST' | 'HEAD' | 'PATCH',
  path: string,
  headers: Readonly<Record<string, string | number>> = {},
  piece?: Piece,
): Promise<Told | undefined> {
  const abort = AbortSignal.timeout(WITHIN_MS + (piece?.pauseMs ?? 0));
  try {
    const api = await Promise.race([house.apiUrl(), rejectedBy(abort)]);
    return await send(new URL(path, api), method, headers, abort, piece);
  } catch {
    return undefined;
  }
}

function send(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string | number>>,
  signal: AbortSignal,
  piece: Piece | undefined,
): Promise<Told> {
  return new Promise((resolve, reject) => {
    const length = piece ? { 'content-length': piece.bytes.length } : {};
    const asking = request(url, { method, signal, headers: { ...VERSION, ...length, ...headers } });
    asking.on('error', reject).on('response', (response) => {
      const { location, 'upload-offset': offset, 'endoveil-item': item } = response.headers;
      response.resume().on('error', reject);
      resolve({
        status: response.statusCode ?? 0,
        ...(location === undefined ? {} : { location }),
        ...(offset === undefined ? {} : { offset: Number(offset) }),
        ...(item === undefined ? {} : { itemId: String(item) }),
      });
    });
    if (!piece) return void asking.end();
    const { bytes, pauseMs, cutAfter = bytes.length } = piece;
    const half = Math.floor(cutAfter / 2);
    asking.write(bytes.subarray(0, half));
    void wait(pauseMs).then(() => {
      if (cutAfter === bytes.length) asking.end(bytes.subarray(half));
      else asking.write(bytes.subarray(half, cutAfter), () => asking.destroy(new Error('cut')));
    });
  });
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
