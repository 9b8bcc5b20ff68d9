import { expect, it } from 'vitest';
import type { PageSearches } from '../hiding/page-searches.js';
import { TextsAhead } from './texts-ahead.js';

function page(name: string, read: string[], failure?: Error): { readonly searches: PageSearches } {
  const nothing = () => [];
  const ahead = () => {
    read.push(name);
    if (failure) throw failure;
  };
  return { searches: { layer: nothing, ocr: nothing, both: nothing, ahead } };
}

it('has one text read at a time, in order, each once', () => {
  const texts = new TextsAhead();
  const read: string[] = [];
  texts.next();
  texts.add([page('first', read), page('second', read)]);
  expect(texts.next()).toBe(true);
  expect(read).toEqual(['first']);
  texts.next();
  expect(texts.next()).toBe(false);
  expect(read).toEqual(['first', 'second']);
});

it('reads all that wait', async () => {
  const texts = new TextsAhead();
  const read: string[] = [];
  texts.add(['a', 'b', 'c'].map((name) => page(name, read)));
  await texts.rest();
  expect(read).toEqual(['a', 'b', 'c']);
});

it('leaves a text that cannot be read to whoever needs it', () => {
  const texts = new TextsAhead();
  const read: string[] = [];
  texts.add([page('broken', read, new Error('broken')), page('whole', read)]);
  texts.next();
  texts.next();
  expect(read).toEqual(['broken', 'whole']);
});
