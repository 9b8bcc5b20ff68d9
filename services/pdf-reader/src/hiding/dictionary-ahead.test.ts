import { createRequire } from 'node:module';
import { findIdentifiers, redact } from '@endoveil/phi';
import { expect, it } from 'vitest';
import { dictionaryAhead } from './dictionary-ahead.js';

const { cache } = createRequire(import.meta.url);

it('reads the dictionary on another thread, and texts are read with it', async () => {
  await dictionaryAhead();
  const text = 'Frau Kranz: Teilremission, Zehrung und Wirtschaftsprüferkammern, Kranzbichler.';
  expect(redact(text, findIdentifiers(text, { mode: 'strict' }))).toBe(
    'Frau [NAME]: Teilremission, Zehrung und Wirtschaftsprüferkammern, [ENTFERNT].',
  );
  expect(Object.keys(cache).filter((path) => path.endsWith('-dict/dist/words.json'))).toEqual([]);
});
