import { expect, it } from 'vitest';
import { leftBesideAName } from '../report-rig.js';

it.each([
  'Amyloid in der Kongorotfärbung, Kollagenband verbreitert',
  'Desmin und Caldesmon positiv, Synaptophysin negativ',
  'Achalasie Typ II, Hämochromatose, Siderose Grad 1',
  'Elastika-van-Gieson-Färbung, Stag-Beetle-Messer, Mallory-Denk-Körperchen',
  'Tropheryma-PCR und Giardia-Ag angefordert',
  'Dracunculus medinensis, Capillaria philippinensis im Stuhl',
  'Mesothelien ohne Atypie',
])('%s stays beside a name', (phrase) => expect(leftBesideAName(phrase)).toBe(phrase));

it.each([
  ['Frau Amaranta kam, Zubarnik-Kranz war dabei', 'Zubarnik', 'Kranz'],
  ['Oluchi Kranich, wohnhaft hier', 'Oluchi', 'Kranich'],
  ['Sport in der Zubarnik-Öl-Halle bei der Kranzböck-AG', 'Zubarnik', 'Kranzböck'],
  ['Andrea Costa war da', 'Andrea', 'Costa'],
])('%s', (text, ...names) => {
  for (const name of names) expect(leftBesideAName(text)).not.toContain(name);
});
