import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('numbers that one can call', () => {
  it.each([
    'Tel o9931-55 2O 1',
    'Ehemann (0l51/3349 8O1)',
    'Sekr. 08331-72 1O',
    'Ruf (0 98 41) 7 12-30',
    'Tel. 4 17 App. 31',
    'Hausruf 318',
    'App. 22',
    'Nst. 4410',
    'Mobil: 0l71 / 44 12 5O9',
    'Handy 0171-8 8 2 1 1 0 9',
    '09 41 / 44 01-0',
    'Bruder 0048 601 330 47 9',
    'Nachbarin Fr. Kessel, 71 2 33',
    'Sucher 1774',
  ])('%s has no number left', (text) => expect(hidden(text)).not.toMatch(/\d ?\d/u));

  it.each(['RR 120/80, Puls 72', 'Tropfen 20-20-20', 'Funktion 40 %', 'Novalgin 30-30-30-30', 'Klasse 2 bis 3'])(
    '%s is none',
    (text) => expect(hidden(text)).toBe(text),
  );
});

describe('hosts', () => {
  it.each([
    'portal.klinikhausen.example',
    'gastro-hausen.example/termin',
    'befunde.praxis-hausen.health',
    'arzt-hausen.de',
  ])('%s', (host) => expect(hidden(`Termine: ${host} oder hier`)).not.toContain(host.slice(0, 8)));

  it.each(['Abd.weich.Leber nicht vergrößert', 'li.re.gleich', 'z.B. oder i.v. möglich'])('%s is none', (text) =>
    expect(hidden(text)).toBe(text),
  );
});

it.each([
  ['Anruf 030.123-45.67 erbeten', 'Anruf [TELEFON] erbeten'],
  ['Anruf 030.123-456.78 erbeten', 'Anruf [TELEFON] erbeten'],
  ['Normwert 0.27-4.20', 'Normwert 0.27-4.20'],
])('%j', (text, left) => expect(hidden(text)).toBe(left));
