import type { Task } from '@endoveil/work';
import { expect, it } from 'vitest';
import { bothAtOnce } from './both-at-once.js';

const task: Task = {
  kind: 'video',
  sourcePath: '',
  scratchDir: '',
  knownValues: [],
  signal: new AbortController().signal,
  progress: () => undefined,
};

it('answers what both answer', async () => {
  expect(
    await bothAtOnce(
      task,
      async () => 1,
      async () => 2,
    ),
  ).toEqual([1, 2]);
});

it('ends one part when the other fails, and says why only when both have ended', async () => {
  const ended: unknown[] = [];
  const works = async ({ signal }: Task) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    ended.push(signal.reason);
  };
  const failure = new Error('no letters');
  await expect(bothAtOnce(task, works, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(ended).toEqual([failure]);
});

it('passes on that the task was ended', async () => {
  const stop = new AbortController();
  const waits = ({ signal }: Task) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const both = bothAtOnce({ ...task, signal: stop.signal }, waits, waits);
  stop.abort(new Error('enough'));
  await expect(both).rejects.toThrow('enough');
});
