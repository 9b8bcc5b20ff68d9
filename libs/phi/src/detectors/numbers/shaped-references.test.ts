import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('numbers by their shape or behind a word for what holds them', () => {
  it.each([
    ['Vorbefund B22-40718 lag vor', 'B22', '40718'],
    ['(Dr. Erdmann, N19/2207) bestätigt', 'N19', '2207'],
    ['Unters.-Nr. (RIS) MR1904-0772', 'MR1904', '0772'],
    ['(Histo 11-l207): tubulär', '11-l', '207'],
    ['Prüfnr. 3c9b-77aa-f20d', '3c9b', 'f20d'],
    ['Bilder 19-04-11_0211 bis 0219 gespeichert', '0219'],
    ['Aktenzeichen   : KOL.0331.2019', 'KOL', '0331'],
    ['archiviert in Schrank D/208, Wertsachen in Umschlag 0127', 'D/208', '0127'],
    ['KM-Charge QX2207B; Paravasat nein', 'QX2207B'],
    ['Kurier, Tour 12c.', '12c'],
    ['gedr. 09.12. 17:31 (AP-MED3-07)', 'AP-MED3-07'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Vit. B12 1000 µg, T12 und L1 unauffällig, C1M3',
    'CK 20 positiv, CDX2 negativ, MIB-1 10 %',
    'PD-L1 22C3, HLA-DQ2 positiv',
    'Clip 12/6t, Zange 2,8/160 cm',
    'Umschlag mit Salbe, Fach leer',
  ])('%j stays', (phrase) => {
    expect(hidden(phrase)).toBe(phrase);
  });
});
