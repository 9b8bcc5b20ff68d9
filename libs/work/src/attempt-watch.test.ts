import { once } from 'node:events';
import type { Attempt } from '@endoveil/ledger';
import { expect, it } from 'vitest';
import { AttemptStopped, AttemptWatch } from './attempt-watch.js';

const limits = { beatSeconds: 0.01, leaseSeconds: 4, stallSeconds: 60 };
/** Only handed on to the ledger. */
const attempt = {} as Attempt;

/** The ledger of a job that is no longer this attempt's. */
function gone() {
  const twice = Promise.withResolvers<void>();
  let beats = 0;
  const beat = async () => {
    beats += 1;
    // one follows the other: what the first was answered has been taken in
    if (beats === 2) twice.resolve();
    return 'fenced-out' as const;
  };
  return { ledger: { beat }, askedTwice: twice.promise };
}

it('stops work whose job is somebody else’s now', async () => {
  using watch = new AttemptWatch(attempt, gone().ledger, limits, () => undefined);
  await once(watch.signal, 'abort');
  expect(watch.signal.reason).toEqual(new AttemptStopped('fenced-out'));
});

it('does not stop work that has committed by itself, while it puts things in their place', async () => {
  const { ledger, askedTwice } = gone();
  using watch = new AttemptWatch(attempt, ledger, limits, () => undefined);
  watch.committing();
  await askedTwice;
  expect(watch.signal.aborted).toBe(false);
  watch.stop('preempted');
  expect(watch.signal.reason).toEqual(new AttemptStopped('preempted'));
});
