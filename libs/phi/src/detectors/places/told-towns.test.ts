import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('towns made of words', () => {
  it.each([
    ['Der Winzer stammt aus Bodenheim, wo er allein lebt.', 'Bodenheim'],
    ['Zurück auf den Hof bei Preist, zur Familie.', 'Preist'],
    ['Talstraße 5, Klausfeld OT Dietersbrunn', 'OT', 'Dietersbrunn'],
    ['wohnt in Lindau am Seewinkel, verwitwet', 'am Seewinkel'],
    ['Ernte auf der Talheimer Alb eingebracht', 'Alb'],
    ['Frau Ilse Kranz\nc/o Haus Lotse, Zi. 14\nAm Wall 2', 'Lotse', 'Zi'],
    ['wh. Kransnitz/V., Talweg 1a', 'Kransnitz', '/V.'],
    ['Frau Kranz aus Wilen b. Tobeln, ledig', ' b. '],
    ['Einweiser: van Kranz, Leer\nKlinik: Druck', 'Leer'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Übernahme aus Pflegeheim, dort gut versorgt',
    'Der Ausfall in Gesichtsfeld, links mehr als rechts',
    'Abgang von Gallenstein, in Blasenstein umgewandelt',
    'Unterer Raum der Lunge frei, äußerer Wald nicht betreten',
    'Rückverlegung aus Seniorenheim. Keine Beschwerden',
  ])('%j is none', (text) => expect(hidden(text)).toBe(text));
});
