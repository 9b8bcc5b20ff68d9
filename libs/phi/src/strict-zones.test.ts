import { expect, it } from 'vitest';
import { findIdentifiers, redact } from './index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

it.each([
  ['Patient   4711   2231   88', '4711', '2231'],
  ['Konto   4711   0815   2231', '4711', '0815', '2231'],
  ['Schlüssel   2210   4471   0815', '2210', '4471', '0815'],
  ['Station   4812   0988   3107', '4812', '0988', '3107'],
  ['Ausweis   4812   0988   3107', '4812', '0988', '3107'],
  ['Lipase   4711   0815   2231', '0815'],
])('a row of numbers is no row of values: %j', (text, ...numbers) => {
  for (const number of numbers) expect(hidden(text)).not.toContain(number);
});

it.each(['Lipase   4812   988   310', 'CRP   112   0,5   18', 'Ferritin   441   380   212'])(
  'a row of values stays: %j',
  (text) => expect(hidden(text)).toBe(text),
);
