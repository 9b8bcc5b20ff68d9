import { expect, it } from 'vitest';
import { watchPressure } from './pressure.js';

function rig() {
  const now = { free: 1000, waiting: 0, ms: 0 };
  const pressure = watchPressure(
    { freeBytes: async () => now.free },
    { outboxLag: async () => ({ seconds: 0, waiting: now.waiting }) },
    { keepFreeBytes: 500, mostWaitingEvents: 100 },
    () => now.ms,
  );
  const paused = async (change: Partial<typeof now>) => {
    Object.assign(now, change, { ms: now.ms + 1000 });
    return await pressure.paused();
  };
  return { now, pressure, paused };
}

it('pauses below the free space that is kept, and goes on only when it is clearly better', async () => {
  const { paused } = rig();
  expect(await paused({ free: 500 })).toBeNull();
  expect(await paused({ free: 499 })).toBe('space-low');
  expect(await paused({ free: 520 })).toBe('space-low');
  expect(await paused({ free: 550 })).toBeNull();
});

it('pauses while too many events wait', async () => {
  const { paused } = rig();
  expect(await paused({ waiting: 100 })).toBeNull();
  expect(await paused({ waiting: 101 })).toBe('events-waiting');
  expect(await paused({ waiting: 95 })).toBe('events-waiting');
  expect(await paused({ waiting: 90 })).toBeNull();
});

it('looks at most once a second, and is not stopped by what it cannot see', async () => {
  const { now, pressure } = rig();
  expect(await pressure.paused()).toBeNull();
  now.free = 0;
  now.ms += 999;
  expect(await pressure.paused()).toBeNull();
  const blind = watchPressure(
    { freeBytes: () => Promise.reject(new Error()) },
    { outboxLag: () => Promise.reject(new Error()) },
    { keepFreeBytes: 500, mostWaitingEvents: 100 },
  );
  expect(await blind.paused()).toBeNull();
});
