import { describe, expect, it } from 'vitest';
import { afterError, settle, type Settlement } from './settlement.js';

function said(settlement: Settlement): unknown[] {
  const calls: unknown[] = [];
  settle(
    {
      ack: (...args: unknown[]) => calls.push(['ack', ...args]),
      nak: (...args: unknown[]) => calls.push(['nak', ...args]),
      term: (...args: unknown[]) => calls.push(['term', ...args]),
    },
    settlement,
  );
  return calls;
}

describe('a settlement', () => {
  it('says exactly one thing to the broker, or nothing', () => {
    expect(said({ settle: 'ack' })).toEqual([['ack']]);
    expect(said({ settle: 'nak', delayMs: 250 })).toEqual([['nak', 250]]);
    expect(said({ settle: 'leave' })).toEqual([]);
  });

  it('never returns a message without a delay', () => {
    expect(said({ settle: 'nak', delayMs: 0 })).toEqual([['nak', 1]]);
    expect(said({ settle: 'nak', delayMs: -5 })).toEqual([['nak', 1]]);
  });

  it('ends a message without a reason, which servers before 2.10 would take for nothing said', () => {
    expect(said({ settle: 'term' })).toEqual([['term']]);
  });

  it('after a thrown error is to come again in five seconds', () => {
    expect(afterError).toEqual({ settle: 'nak', delayMs: 5_000 });
  });
});
