import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('houses by whose or where they are', () => {
  it.each([
    ['Er singt seit Jahren in der Quedelbacher Liedertafel mit.', 'Liedertafel', 'Quedelbacher'],
    ['Sie lebt in den Oberfeldschen Anstalten bei Hamm.', 'Anstalten'],
    ['Aus der Gaststätte Zum Anker wurde der Notarzt gerufen.', 'Anker'],
    ['Nach dem Essen im Wirtshaus Am Brunnen Übelkeit.', 'Brunnen'],
    ['Sie führt einen eigenen Salon („Kammersatz“) und steht viel.', 'Kammersatz'],
    ['Einsender: MVZ Kardiologie Rosenhang, Dr. Kranz', 'Kardiologie Rosenhang'],
    ['Lungenpraxis Linde\nDr. A. Kranz', 'Linde'],
    ['Dialyse- und Nierenpraxis Talgau-Mitte\nDr. A. Kranz', 'Dialyse', 'Talgau'],
    ['Geboren im Geburtshaus Die Muschel, Hebamme dabei', 'Muschel'],
    ['KRH-Gruppe\nKlinikum', 'KRH'],
    ['Anmeldung bei der IV-Stelle Kanton Schwyz erfolgt', 'IV-Stelle', 'Schwyz'],
    ['Verlegung in die Kinderchirurgie Rostock, dort', 'Kinderchirurgie'],
    ['Er kam mit dem Samariterbund gegen Mittag', 'Samariterbund'],
    ['in das Onkologische und Geriatrische Zentrum Talstadt verlegt', 'Onkologische', 'Geriatrische'],
    ['an der Integrierten Gesamtschule Kranzdorf', 'Integrierten'],
    ['Paartherapie bei A. und M. Kranzler in der Stadt', 'A. und M.'],
    ['Anwesend war Studentin: Karina L.; Arzt folgt', 'Karina'],
    ['Die Fahrt übernimmt Taxi- und Fuhrunternehmen Liebekranz.', 'Fuhrunternehmen', 'Liebekranz'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Anlage einer Drainage in der Kieler Technik',
    'Vorstellung in der Praxis für Kardiologie erbeten',
    'Der Patient nimmt an der Gruppe teil',
    'Verlegung in die Klinik für Allgemein- und Viszeralchirurgie',
    'Konsil durch die Neurologische Klinik, Befund folgt',
    'In weiterer Folge blieb der Verband trocken',
  ])('%j is none', (text) => expect(hidden(text)).toBe(text));
});

it.each([
  'Medizinische Klinik (Essen)',
  'Klinik für Urologie (Leer)',
  'Klinik für Urologie, Essen',
  'Neurologische Klinik, Hof',
  'Klinik für Neurologie Lage',
  'Klinik für Urologie in Essen',
])('a department is a house where its town stands beside it: %j', (text) =>
  expect(hidden(text)).toContain('[EINRICHTUNG]'),
);

it.each(['Verlegt in die Klinik für Urologie, danach nach Hause', 'Klinik für Urologie in Behandlung'])(
  'and stays alone: %j',
  (text) => expect(hidden(text)).toBe(text),
);
