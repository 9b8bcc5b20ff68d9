import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { RenderedPage } from './render.js';
import { WaitingPages } from './waiting-pages.js';

const page: RenderedPage = { file: { path: '/nowhere', width: 1, height: 1 }, pieces: [] };

async function* rendering(pages: number, failure?: Error): AsyncGenerator<RenderedPage, void> {
  for (let i = 0; i < pages; i += 1) {
    await nextTurn();
    yield page;
  }
  if (failure) throw failure;
}

const numbers = (pages: readonly { readonly number: number }[]) => pages.map(({ number }) => number);

it('gives every page to one lane, the first at once and the last in even shares', async () => {
  await using waiting = new WaitingPages(rendering(16), 2, 6);
  const [first, second] = await Promise.all([waiting.take(1), waiting.take(2)]);
  expect(numbers(first)).toEqual([0]);
  expect(numbers(second)).toEqual([1, 2]);
  // until all wait: nobody takes so many
  const rest = await Promise.all([waiting.take(13), waiting.take(13)]);
  const batches = [...rest, await waiting.take(2), await waiting.take(2)];
  expect([...first, ...second, ...batches.flat()].map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 16 }, (_, i) => i),
  );
  for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(6);
  expect(await waiting.take(1)).toEqual([]);
});

it('two pages are read side by side', async () => {
  await using waiting = new WaitingPages(rendering(2), 2, 6);
  const batches = await Promise.all([waiting.take(1), waiting.take(2)]);
  expect(batches.map(numbers)).toEqual([[0], [1]]);
});

it('tells every lane when rendering failed, and gives nothing after it was stopped', async () => {
  await using failed = new WaitingPages(rendering(3, new Error('broken')), 2, 6);
  expect(numbers(await failed.take(2))).toEqual([0, 1]);
  await expect(failed.take(2)).rejects.toThrow('broken');
  await expect(failed.take(2)).rejects.toThrow('broken');
  await using stopped = new WaitingPages(rendering(3), 2, 6);
  stopped.stop();
  expect(await stopped.take(1)).toEqual([]);
});

it('wakes every lane that waits, also when pages come more slowly than they are read', async () => {
  const come = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  async function* slowly() {
    for (const { promise } of come) {
      await promise;
      yield page;
    }
  }
  await using waiting = new WaitingPages(slowly(), 2, 6);
  const lanes = [waiting.take(2), waiting.take(2)];
  for (const { resolve } of come) {
    resolve();
    await nextTurn();
  }
  const taken = (await Promise.all(lanes)).flat().map(({ number }) => number);
  expect(taken.toSorted()).toEqual([0, 1, 2, 3]);
}, 2_000);
