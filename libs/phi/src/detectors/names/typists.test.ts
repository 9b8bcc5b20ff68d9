import { describe, expect, it } from 'vitest';
import { leftOf } from '../../report-rig.js';

describe('who dictated, typed and signed', () => {
  it.each([
    ['Luzern, 5.9.2022 / dik mwe / geschr. rsu', 'mwe', 'rsu'],
    ['Mitarbeiterkürzel LTA', 'LTA'],
    ['Personalkürzel: KOB', 'KOB'],
    ['(elektronisch signiert 17.04.2024 13:09 / saverbeck)', 'saverbeck'],
    ['elektronisch freigegeben 17.04.2024, 13:09 Uhr, kwolters', 'kwolters'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['Stationskürzel unbekannt', 'elektronisch signiert und versandt'])('%j stays', (text) =>
    expect(leftOf(text)).toBe(text),
  );
});

describe('where within a house', () => {
  it.each([
    ['Verlegt von ITS 2.1 an das Weaningzentrum', '2', '1'],
    ['Überwachung bis morgen auf B2.', 'B2'],
    ['Ambulanz OE 6811', '6811'],
    ['Mitarbeiter der Abt. KR-4', 'KR', '4'],
    ['Zuw. Station: MED I/6 Nord', '6', 'Nord'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['Anstieg auf 2.1 mmol', 'Substitution von Vitamin auf B12-Spiegel', 'Einstufung auf T2.'])(
    '%j stays',
    (text) => expect(leftOf(text)).toBe(text),
  );
});

describe('what somebody works as', () => {
  it.each([
    ['Sie arbeitet halbtags als Bibliothekarin.', 'Bibliothekarin'],
    ['Er hat seine Tätigkeit als Hausmeister wieder aufgenommen', 'Hausmeister'],
    ['Der Versicherte ist als Staplerfahrer bei der Firma beschäftigt', 'Staplerfahrer'],
    ['Der Vater (Marek, 41, Dachdecker) lebt getrennt', 'Dachdecker'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['Die Tätigkeit als Raucher wurde beendet', 'Der Polyp ist als Marker zu werten'])('%j stays', (text) =>
    expect(leftOf(text)).toBe(text),
  );
});

describe('titles of other countries', () => {
  it.each([
    ['Orthopädie, KD Dr. Wälti', 'KD'],
    ['Der Erwachsenenvertreter, RA Mag. Thomas Schwaighofer', 'RA'],
    ['lic. phil. Esther Kälin, Neuropsychologie', 'lic', 'phil'],
    ['seit Frühjahr regelmäßig', 'Frühjahr'],
    ['habe er sich seit Sommer zurückgezogen', 'Sommer'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });
});
