import { expect, it } from 'vitest';
import { wholeNumber } from './whole-number.js';

it.each(['', '-1', '1.5', 'two', '1e3', '9999999999'])('takes no %j', (text) => {
  expect(() => wholeNumber('--files', text)).toThrow('--files wants a whole number.');
});

it('takes as many as are asked for at least, and no less', () => {
  expect(wholeNumber('--files', '0')).toBe(0);
  expect(wholeNumber('--files', '1', 1)).toBe(1);
  expect(() => wholeNumber('--files', '0', 1)).toThrow('--files wants a whole number, 1 or more.');
});
