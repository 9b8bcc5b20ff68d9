import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { LockBusy, LockLost, type Locks } from './locks.js';

/** A lock server and its faults, as a test needs them. */
export interface LockRig extends AsyncDisposable {
  /** A client of its own, like another process. */
  open(): Promise<Locks>;
  /** Forgets every lock. */
  wipe(): Promise<void>;
  /** Stops answering, until `back`. */
  goAway(): Promise<void>;
  back(): Promise<void>;
}

const TTL_MS = 600;
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** What every adapter of `Locks` must do. */
export function locksConformance(adapter: string, start: () => Promise<LockRig>): void {
  describe(`locks: ${adapter}`, () => {
    it('lets one in at a time, whoever asks', async () => {
      await using rig = await start();
      const clients = await Promise.all([rig.open(), rig.open(), rig.open()]);
      const key = randomUUID();
      let inside = 0;
      let most = 0;
      const task = async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
      };
      await Promise.all(Array.from({ length: 9 }, (_, i) => clients[i % 3]!.withLock(key, 5000, task)));
      expect(most).toBe(1);
      await Promise.all(clients.map((client) => client.close()));
    });

    it('tells at once that it is busy, and is free after success and after an error', async () => {
      await using rig = await start();
      const [one, two] = [await rig.open(), await rig.open()];
      const key = randomUUID();
      const value = await one.withLock(key, TTL_MS, async () => {
        expect(await two.tryLock(key, TTL_MS, async () => 'never')).toEqual({ held: false });
        expect(await two.tryLock(randomUUID(), TTL_MS, async () => 'other')).toEqual({ held: true, value: 'other' });
        return 'done';
      });
      expect(value).toBe('done');
      await expect(one.withLock(key, TTL_MS, () => Promise.reject(new Error('task failed')))).rejects.toThrow(
        'task failed',
      );
      expect(await two.tryLock(key, TTL_MS, async () => 'mine')).toEqual({ held: true, value: 'mine' });
    });

    it('holds longer than the time to live, and gives up waiting after it', async () => {
      await using rig = await start();
      const [one, two] = [await rig.open(), await rig.open()];
      const key = randomUUID();
      await one.withLock(key, TTL_MS, async (signal) => {
        await expect(two.withLock(key, 2 * TTL_MS, async () => {})).rejects.toBeInstanceOf(LockBusy);
        expect(signal.aborted).toBe(false);
      });
    });

    it('keeps a lock that was wiped when nobody else took it', async () => {
      await using rig = await start();
      const [one, two] = [await rig.open(), await rig.open()];
      const key = randomUUID();
      await one.withLock(key, TTL_MS, async (signal) => {
        await rig.wipe();
        await vi.waitFor(async () =>
          expect((await two.tryLock(`${key}-probe`, TTL_MS, async () => 1)).held).toBe(true),
        );
        await new Promise((resolve) => setTimeout(resolve, TTL_MS / 2));
        expect(await two.tryLock(key, TTL_MS, async () => 'never')).toEqual({ held: false });
        expect(signal.aborted).toBe(false);
      });
    });

    it('aborts the task when someone else holds the lock', async () => {
      await using rig = await start();
      const [one, two] = [await rig.open(), await rig.open()];
      const key = randomUUID();
      await one.withLock(key, TTL_MS, async (signal) => {
        await rig.wipe();
        await two.withLock(key, TTL_MS, () => aborted(signal));
        expect(signal.reason).toBeInstanceOf(LockLost);
      });
    });

    it('runs the task without a lock while the server is away, and locks again when it is back', async () => {
      await using rig = await start();
      const [one, two] = [await rig.open(), await rig.open()];
      const key = randomUUID();
      await rig.goAway();
      expect(await one.tryLock(key, TTL_MS, async () => 'unlocked')).toEqual({ held: true, value: 'unlocked' });
      expect(await one.withLock(key, TTL_MS, async () => 'unlocked')).toBe('unlocked');
      await rig.back();
      await vi.waitFor(
        () =>
          one.withLock(key, TTL_MS, async () =>
            expect(await two.tryLock(key, TTL_MS, async () => 'never')).toEqual({ held: false }),
          ),
        { timeout: 10_000 },
      );
    });

    it('does not fail a task when the server goes away in the middle', async () => {
      await using rig = await start();
      const one = await rig.open();
      const value = await one.withLock(randomUUID(), TTL_MS, async (signal) => {
        await rig.goAway();
        await new Promise((resolve) => setTimeout(resolve, TTL_MS));
        return signal.aborted ? 'aborted' : 'finished';
      });
      expect(value).toBe('finished');
      await rig.back();
    });

    it('refuses a time to live too short to be extended', async () => {
      await using rig = await start();
      const one = await rig.open();
      await expect(one.withLock('x', 20, async () => {})).rejects.toBeInstanceOf(RangeError);
    });
  });
}
