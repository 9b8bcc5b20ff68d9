import { describe, expect, it } from 'vitest';
import { leftOf } from '../../report-rig.js';

describe('what came with the ambulance and what a file is numbered', () => {
  it.each([
    ['NEF Kufstein 1 alarmiert um 11:04', 'Kufstein', '1'],
    ['Transport mit RTW 2/83-1, Übergabe im Schockraum', '2', '83'],
    ['Verlegung mit Christophorus 4', '4'],
    ['OP-Bericht 901.337.12 Saal', '901', '337', '12'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['Thrombozyten 901.337 im Blutbild', 'Thrombozyten 345.000, Leukozyten 8.200', 'RTW 15 Minuten nach Alarm'])(
    '%j stays',
    (text) => expect(leftOf(text)).toBe(text),
  );
});

describe('houses and firms by their form', () => {
  it.each([
    ['beschäftigt bei der Silvrettaseilbahn AG, Krankenstand', 'Silvrettaseilbahn', 'AG'],
    ['Kliniken Essen-Mitte am Stadtwald', 'Kliniken', 'Essen', 'Mitte', 'Stadtwald'],
    ['Meldung an RGU München', 'RGU'],
    ['Der Bruder (Kita Die Seepferdchen) ist erkältet', 'Seepferdchen'],
    ['Lehre zur Kauffrau, später bei Quelle in Fürth', 'Quelle'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['Pulmo: vesikuläres AG, keine RG', 'Schmerzen bei Belastung in Ruhe gebessert', 'MRT Becken, CT Thorax'])(
    '%j stays',
    (text) => expect(leftOf(text)).toBe(text),
  );
});

describe('marks behind what was done', () => {
  it.each([
    ['diktiert LO, geschrieben SP', 'LO', 'SP'],
    ['Hdz.: sr', 'sr'],
    ['beantwortet 12.11.2024 (cbk)', 'cbk'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['geschrieben EKG, Befund folgt', 'entlassen (siehe oben), Zustand gut'])('%j stays', (text) =>
    expect(leftOf(text)).toBe(text),
  );
});
