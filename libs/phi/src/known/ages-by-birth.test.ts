import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('an age over 89 behind a birth date', () => {
  it.each(['Kranz, Oda 04.11.1929 (95)', 'Oda Kranz 4.11.1929, 95, wach', 'Kranz Oda 1929-11-04 (95) w'])(
    '%j',
    (text) => {
      expect(hidden(text)).not.toContain('95');
    },
  );

  it.each(['CRP 04.11.2024 (95)', 'Leukozyten am 4.11.2024 (98)'])('the value in %j stays', (text) => {
    expect(hidden(text)).toMatch(/\(9[58]\)/u);
  });
});
