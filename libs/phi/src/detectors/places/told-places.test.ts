import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('streets without a number and towns told apart', () => {
  it.each([
    ['wohnh. Niederdorf, Am Brühl\nstationär', 'Brühl'],
    ['Frau Dr. Ilse Kranz, Zum Sportplatz, Talhausen', 'Sportplatz'],
    ['wh. Platz der Freundschaft, ledig', 'Freundschaft'],
    ['Kunitz, Straße des Friedens, Ausweis', 'Friedens'],
    ['Straße: lm Acker 7b', 'Acker'],
    ['(Obergasse 3, 97999)', '97999'],
    ['Adresse Neue Allee 9, 22999 HH.', '22999', 'HH'],
    ['Rehabilitation in Talstadt/Weinstraße', 'Talstadt', 'Wein'],
    ['geboren in Kirchberg i. Bay.', 'Kirchberg', 'Bay'],
    ['Neudorf a. d. Aisch', 'Neudorf', 'Aisch'],
    ['stammt aus Kroatien', 'Kroatien'],
    ['Arbeit in der Sowjetunion', 'Sowjetunion'],
    ['Spediteur in Venlo / Niederlande', 'Niederlande'],
    ['wohnhaft Talheimer Au 12, ledig', 'Au', '12'],
    ['Talheim, am 4ten Mai 1985', 'Talheim'],
    ['Sie ist bei Kollegin Reiners in Leer in Behandlung', 'Leer'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Husten, Im Verlauf gebessert',
    'Fieber, Am Abend rückläufig',
    'Schmerzen, Zur Kontrolle einbestellt',
    'Komb. Mitralvitium',
    'Platz der Drainage reizlos',
  ])('%j is none', (text) => expect(hidden(text)).toBe(text));
});
