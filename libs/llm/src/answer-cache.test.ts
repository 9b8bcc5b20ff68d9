import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { AnswerCache } from './answer-cache.js';

it('keeps an answer under everything it depends on', () => {
  const cache = new AnswerCache();
  const name = cache.nameOf('model', 'digest', 'prompt', 'text');
  cache.put(name, '{"names":["Kranzbichler"]}');
  expect(cache.get(name)).toBe('{"names":["Kranzbichler"]}');
  for (const other of [
    ['model', 'other digest', 'prompt', 'text'],
    ['model', 'digest', 'other prompt', 'text'],
    ['model', 'digest', 'prompt', 'other text'],
    ['model', 'digest', 'prompttext'],
  ])
    expect(cache.get(cache.nameOf(...other))).toBeUndefined();
});

it('holds neither texts nor answers readable, and its names are another process’ nothing', () => {
  const [cache, other] = [new AnswerCache(), new AnswerCache()];
  const name = cache.nameOf('Herr Kranzbichler');
  cache.put(name, 'Kranzbichler');
  const held = inspect(cache, { depth: 6, showHidden: true }) + JSON.stringify([...Object.values(cache)]);
  expect(held).not.toContain('Kranzbichler');
  expect(held).not.toContain(Buffer.from('Kranzbichler').toString('hex'));
  expect(other.nameOf('Herr Kranzbichler')).not.toBe(name);
});

it('forgets what is old and what is too much', () => {
  let now = 0;
  const cache = new AnswerCache(2, 100, () => now);
  const [a, b, c] = ['a', 'b', 'c'].map((text) => cache.nameOf(text)) as [string, string, string];
  for (const name of [a, b, c]) cache.put(name, name);
  expect([a, b, c].map((name) => cache.get(name) === name)).toEqual([false, true, true]);
  now = 101;
  expect(cache.get(c)).toBeUndefined();
});
