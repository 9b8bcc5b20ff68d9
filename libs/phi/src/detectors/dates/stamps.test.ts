import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('who wrote, typed or printed', () => {
  it.each([
    ['Druck: 11.03.22 09:14 brinkmad', 'brinkmad'],
    ['diktiert 14.05.2020 Hk, geschrieben 15.05. schreib7, Korrektur 16.5.', 'Hk', 'schreib7'],
    ['3. April 2019 / be-wu\n\nPatient', 'be-wu'],
    ['Erfundenau, 12.04.2021/kl\n\nPatient', '/kl'],
    ['Leistung verschlüsselt, chir_dwenk', 'chir_dwenk'],
    ['telef. Mitteilung am 11.05., 10:40, lab_tw.', 'lab_tw'],
    ['(Zuschnitt qmz, 11.05., 14.20 h)', 'qmz'],
    ['Dr. Herta Wollenweber\n14:05 Rückruf, Wohlbefinden. HW\n', ' HW'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Untersuchung vom 11.03.22 bis heute',
    'Sono 11.05. unauffällig, CT 12.05. re',
    'Stuhl am 12.4./ab morgen',
    'erstellt am 12.04.2021 mit Befund',
  ])('%j keeps its words', (phrase) =>
    expect(hidden(phrase).replaceAll('[DATUM]', '')).toBe(phrase.replaceAll(/\d{1,2}\.\d{1,2}\.(?:\d{2,4})?/gu, '')),
  );
});
