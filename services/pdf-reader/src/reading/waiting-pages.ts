import type { RenderedPage } from './render.js';

export interface NumberedPage extends RenderedPage {
  /** From 0. */
  readonly number: number;
}

/** Pages that are rendered and not yet read, shared among lanes that read them in batches. */
export class WaitingPages implements AsyncDisposable {
  private readonly queue: NumberedPage[] = [];
  private changed = Promise.withResolvers<void>();
  private isOver = false;
  private isStopped = false;
  private lanesLeft: number;
  private readonly filling: Promise<void>;

  constructor(
    rendering: AsyncGenerator<RenderedPage, void>,
    private readonly lanes: number,
    private readonly most: number,
  ) {
    this.lanesLeft = lanes;
    this.filling = this.fill(rendering).finally(() => {
      this.isOver = true;
      this.tell();
    });
    this.filling.catch(() => undefined);
  }

  /**
   * A lane's share of what waits, in order, of `least` pages or more as long as more of them come; nothing when all are
   * taken or after `stop`. The last shares are even, so that lanes end together. Throws what rendering threw.
   */
  async take(least: number): Promise<readonly NumberedPage[]> {
    while (!this.isOver && this.queue.length < least) await this.changed.promise;
    if (this.isOver) await this.filling;
    if (this.isStopped) return [];
    const share = Math.ceil(this.queue.length / (this.isOver ? this.lanesLeft : this.lanes));
    const isLast = this.isOver && share <= this.most;
    if (isLast) this.lanesLeft = Math.max(1, this.lanesLeft - 1);
    return this.queue.splice(0, Math.min(this.most, isLast ? share : Math.max(least, share)));
  }

  stop(): void {
    this.isStopped = true;
  }

  /** Resolves when rendering has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
    await this.filling.catch(() => undefined);
  }

  private async fill(rendering: AsyncGenerator<RenderedPage, void>): Promise<void> {
    let number = 0;
    for await (const page of rendering) {
      if (this.isStopped) break;
      this.queue.push({ ...page, number });
      number += 1;
      this.tell();
    }
  }

  /** Every lane waits for the same word: only who gives it may put the next in its place. */
  private tell(): void {
    const { resolve } = this.changed;
    this.changed = Promise.withResolvers<void>();
    resolve();
  }
}
