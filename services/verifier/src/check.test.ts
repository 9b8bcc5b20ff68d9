import { describe, expect, it } from 'vitest';
import { attempt, failed, passed, unsure, verdictOf } from './check.js';

const never = new AbortController().signal;

describe('the verdict', () => {
  it('is verified only when every check passed and covered all it planned', () => {
    expect(verdictOf([passed('a', 3, 'frames'), passed('b', 0, 'documents')])).toBe('verified');
    expect(verdictOf([passed('a', 3, 'frames'), { ...passed('b', 2, 'frames'), planned: 3 }])).toBe('unsure');
  });

  it('is never verified when nothing was checked', () => {
    expect(verdictOf([])).toBe('unsure');
  });

  it('is the worst of all checks, in whatever order', () => {
    const checks = [
      failed('a', 'leak-found', 1, 'frames'),
      unsure('b', 'coverage-incomplete', 0, 1, 'frames'),
      passed('c', 1, 'frames'),
    ];
    expect(verdictOf(checks)).toBe('failed');
    expect(verdictOf(checks.toReversed())).toBe('failed');
    expect(verdictOf(checks.slice(1))).toBe('unsure');
  });
});

describe('a check that could not run', () => {
  it('counts as not checked', async () => {
    const check = await attempt('a', 'frames', never, () => Promise.reject(new Error('the tool is missing')));
    expect(check).toMatchObject({ outcome: 'unsure', reason: 'coverage-incomplete', covered: 0, planned: 1 });
    expect(JSON.stringify(check)).not.toContain('missing');
  });

  it('passes an abort on instead of certifying a half', async () => {
    const stop = AbortSignal.abort(new Error('the lease is lost'));
    await expect(attempt('a', 'frames', stop, () => Promise.reject(new Error('other')))).rejects.toThrow('lease');
  });
});
