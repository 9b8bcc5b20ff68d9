import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('numbers beside one that is found', () => {
  it.each([
    ['Konserven-Nr. G0417 24 118837 00, G0417 24 118841 00', '118841'],
    ['BtM-Rezept-Nr. 24-0417-1 bis -4 vernichtet', '-4'],
    ['Labornr. M24 118 847, M24 118 848 und -849', '848', '849'],
    ['Tel. 069 / 63 01 - 44 71 oder - 72', '72'],
    ['Fallnr. A-417/3 und A-518/2', '518'],
    ['Beleg 7718-2, Station M 4.2', '-2', '4.2'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    ['Fallnr. 417, 518 mg Eisen', '518 mg'],
    ['Station 12, 14 Tage Antibiose', '14 Tage'],
  ])('%j keeps its values', (text, value) => expect(hidden(text)).toContain(value));
});

describe('numbers in forms', () => {
  it.each([
    ['Fall-Nr.: 6004\n71882\n\nSehr geehrter', '6004', '71882'],
    ['Histologie (B 23 / 2217): Karzinom', '2217'],
    ['Chiffre M 0881', '0881'],
    ['Stat 44, Stat.: 2B/Interne, Zi/Bett: 207/1, Dial. Pl. 7', '44', '2B', '207/1', '7'],
    ['Allergiepass (AP-441/24), Leihgerät TG-0441, Zugriffscode K7-441-QX', '441', '0441', 'K7'],
    ['letzte Konserve K0042 24 441772, BG Hallein 2 P 118/23k, Fall 2O24/11884', '441772', '23k', '11884'],
    ['Nachbarin unter 4 21 09 zu erreichen', '4 21 09'],
    ['StudyUID 1.2.276.0.7230010.3.1.2.4471882', '7230010', '4471882'],
    ['MSNR 88 BKZ 4471', '88', '4471'],
    ['Raum E.017, Zi 2.114, Zi. 12.214-1', 'E.017', '2.114', '12.214'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });
});

it('keeps the values of a row in the footer', () => {
  const row = 'CRP      118      212     140     122\nKreatinin  µmol/l  144-180   171   168';
  for (const value of row.match(/\d+/gu)!) expect(hidden(row)).toContain(value);
});
