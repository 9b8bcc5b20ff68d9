import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('names behind a cue, whatever the word', () => {
  it.each([
    ['Die Wundschwester Fr. Kamm hat verbunden.', 'Kamm'],
    ['vereinbart mit Hrn. Bote vom Fahrdienst', 'Bote'],
    ['Der Brigadeleiter (Gen. Kessel) stimmte zu.', 'Kessel'],
    ['gez. i.V. Rohr-Sommerfeld', 'Rohr', 'Sommerfeld'],
    ['gez. Dachs', 'Dachs'],
    ['i.A. ten Hompel', 'ten', 'Hompel'],
    ['Rücksprache Nagel/ Flöte, kein Eingriff.', 'Nagel', 'Flöte'],
    ['Befund des Werksarztes Jürgen Apfel: normal', 'Jürgen', 'Apfel'],
    ['laut Trainerin Heike Balken', 'Heike', 'Balken'],
    ['Gutachten Dipl.-Psych. Yılmaz-Kurz vom Vortag', 'Yılmaz', 'Kurz'],
    ['Überweisung von Dipl.-Med. Kessel', 'Kessel'],
    ['zur Psychologin Nele Funke M.Sc.', 'Funke'],
    ['bei Mag.a Dornig in Therapie', 'Dornig'],
    ['OMR Dr. sc. med. K. Blech', 'Blech'],
    ['MR Dr. Fessel hat gesehen', 'Fessel'],
    ['Praxis Birke/von Linnich', 'Linnich'],
    ['Operateure: Dachs / te Wiel', 'Dachs', 'Wiel'],
    ['durch Anna dal Pozzolo', 'dal', 'Pozzolo'],
    ['Frau Maria v. Orlath', 'v. Orlath'],
    ['AÄ Kurz, OA Blei', 'Kurz', 'Blei'],
    ['Befund Prof. em. Wald', 'Wald'],
    ['z.Hd. Fr. Stuhl', 'Stuhl'],
  ])('%j', (text, ...names) => {
    for (const name of names) expect(hidden(text)).not.toContain(name);
  });

  it.each([
    'Rücksprache mit der Klinik erfolgt.',
    'Antibiotikum der 3. Gen. Gabe über 5 Tage',
    'Vorstellung beim Hausarzt zur Kontrolle.',
    'Die Patientin wurde mobilisiert.',
    'Schmerztherapie und Physiotherapie',
    'Magen/Darm unauffällig',
  ])('%j names nobody', (text) => expect(hidden(text)).toBe(text));
});

describe('degrees', () => {
  it.each([
    ['Dr. med. Dipl.-Psych. Jutta Rast', 'Psych'],
    ['Dipl.-Sozialpäd. (FH) Uwe Rast', 'Sozial'],
    ['OÄ Dr.in Eva Rast', 'Dr'],
    ['Prof. Dr. med. et phil. Eva Rast', 'phil'],
    ['Eva Rast, M.Sc.', 'Sc'],
    ['cand. med. Eva Rast', 'cand'],
    ['SR Dr. Eva Rast', 'SR'],
    ['Eva Rast, B.A.', 'B.A'],
    ['med. pract. Eva Rast', 'pract'],
  ])('%j goes with its name', (text, degree) => expect(hidden(text)).not.toContain(degree));

  it.each(['SR, regelmäßig', 'Blut i.A. negativ', 'Diplopie beidseits'])('%j is none', (text) =>
    expect(hidden(text)).toBe(text),
  );
});
