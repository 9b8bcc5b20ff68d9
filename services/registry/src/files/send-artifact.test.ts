import { expect, it } from 'vitest';
import { rangeOf } from './send-artifact.js';

it.each([
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=-900', { first: 0, last: 99 }],
  ['bytes=50-900', { first: 50, last: 99 }],
  ['bytes=99-99', { first: 99, last: 99 }],
  ['bytes=100-', 'nowhere'],
  ['bytes=-0', 'nowhere'],
  ['bytes=9-3', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['items=0-1', undefined],
])('of a hundred bytes %s is %o', (header, part) => {
  expect(rangeOf(header, 100)).toEqual(part);
});
