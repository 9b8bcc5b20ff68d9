import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { SealBroken } from '../errors.js';
import { cipherOf } from './item-keys.js';
import { siteKeyOf } from './site-key.js';

const cipher = cipherOf(siteKeyOf(randomBytes(32)));
const key = cipher.newKey();

it('opens what it sealed, and seals the same value differently each time', () => {
  const one = cipher.seal(key, 'Müller.mp4', 'landing.name');
  expect(cipher.open(key, one, 'landing.name')).toBe('Müller.mp4');
  expect(one.equals(cipher.seal(key, 'Müller.mp4', 'landing.name'))).toBe(false);
  expect(one.includes('ller')).toBe(false);
});

it('refuses another column, another item, another site and any changed byte', () => {
  const sealed = cipher.seal(key, 'x', 'landing.name');
  const other = cipherOf(siteKeyOf(randomBytes(32)));
  expect(() => cipher.open(key, sealed, 'landing.path')).toThrow(SealBroken);
  expect(() => cipher.open(cipher.newKey(), sealed, 'landing.name')).toThrow(SealBroken);
  expect(() => other.open(key, sealed, 'landing.name')).toThrow(SealBroken);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => cipher.open(key, changed, 'landing.name'), `byte ${at}`).toThrow(SealBroken);
  }
  expect(() => cipher.open(key, Buffer.alloc(0, 'landing.name'))).toThrow(SealBroken);
});
