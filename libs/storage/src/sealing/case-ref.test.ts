import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { caseRefOf } from './case-ref.js';
import { siteKeyOf } from './site-key.js';

const siteKey = siteKeyOf(randomBytes(32));
const ref = (name: string, center = 'north') => caseRefOf(siteKey, center, name);

it('is the same for one name however it is composed, and for no other name or center', () => {
  expect(ref('Fall Wo\u0308hr 12 ')).toBe(ref('Fall Wöhr 12'));
  expect(new Set([ref('12'), ref('13'), ref('12', 'south'), ref('1 2')]).size).toBe(4);
});
