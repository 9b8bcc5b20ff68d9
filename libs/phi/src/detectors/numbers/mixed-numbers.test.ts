import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('numbers made of letters, digits and points', () => {
  it.each([
    ['Kapsel-ID K4T-8831-07B', 'K4T', '8831'],
    ['Kapsel-ID 3JX-K7Q-D', '3JX', '-D'],
    ['Kapsel-ID    3JX-K7Q-D\nDatum', '3JX', '-D'],
    ['MRN 12345-AB-C', '12345', '-AB', '-C'],
    ['Acc. RX24.031155', '031155'],
    ['Mein Aktenzeichen beim Verein: 23/KLE/0887', '0887', 'KLE'],
    ['Handelsregister HRB 24056', '24056'],
    ['Zentrum 049-07, Randomisierung R-3381', '049', '3381'],
    ['Verwendungszweck R0918 SOMMER', '0918', 'SOMMER'],
    ['Unser Zeichen: Prof.Kr/so 118-24', 'Kr/so', '118'],
    ['Studie NCT04912', '04912'],
    ['Central Reader #R7, Ref: FMK/ts/4471902', 'R7', 'FMK', '4471902'],
    ['Sozialgericht, Kammer 14', '14'],
    ['aufn-nr b 20817, fall nr: 7 88 12', '20817', '7 88 12'],
    ['reg. no. 7K-11-204C', '7K', '204C'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'C4d, CA 19-9, TNM pT3N1M0, HLA-B27, Q-T-Zeit',
    'Paris 0-IIa, OPS 5-452.61, ICD K57.31, ATC A02BC02',
    'CF-HQ190L, GIF-1TH190, Gy 50.4, IgG4 2.1',
    '5-FU 2.400 mg/m2, CO2 2.5 l/min, Vitamin B12 300',
  ])('%j stays', (text) => expect(hidden(text)).toBe(text));
});
