import type { Task } from '@endoveil/work';

/** Does two parts of a task at the same time. When one fails the other is ended, and waited for, before that is said. */
export async function bothAtOnce<A, B>(
  task: Task,
  one: (task: Task) => Promise<A>,
  other: (task: Task) => Promise<B>,
): Promise<[A, B]> {
  const stop = new AbortController();
  const shared = { ...task, signal: AbortSignal.any([task.signal, stop.signal]) };
  const parts = [one(shared), other(shared)] as const;
  try {
    return await Promise.all(parts);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(parts);
    throw error;
  }
}
