import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PageSearches } from '../hiding/page-searches.js';

interface Page {
  readonly searches: PageSearches;
}

/**
 * Texts that the rules have not read yet. They read one of them at each sign of life of the OCR: right behind a batch they
 * would keep the next one from starting.
 */
export class TextsAhead {
  private readonly waiting: Page[] = [];

  add(pages: readonly Page[]): void {
    this.waiting.push(...pages);
  }

  /** False when none waits. Never throws: what could not be read ahead is read, or fails, where it is needed. */
  next(): boolean {
    const page = this.waiting.shift();
    try {
      page?.searches.ahead();
    } catch {
      // where it is needed it is tried again
    }
    return page !== undefined;
  }

  /** All that wait, with room between them for what else this process has to do. */
  async rest(): Promise<void> {
    while (this.next()) await nextTurn();
  }
}
