import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { guardLoopback } from './authenticate.js';

const answered = async (headers: Readonly<Record<string, string>>, remoteAddress = '127.0.0.1') => {
  await using api = Fastify();
  guardLoopback(api);
  api.get('/v1/items', () => 'items');
  return (await api.inject({ url: '/v1/items', headers, remoteAddress })).statusCode;
};

it('without a token file answers programs on this machine', async () => {
  expect(await answered({ host: '127.0.0.1:8420' })).toBe(200);
  expect(await answered({ host: 'localhost:8420', origin: 'http://localhost:8420' })).toBe(200);
  expect(await answered({ host: '[::1]:8420' }, '::1')).toBe(200);
});

it.each([
  ['a name that was made to point here', { host: 'rebound.invalid:8420' }, '127.0.0.1'],
  ['a page of another site', { host: '127.0.0.1:8420', origin: 'http://page.invalid' }, '127.0.0.1'],
  ['another machine', { host: '127.0.0.1:8420' }, '192.0.2.7'],
])('without a token file refuses %s', async (_, headers, from) => {
  expect(await answered(headers, from)).toBe(403);
});
