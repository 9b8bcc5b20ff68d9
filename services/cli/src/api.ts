import type { ItemDetail, ItemSummary } from '@endoveil/ledger';
import type { House } from './config.js';
import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';
import { findUpProcess } from './up-process.js';

/** What the registry answers: the ledger's shapes, with dates as text. */
export type Item<T = ItemSummary> = Omit<T, 'landedAt'> & {
  readonly landedAt: string;
  readonly reasonText: string | null;
  readonly next: string | null;
};

/** The registry's API on this machine. Everything a person asks goes through it. */
export class Api {
  constructor(private readonly url: string) {}

  async items(query: Readonly<Record<string, string>> = {}): Promise<readonly Item[]> {
    const all: Item[] = [];
    for (let after: string | null = ''; after !== null;) {
      const parameters = new URLSearchParams({ ...query, limit: '200', ...(after ? { after } : {}) });
      const page = (await this.ask(`/v1/items?${parameters}`)) as { items: Item[]; next: string | null };
      all.push(...page.items);
      after = page.next;
    }
    return all;
  }

  async item(id: string): Promise<Item<ItemDetail>> {
    return (await this.ask(`/v1/items/${encodeURIComponent(id)}`)) as Item<ItemDetail>;
  }

  async retry(id: string): Promise<{ readonly runId: string }> {
    return (await this.ask(`/v1/items/${encodeURIComponent(id)}/retry`, 'POST')) as { runId: string };
  }

  private async ask(path: string, method: 'GET' | 'POST' = 'GET'): Promise<unknown> {
    const response = await fetch(new URL(path, this.url), { method }).catch(() => {
      throw new CommandFailed(
        exitCodes.dependencyMissing,
        'not-running',
        'The system does not answer.',
        'Start it by ./endoveil up.',
      );
    });
    if (response.ok) return await response.json();
    const problem = (await response.json().catch(() => ({}))) as { code?: string; title?: string };
    const exit =
      response.status === 404
        ? exitCodes.notFound
        : response.status === 409
          ? exitCodes.notAllowed
          : exitCodes.internal;
    throw new CommandFailed(exit, problem.code ?? 'internal', problem.title ?? 'The request failed.');
  }
}

/** The API of the system that runs on this machine. */
export function apiOf(house: House): Api {
  const up = findUpProcess(house.home);
  if (up?.httpPort === undefined) {
    throw new CommandFailed(
      exitCodes.dependencyMissing,
      'not-running',
      'The system is not running.',
      'Start it by ./endoveil up.',
    );
  }
  return new Api(`http://127.0.0.1:${up.httpPort}`);
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
