import { randomUUID } from 'node:crypto';
import type { DestinationStatus, ItemDetail, ItemSummary, PublicationRecord, Unserved } from '@endoveil/ledger';
import { type ExitCode, exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { House } from '../config.js';
import { findUpProcess } from '../house/up-process.js';

/** What the registry answers: the ledger's shapes, with dates as text. */
export type Item<T = ItemSummary> = Omit<T, 'landedAt'> & {
  readonly landedAt: string;
  readonly reasonText: string | null;
  readonly next: string | null;
};

/** An item that needs a person, and why. */
export type QueuedItem = Item & {
  readonly score: number;
  readonly why: readonly { readonly code: string; readonly text: string }[];
};

/** What went out, or shall go. */
export type Publication = Pick<
  PublicationRecord,
  | 'publicationId'
  | 'publicId'
  | 'itemId'
  | 'destination'
  | 'state'
  | 'fault'
  | 'failures'
  | 'withdrawAsked'
  | 'attempts'
  | 'unserved'
>;

/** A destination as the publishers tell of it. */
export type Destination = Pick<DestinationStatus, 'name' | 'unserved'> & { readonly servedAt: string | null };

/** How the whole is doing, as far as a command tells it. */
export interface SiteStatus {
  readonly intake: { readonly paused: string | null; readonly text: string | null };
  /** Events that the stream refuses as they are. */
  readonly outboxRefused: number;
}

/** The registry's API on this machine. Everything a person asks goes through it. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  async items(query: Query = {}): Promise<readonly Item[]> {
    return await this.every('items', query);
  }

  async publications(query: Query = {}): Promise<readonly Publication[]> {
    return await this.every('publications', query);
  }

  /** Sends the result of an item to a destination, once. */
  async publish(id: string, destination: string): Promise<Publication> {
    const path = `/v1/items/${encodeURIComponent(id)}/publications`;
    return (await this.post(path, { destination })) as Publication;
  }

  /** Sends everything approved there. */
  async publishApproved(destination: string): Promise<{ readonly planned: number; readonly unserved: Unserved }> {
    return (await this.post('/v1/publications', { destination })) as { planned: number; unserved: Unserved };
  }

  async destinations(): Promise<readonly Destination[]> {
    return ((await this.ask('/v1/destinations')) as { destinations: Destination[] }).destinations;
  }

  /** A word on one publication. */
  async ofPublication(
    { itemId, publicationId }: Publication,
    what: 'withdraw' | 'again',
  ): Promise<{ readonly outcome: string; readonly state: string; readonly unserved: Unserved }> {
    const path = `/v1/items/${itemId}/publications/${publicationId}/${what}`;
    return (await this.post(path)) as { outcome: string; state: string; unserved: Unserved };
  }

  private async every<T>(what: 'items' | 'publications', query: Query): Promise<readonly T[]> {
    const all: T[] = [];
    for (let after: string | null = ''; after !== null;) {
      const parameters = new URLSearchParams({ ...query, limit: '200', ...(after ? { after } : {}) });
      const page = (await this.ask(`/v1/${what}?${parameters}`)) as Record<string, unknown>;
      all.push(...(page[what] as T[]));
      after = page['next'] as string | null;
    }
    return all;
  }

  async item(id: string): Promise<Item<ItemDetail>> {
    return (await this.seen(id)).item;
  }

  /** One item, and the ETag that a decision on it names. */
  async seen(id: string): Promise<{ readonly item: Item<ItemDetail>; readonly etag: string }> {
    const response = await this.send(`/v1/items/${encodeURIComponent(id)}`);
    return { item: (await response.json()) as Item<ItemDetail>, etag: response.headers.get('etag') ?? '' };
  }

  async queue(query: Query): Promise<readonly QueuedItem[]> {
    return ((await this.ask(`/v1/queue?${new URLSearchParams(query)}`)) as { items: QueuedItem[] }).items;
  }

  /** A decision, a correction or a word on a field, on what was seen. Sent again it is made once. */
  async decide(id: string, what: string, etag: string, body: unknown): Promise<Record<string, unknown>> {
    const headers = { 'if-match': etag, 'idempotency-key': randomUUID() };
    const path = `/v1/items/${encodeURIComponent(id)}/${what}`;
    return (await (await this.send(path, { method: 'POST', headers, body })).json()) as Record<string, unknown>;
  }

  /** The bytes of a result; of one that was not verified only for a reason. */
  async artifact(id: string, hash: string, reason?: string): Promise<ReadableStream<Uint8Array>> {
    const headers = reason === undefined ? {} : { 'endoveil-reason': encodeURIComponent(reason) };
    return (await this.send(`/v1/items/${encodeURIComponent(id)}/artifacts/${hash}`, { headers })).body!;
  }

  async retry(id: string): Promise<{ readonly runId: string }> {
    return (await this.post(`/v1/items/${encodeURIComponent(id)}/retry`)) as { runId: string };
  }

  /** Whether files are taken in, and if not, why. */
  async status(): Promise<SiteStatus> {
    return (await this.ask('/v1/status')) as SiteStatus;
  }

  private async ask(path: string): Promise<unknown> {
    return await (await this.send(path)).json();
  }

  private async post(path: string, body?: unknown): Promise<unknown> {
    return await (await this.send(path, { method: 'POST', body })).json();
  }

  private async send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Response> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new CommandFailed(
        exitCodes.dependencyMissing,
        'not-running',
        'The system does not answer.',
        'Start it by ./endoveil up.',
      );
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { code?: string; title?: string };
    const exit = exitOf[response.status] ?? exitCodes.internal;
    throw new CommandFailed(exit, problem.code ?? 'internal', problem.title ?? 'The request failed.');
  }
}

type Query = Readonly<Record<string, string>>;

interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const exitOf: Readonly<Record<number, ExitCode>> = {
  400: exitCodes.usage,
  401: exitCodes.notAllowed,
  403: exitCodes.notAllowed,
  404: exitCodes.notFound,
  409: exitCodes.notAllowed,
  412: exitCodes.notAllowed,
  422: exitCodes.usage,
};

/** The API that is named, or that of the system that runs on this machine. */
export function apiOf(house: House): Api {
  if (house.apiUrl !== undefined) return new Api(house.apiUrl, house.token);
  const up = findUpProcess(house.home);
  if (up?.httpPort === undefined) {
    throw new CommandFailed(
      exitCodes.dependencyMissing,
      'not-running',
      'The system is not running.',
      'Start it by ./endoveil up.',
    );
  }
  return new Api(`http://127.0.0.1:${up.httpPort}`, house.token);
}

/** States in which an item moves no further by itself. */
export const settledStates: ReadonlySet<string> = new Set([
  'verified',
  'in-review',
  'approved',
  'published',
  'held',
  'quarantined',
  'rejected',
  'erased',
]);
