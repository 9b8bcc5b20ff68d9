import { expect, it } from 'vitest';
import { hasReadableUser } from './readable-user.js';

it.each([
  ['nats://user:50%25@one:4222, nats://two:4222', true],
  ['redis://:50%@one:6379', false],
  ['nats://one:4222,nats://us%er:word@two:4222', false],
  ['no address', true],
])('tells whether user and password can be read: %s', (addresses, can) => {
  expect(hasReadableUser(addresses)).toBe(can);
});
