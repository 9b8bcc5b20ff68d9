import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('numbers that one can call, told otherwise', () => {
  it.each([
    ['Tel. 09421 77 81-0 – Befundauskunft -22 – Sekretariat -31', '-22', '-31'],
    ['Frau Erdmann Durchwahl drei null sieben zwei', 'drei', 'null', 'sieben'],
    ['oder mobil 0171 vier acht acht fünf zwo eins Punkt', '0171', 'vier', 'zwo', 'eins'],
    ['Meine Durchwahl ist die 4417', '4417'],
    ['Fernruf 5 28 60', '5 28 60'],
    ['(Tel . O4471 - 3 18)', 'O4471', '3 18'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each(['mobil zwei bis drei Stunden am Tag', 'Mobilisation mit zwei Pflegekräften, drei Stühle'])(
    '%j stays',
    (phrase) => expect(hidden(phrase)).toBe(phrase),
  );
});
