import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('who did it, cut short, and in dictation', () => {
  it.each([
    ['Konsil angef. von Weiß, Befund folgt', 'Weiß'],
    ['Blutung gemeldet an Kranich um 10 Uhr', 'Kranich'],
    ['Nagel/Ó Floinn untersuchten', 'Ó', 'Floinn'],
    ['weitergegeben an Kranich', 'Kranich'],
  ])('%j', (text, ...names) => {
    for (const name of names) expect(hidden(text)).not.toContain(name);
  });

  it('takes no sign of punctuation that was read out for a name', () => {
    expect(hidden('Klammer auf Prof. Lehnhardt Klammer zu Komma die Klammer liegt')).toBe(
      'Klammer auf [TITEL][NAME] Klammer zu Komma die Klammer liegt',
    );
  });
});
