import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.js';

const why = new Error('stopped');
const endless = new Promise<never>(() => undefined);

describe('work that is stopped', () => {
  it('is not waited for without an end', async () => {
    const stopper = new AbortController();
    const waiting = untilAborted(endless, stopper.signal, 0);
    stopper.abort(why);
    await expect(waiting).rejects.toBe(why);
  });

  it('is not begun to be waited for after the signal', async () => {
    await expect(untilAborted(endless, AbortSignal.abort(why), 0)).rejects.toBe(why);
  });

  it('ends with the reason it was stopped for, whatever it says itself', async () => {
    await expect(untilAborted(Promise.reject(new Error('killed')), AbortSignal.abort(why))).rejects.toBe(why);
    await expect(untilAborted(Promise.resolve('late'), AbortSignal.abort(why))).rejects.toBe(why);
  });

  it('is let be otherwise', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve('done'), signal)).toBe('done');
    await expect(untilAborted(Promise.reject(why), signal)).rejects.toBe(why);
  });
});
