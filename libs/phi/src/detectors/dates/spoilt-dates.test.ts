import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const around = Array.from({ length: 9 }, () => 'Der Befund ist unauffällig.').join('\n');
const hidden = (phrase: string) => {
  const text = `${around}\n${phrase}\n${around}`;
  return redact(text, findIdentifiers(text, { mode: 'strict' })).slice(around.length + 1, -around.length - 1);
};

describe('dates that a hand or a reader spoilt', () => {
  it.each([
    'Aufnahme 3 .Juni 2031',
    'am 3.Junl 2031',
    'am 3. Ma&z 2031',
    'am 14. Septernber 2031',
    'am 14. Febuar 2031',
    'am 14. Jän. 2031',
    'seit Jän. 2031',
    'am 1406.2031',
    'am 14. 06. 2 031',
    'am 14.06.31,15.06.31',
    'Fieber seit 4.6.\n23.06.31 Visite',
    'Fieber am 4.6. 23.06.31 Visite',
    'Gabe 4.6., 23.6.\n24.06.2031 Ende',
    'Kontrolle geplant 28.2, nüchtern',
    'Kontrolle 1.7, 1.10 und 1.1.',
  ])('%j tells no day', (phrase) => expect(hidden(phrase)).not.toMatch(/\d|J[uä]n|Ma&|Sept|Feb/u));

  it.each([
    ['Im Nov erneut Fieber', 'Nov'],
    ['seit Okt keine Gabe', 'Okt'],
    ['Mitte Feb Sturz', 'Feb'],
  ])('%j', (phrase, month) => expect(hidden(phrase)).not.toContain(month));

  it.each(['am 2. Tag 1500 ml', 'Dosis 1206.5 mg', 'Kontrolle 12.5 mg'])('%j stays', (phrase) =>
    expect(hidden(phrase)).toBe(phrase),
  );
});
