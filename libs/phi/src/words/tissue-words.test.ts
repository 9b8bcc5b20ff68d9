import { expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const filler = Array<string>(10).fill('Magen und Bulbus reizlos, keine Blutung.').join('\n');
const hidden = (text: string) => {
  const whole = `${filler}\nHerr Kranzbichler kam.\n${text}\n${filler}`;
  return redact(whole, findIdentifiers(whole, { mode: 'strict' }))
    .slice(filler.length)
    .split('\n')[2];
};

it.each([
  'Amyloid in der Kongorotfärbung, Kollagenband verbreitert',
  'Desmin und Caldesmon positiv, Synaptophysin negativ',
  'Achalasie Typ II, Hämochromatose, Siderose Grad 1',
  'Elastika-van-Gieson-Färbung, Stag-Beetle-Messer, Mallory-Denk-Körperchen',
  'Tropheryma-PCR und Giardia-Ag angefordert',
  'Dracunculus medinensis, Capillaria philippinensis im Stuhl',
  'Mesothelien ohne Atypie',
])('%s stays beside a name', (phrase) => expect(hidden(phrase)).toBe(phrase));

it.each([
  ['Frau Amaranta kam, Zubarnik-Kranz war dabei', 'Zubarnik', 'Kranz'],
  ['Oluchi Kranich, wohnhaft hier', 'Oluchi', 'Kranich'],
  ['Sport in der Zubarnik-Öl-Halle bei der Kranzböck-AG', 'Zubarnik', 'Kranzböck'],
  ['Andrea Costa war da', 'Andrea', 'Costa'],
])('%s', (text, ...names) => {
  for (const name of names) expect(hidden(text)).not.toContain(name);
});
