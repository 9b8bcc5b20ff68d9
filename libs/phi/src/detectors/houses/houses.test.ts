import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('firms', () => {
  it.each([
    ['Arbeitgeber: Fliesen Kranzbach oHG', 'Fliesen', 'Kranzbach', 'oHG'],
    ['Monteur bei Nordblech Bau GmbH, ledig', 'Nordblech', 'Bau'],
    ['Klinikum Ersonnental gGmbH', 'Ersonnental', 'gGmbH'],
    ['Betrieb: Sägewerk Talheim KG', 'Talheim'],
    ['Dreherin im VEB Gießerei „Rosa Luxemburg“', 'Gießerei', 'Luxemburg'],
    ['Schuhe durch PGH Aufbau gefertigt', 'Aufbau'],
    ['arbeitet im Friseursalon Orchidee in Ersonnen', 'Orchidee'],
    ['Bäcker bei der Feinbäckerei Ährenhof', 'Ährenhof'],
    ['Koch bei der Reederei Halbmond-Wiese', 'Halbmond'],
    ['Transport durch Mietwagen Oltmanns', 'Oltmanns'],
    ['Rollator vom Sanitätshaus Lang & Söhne', 'Lang'],
    ['Schlosser bei der Neuhoffnungshütte', 'Neuhoffnung'],
    ['Pflegenetz Ersonnen e.V.', 'Ersonnen'],
    ['Heimbeatmung Talhausen GmbH & Co. KG', 'Talhausen'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'KG zweimal wöchentlich',
    '75 mg/kg KG',
    'Physiotherapie und KG',
    'Kontrolle in der Ambulanz',
    'Hepatitis AG negativ',
  ])('%j is none', (text) => expect(hidden(text)).toBe(text));
});

describe('clubs, authorities, schools, services', () => {
  it.each([
    ['im Kegelverein Alle Neune', 'Alle'],
    ['in der Waldkita Pusteblume', 'Pusteblume'],
    ['Handball beim TSV Ersonnen', 'Ersonnen'],
    ['spielt bei der SpVgg Talhausen 08', 'Talhausen', '08'],
    ['Feier des Trachtenvereins St. Georg', 'Georg'],
    ['im Alpenverein, Sektion Hochtal', 'Hochtal'],
    ['Agentur für Arbeit Musterhausen', 'Musterhausen'],
    ['Jobcenter Talstadt-Land', 'Talstadt'],
    ['Betreuung (AG Ersonnenburg)', 'Ersonnenburg'],
    ['Antrag beim MD Bayern', 'Bayern'],
    ['Frau Blau vom Kreisjugendamt Talstadt', 'Talstadt'],
    ['beim Versorgungsamt Musterhausen', 'Musterhausen'],
    ['an der Grund- und Mittelschule Talhausen', 'Talhausen', 'Mittelschule'],
    ['besucht die FOS Musterhausen', 'FOS', 'Musterhausen'],
    ['in der Kita Zwergenland', 'Zwergenland'],
    ['Rettungsdienst (ASB Musterhausen)', 'ASB', 'Musterhausen'],
    ['Wohngruppe Haus Birke', 'Birke'],
    ['BG Bau und Verkehr, BV Talstadt', 'Bau', 'Verkehr', 'Talstadt'],
    ['Sozialdienst kath. Frauen Talstadt-Süd', 'Sozialdienst', 'Frauen', 'Talstadt'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'TV 450 ml, PEEP 8',
    'SV 70 ml',
    'Druckstelle Ferse rechts',
    'Kompressionsverband Unterschenkel',
    'Blutgruppe und Antikörpersuchtest',
    'Hinterkammer Linse',
    'MDK Antrag gestellt',
  ])('%j is none', (text) => expect(hidden(text)).toBe(text));
});

describe('hospitals and practices', () => {
  it.each([
    ['Spital zum Guten Hirten', 'Spital', 'Hirten'],
    ['Hospital zum Heiligen Kreuz - Innere Medizin', 'Hospital', 'Kreuz'],
    ['zuletzt im KH der Grauen Ursulinen Talhausen', 'Ursulinen'],
    ['KARDIOLOGIE AM LINDENPARK', 'KARDIOLOGIE', 'LINDENPARK'],
    ['Psychosomatische Fachklinik Talhauser Höhe', 'Talhauser', 'Höhe'],
    ['Kinder- und Jugendpsychiatrie Erlwald', 'Jugend', 'Erlwald'],
    ['Bestrahlung im Strahlenzentrum Isartal', 'Strahlenzentrum', 'Isartal'],
    ['MEDIZINISCHE KLINIK TALHEIM', 'TALHEIM'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each(['Klinik zur Abklärung', 'Labor im Verlauf unauffällig', 'Haus am Abend verlassen'])('%j is none', (text) =>
    expect(hidden(text)).toBe(text),
  );
});
