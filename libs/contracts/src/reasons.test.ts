import { describe, expect, it } from 'vitest';
import { EndoveilError, Poison } from './errors.js';
import { explain, isPassing, ReasonCode, reasons } from './reasons.js';

describe('reasons', () => {
  it('say in a plain sentence what happened and what to do next', () => {
    for (const code of ReasonCode.options) {
      expect(explain(code).text, code).toMatch(/^[A-Z].+\.$/);
      expect(explain(code).next, code).toMatch(/^[A-Z].+\.$/);
      expect(code).toMatch(/^[a-z][a-z-]+$/);
    }
  });

  it('tell what passes from what stays', () => {
    expect(isPassing('llm-unavailable')).toBe(true);
    expect(isPassing('encrypted')).toBe(false);
    expect(isPassing('llm-disabled')).toBe(false);
  });

  it('are the whole message of an error', () => {
    const cause = new Error('Key (name)=(Kranzbichler)');
    const error = new Poison('encrypted', { cause });
    expect(error.message).toBe(reasons.encrypted.text);
    expect(error).toBeInstanceOf(EndoveilError);
    expect(error.code).toBe('encrypted');
  });
});
