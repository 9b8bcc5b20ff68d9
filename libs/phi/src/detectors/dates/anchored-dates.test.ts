import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('a loose date in the month of a whole one', () => {
  it.each([
    ['Aufnahme 02.05.2024. Am Abend des 15.05 Fieber', '15.05'],
    ['stationär seit 11.03.2024\nViggo entfernt 23.3\nClexane abends bis 16.04, dann Stopp', '23.3', '16.04'],
    ['Diktat 14.09.24\nNächster Verbandswechsel 28.9', '28.9'],
    ['Aufnahme 13.5.24, CRP 15.5. 188 mg/l', '15.5.'],
    ['Verlauf ab 24.08.23. 27.8. 2 EK gegeben', '27.8.'],
    ['Eingang 02.05.2024. Stroboskopie 14/05: fixiert', '14/05'],
    ['Wir sahen ihn am 25-3-2024. LK-Sono 28-3 unauffällig, ED 2-2024, Basaliom 11-19.', '28-3', '2-2024', '11-19'],
    ['Aufnahme 5.11.24, Hb 9,4. DK-Wechsel zuletzt 4.11, nächster 2.12 (BZ 29.11 7h: 143)', '4.11', '2.12', '29.11'],
    ['Labor    09.03   12.03   15.03\nLipase   4812    988     310', '09.03', '12.03', '15.03'],
    ['gesehen 3/5/24. Labor 12/4: Eos 9 %', '12/4'],
    ['Diabetes seit 08, AP stabil; Ende 94 Heirat. 95/96 Hausbau', '08', '94', '95/96'],
    ['Lehre 1990–94, PD 2015 – 19, in den frühen 2000ern', '94', '19', '2000'],
    ['ab 28.10.24 Tapentadol, Stopp 4.11; Duloxetin ab 26.10, 60 mg ab 2.11.', '4.11', '26.10', '2.11'],
    ['Impfungen: Influenza 10.24, FSME 3/22', '10.24', '3/22'],
    ['Pankreaskarzinom, ED 03.24, reseziert. MRT 11.23.', '03.24', '11.23'],
    ['12.03 Aufnahme; 13.03 Koloskopie; 14.03 Entlassung', '12.03', '13.03', '14.03'],
    ['Z.n. TEP 2012 re./2015 li.', '2012', '2015'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    ['am 02.08.24\nLeukozyten   6.8   /nl   4.0 - 10.0   7.1\nHämoglobin   13.2   g/dl   13.5 - 17.5', '6.8', '13.2'],
    ['Aufnahme 5.11.24\nTSH  2.11  mU/l  0.27-4.20  1.98\nLeuko 10.11 und MCV 9.12', '2.11', '1.98', '10.11', '9.12'],
    ['Aufnahme 5.11.24\nKalium    4.11   5.10   3.12\nHb 9,4', '4.11'],
    ['Aufnahme 1.7.24: Leuko 11.6, Hb 7.8, CRP 34.5, Eiweiß 5.8', '11.6', '7.8', '34.5', '5.8'],
    ['Aufnahme 1.2.24: Hkt 22,5, Kalium 3.2, Perfusor auf 2.1, hierunter stabil', '3.2', '2.1'],
    ['Labor 12.3.24, 14.3. 11,0 und 15.3. 10,4 g/dl', '11,0', '10,4'],
    ['Visite 5.5.2024: Kraft 4/5, Apgar 9/10, Visus 0.5, LK 3/14', '4/5', '9/10', '0.5', '3/14'],
    ['Aufnahme 1.3.24, Kalium 4.3 und Kreatinin 1.02 stabil, HbA1c 7.2', '4.3', '1.02', '7.2'],
    ['Gesehen am 5-3-2024: 3-4 Stühle, 2-3 mal täglich, Bild 10-12 mm', '3-4', '2-3', '10-12'],
    ['Gesehen am 5.3.2024: Tensio 14/12 mmHg, Adenome 2/21 Knoten', '14/12', '2/21'],
  ])('%j keeps its values', (text, ...values) => {
    for (const value of values) expect(hidden(text)).toContain(value);
  });
});

describe('days that lean on what stands beside them', () => {
  it.each([
    ['Aufnahme 13.5., Bronchoskopie 14., EBUS gleichentags', '14.'],
    ['Prämed 21., 10 Uhr', '21.'],
    ['in der Nacht vom 8. auf den 9. Suizidgedanken', '8.', '9.'],
    ['Wochenende 19./20.: ruhig', '19', '20'],
    ['am Montag, den 13.ten Mai', '13', 'Mai'],
    ['OP am 22. (Mi) Mai', '22', 'Mai'],
    ['Behandlung Frühjahr/Sommer 2006', 'Frühjahr', '2006'],
    ['Gewichtsverlust seit letztem Sommer.', 'Sommer'],
    ['Otitis Feber 24 und Jänner 24.', 'Feber', 'Jänner', '24'],
    ['um den 21. Marz', '21', 'Marz'],
    ['ab 3. Juniwoche, bis zur zweiten Aprilhälfte', 'Juni', 'April'],
    ['Influenza 23/24 erfolgt, Grippeimpfung Saison 2022/23', '23/24', '2022/23'],
    ['verheiratet seit 97, berentet 05.', '97', '05'],
    ['Voroperationen: ASK 99, VKB 87; Sectio 03', '99', '87', '03'],
    ['glottisch, ED5.24; seit05/23 Husten', '5.24', '05/23'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Fraktur der 7., 8. und 9. Rippe',
    'am 3., 4. und 5. postoperativen Tag',
    'Kontrolle vom 2. auf den 3. Tag unverändert',
    'Sättigung seit 97 % stabil',
    'Kind 6 9/12 Jahre alt',
    'Lymphknoten mit Metastasen (2/21)',
    'Gaben um 8-12-18-22 Uhr',
    'Kopfschmerz seit 20, 30 Minuten nach der Gabe',
    'PTT 78/79 sec, RR 95/96 mmHg',
    'Tag 1., 8. und 15., danach Pause',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});

describe('numbers that only look like a day', () => {
  it.each([
    'Gesehen am 5-3-2024. Capecitabin Tag 1-14, Pause bis Tag 21.',
    'Z. n. Pankreatitis, Kreon 40.000 Einheiten, Größe P75 - 90',
    'Z.n. Fraktur BWK 08, Stent mit 60, Grad 07',
  ])('%j keeps them', (text) => {
    for (const number of text.replace('5-3-2024', '').match(/\d+/gu)!) expect(hidden(text)).toContain(number);
  });
});
