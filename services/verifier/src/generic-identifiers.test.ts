import { describe, expect, it } from 'vitest';
import { genericIdentifiersIn } from './generic-identifiers.js';

describe('shapes that identify anybody', () => {
  it.each([
    ['date', 'aufgenommen am 07.11.1961'],
    ['date', 'DOB 3/4/1950'],
    ['date', 'am 3. 4. 1950 gesehen'],
    ['iso-date', '1961-11-07'],
    ['born', 'geb. 07'],
    ['born', 'geb. am: 7'],
    ['e-mail', 'an jördis.öttinghaus@klinik-müller.de'],
    ['web', 'siehe www.klinik.example'],
    ['phone', 'Tel. 09876 555-1234'],
    ['insurance', 'KV-Nr. A123456789'],
    ['iban', 'DE02 1203 0000 0000 2020 51'],
    ['long-number', 'Fall 0041234567'],
    ['person', 'Herr Wöhrlemann'],
    ['person', 'Dr. med. Öttinghaus'],
    ['street', 'Lindenstr. 12'],
    ['street', 'Königsallee 114'],
    ['comma-name', 'Patient: Kranzbichler ,Ottokar'],
  ])('finds a %s in “%s”', (name, text) => {
    expect(genericIdentifiersIn(text)).toContain(name);
  });

  it.each([
    'Befund: Zylinderepithelmetaplasie 2 cm, Prag C1M2, Los Angeles Grad B.',
    'Propofol 120 mg i.v., Sauerstoff 2 l/min, Druck 120/80.',
    'Biopsien 1-4 aus dem Antrum, Größe 3.5 x 2.0 mm.',
    'Hb 13.5 g/dl, Thrombozyten 250.000',
    'GIF-XZ1200',
    'Patient: nüchtern, wach',
    'Die Patientin hat die Untersuchung gut vertragen.',
  ])('lets medicine stand: “%s”', (text) => {
    expect(genericIdentifiersIn(text)).toEqual([]);
  });
});
