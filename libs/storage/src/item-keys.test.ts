import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { SealBroken } from './errors.js';
import { cipherOf } from './item-keys.js';
import { siteKeyOf } from './site-key.js';

const cipher = cipherOf(siteKeyOf(randomBytes(32)));
const key = cipher.newKey();

it('opens what it sealed, and seals the same value differently each time', () => {
  const one = cipher.seal(key, 'landing.name', 'Müller.mp4');
  expect(cipher.open(key, 'landing.name', one)).toBe('Müller.mp4');
  expect(one.equals(cipher.seal(key, 'landing.name', 'Müller.mp4'))).toBe(false);
  expect(one.includes('ller')).toBe(false);
});

it('refuses another column, another item, another site and any changed byte', () => {
  const sealed = cipher.seal(key, 'landing.name', 'x');
  const other = cipherOf(siteKeyOf(randomBytes(32)));
  expect(() => cipher.open(key, 'landing.path', sealed)).toThrow(SealBroken);
  expect(() => cipher.open(cipher.newKey(), 'landing.name', sealed)).toThrow(SealBroken);
  expect(() => other.open(key, 'landing.name', sealed)).toThrow(SealBroken);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => cipher.open(key, 'landing.name', changed), `byte ${at}`).toThrow(SealBroken);
  }
  expect(() => cipher.open(key, 'landing.name', Buffer.alloc(0))).toThrow(SealBroken);
});
