import { expect, it } from 'vitest';
import { leftBesideAName } from '../report-rig.js';

it.each([
  'Gastro und Kolo o. B., Endosono geplant',
  'Ibu 600 bei Bedarf, Metro und Cipro beendet',
  'Thr 210, Krea 1,2, Ferri 8',
  'Siewert II, Ivor-Lewis geplant, Rosemont 5 Kriterien',
  'Zenkersches Divertikel, Bauhinschen Klappe',
  'Duodenalschleimhaut, Bulbushinterwand, Nasobiliärsonde',
  'nach S3-Leitlinie 2023 und UICC 8. Auflage 2017',
  'Mitosen 4/50 HPF, IEL 40/100 Enterozyten, Mutter mit Kolon-Ca',
  'Nächster Termin offen, linker Leberlappen frei',
  'Eckardt 9, Zargar 2b, Genant 2',
])('%s stays beside a name', (phrase) => expect(leftBesideAName(phrase)).toBe(phrase));

it.each([
  ['Dr. Endo hat untersucht', 'Endo'],
  ['Frau Siewert kommt wieder', 'Siewert'],
  ['Herr Roth wünscht nichts', 'Roth'],
])('%s', (text, name) => expect(leftBesideAName(text)).not.toContain(name));
