import { describe, expect, it } from 'vitest';
import { findIdentifiers } from '../index.js';

const filler = [
  'Der Befund ist unauffällig.',
  'Die Schleimhaut zeigt keine Auffälligkeiten.',
  'Es besteht kein Anhalt für eine Blutung.',
  'Der Verlauf war komplikationslos.',
];
const around = `${[...filler, ...filler, ...filler, ...filler].join('\n')}\n`;

/** What of `said` is left when it stands in the middle of a letter. */
function leftOf(said: string): string {
  const left = [...said];
  for (const { start, end } of findIdentifiers(`${around}${said}\n${around}`, { mode: 'strict' }))
    left.fill('·', Math.max(0, start - around.length), Math.max(0, end - around.length));
  return left.slice(0, said.length).join('');
}

/** The sentence, and what in it must go. */
function gone(sentences: readonly (readonly [string, ...string[]])[]): void {
  it.each(sentences)('%s', (said, ...secrets) => {
    const left = leftOf(said);
    for (const secret of secrets) {
      const at = said.indexOf(secret);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(left.slice(at, at + secret.length)).not.toMatch(/[\p{L}\d]/u);
    }
  });
}

const kept = (sentences: readonly string[]) => it.each(sentences)('%s', (said) => expect(leftOf(said)).toBe(said));

describe('years and months of two digits behind what happened then', () => {
  gone([
    ['Z. n. CABG (97) und Schrittmacher (08)', '97', '08'],
    ['Mutter verst. 03', '03'],
    ['Hepatitis, ED 19', '19'],
    ["Diabetes, ED: 7'21", "7'21"],
    ['Asthma, ED 3-19', '3-19'],
    ['Letzte Koloskopie 3.19', '3.19'],
    ['Implantation Stent (05.23)', '05.23'],
    ['Masernimpfung: 1. 3.11.2020, 2. 2.2.21', '3.11.2020', '2.2.21'],
    ['Kontrolle Mai 25.', 'Mai 25'],
    ['KHK (Bypass 99), COPD', '99'],
    ['Keine Infekte seit Jahresbeginn', 'Jahresbeginn'],
    ['Stent (05.23)', '05.23'],
    ['5.23: Stent RCA', '5.23'],
    ['ab 1.7 wieder arbeitsfähig', '1.7'],
    ["12.5.'23 Labor", "12.5.'23"],
    ['Kontrolle KW 14-16 erbeten', 'KW 14-16'],
    ['Kontrolle KW 7/8', 'KW 7/8'],
    ['am 3., 5. und 9. April', '3.', '5.', '9. April'],
  ]);
  kept([
    'Stent 3,5 x 24 mm',
    'Koloskopie (Score 14)',
    'Hb 12.10, Leukozyten 6.21',
    'Kreatinin 1.19 mg/dl',
    'Polyp (12)',
    'Thrombozyten (97)',
    'Schmerz NRS (08)',
  ]);
});

describe('the marks of who wrote an entry', () => {
  gone([
    ['freigegeben 11.03.2024 16:20 (boysena)', 'boysena'],
    ['elektronisch freigegeben 11.03.2024 16:20 Uhr (hkr)', 'hkr'],
    ['Dokumentiert klw', 'klw'],
    ['dok. klw', 'klw'],
    ['12.3. Ruhig, nimmt Medikamente. bw', 'bw'],
    ['Validiert: 17.04. 10:12 / STRA', 'STRA'],
    ['Diktatz. KR-7', 'KR-7'],
    ['Diktatzeichen: bo/hk', 'bo/hk'],
    ['Eintrag klw 3.4.24', 'klw'],
    ['Verlauf 3.4. (klw): wach', 'klw'],
    ['Dr. A./sk', 'sk'],
  ]);
  kept([
    'Dokumentiert und besprochen',
    'Eintrag im Impfpass vorhanden',
    'Verlauf (gut): wach',
    'dokumentiert sind keine',
  ]);
});

it('two letters alone on the last line are a mark', () => {
  const letter = `${around}Hausarzt wünscht Rückruf.\n\nPr\n`;
  expect(findIdentifiers(letter).map(({ start, end }) => letter.slice(start, end))).toContain('Pr');
});

it('small letters far behind the last names are a mark', () => {
  const letter = `${around}Kiss   Ahlers   bru\n`;
  expect(findIdentifiers(letter).map(({ start, end }) => letter.slice(start, end))).toContain('bru');
});

describe('names that only their place tells', () => {
  gone([
    ['KLEIN, Karla 1979-12-01', 'KLEIN, Karla'],
    ['BERG Anna 12.01.1980', 'BERG', 'Anna'],
    ['STARK, Peter-Paul (m) 12.01.1980', 'STARK'],
    ['Der Ehemann Gernot Stark ist als Betreuer bestellt', 'Gernot Stark'],
    ['von seiner Schwester Anna Berg begleitet', 'Anna Berg'],
    ['HA Kurz informiert', 'Kurz'],
    ['HA: Dr. Kurz informiert', 'Kurz'],
    ['1. Assistent Weiß', 'Weiß'],
    ['Operateur Berg, Assistenz Stark, Hell', 'Stark', 'Hell'],
    ['befundet: Berg', 'Berg'],
    ['Geschw. Winter', 'Winter'],
    ['Seelsorge: Pfr. Ley', 'Ley'],
    ['v. d. Heyde hat zugestimmt', 'v. d. Heyde'],
    ['Pat. wird von Physio Grün betreut', 'Grün'],
  ]);
  kept(['CT Abdomen 12.01', 'HA informiert', 'Assistenz beim Gehen']);
});

describe('wards and numbers that go on', () => {
  gone([
    ['Zimmer 6 "Birke", Einzug', '6', 'Birke'],
    ['bestellt durch das Gericht (XVII 118/24)', 'XVII 118/24'],
    ['Beschluss 4 XVII 88/22', '4 XVII 88/22'],
    ['Station 3a/b', '3a/b'],
    ['heute auf 3B verlegt', '3B'],
    ['auf P3 übernommen', 'P3'],
    ['von der 4.2 übernommen', '4.2'],
    ['Aufnahme auf W 3.', 'W 3'],
    ['Einleitung stationär vom 13. bis 15.05.24 auf W 3.', 'W 3'],
    ['Konsil Unfallchirurgie U2', 'U2'],
    ['Bett 12 F', '12 F'],
    ['Seriennummer PJN 448122 H', 'PJN 448122 H'],
    ['Charge ABN 221 AC', 'ABN 221 AC'],
    ['Wartenummer C118', 'C118'],
  ]);
  kept([
    'auf C3 abgesenkt',
    'HbA1c auf 7.2 gesenkt',
    'Fraktur auf L 3',
    'auf 40 mg erhöht',
    'Höhe HWK 3 auf C 4',
    'Therapie auf B12 umgestellt',
  ]);
});

describe('houses, carriers and towns that are words', () => {
  gone([
    ['im Klinikum Am Stein behandelt', 'Klinikum Am Stein'],
    ['AK Altona 2021', 'AK Altona'],
    ['EVK Hamm', 'EVK Hamm'],
    ['zuletzt BwK Ulm', 'BwK Ulm'],
    ['DRK-Klinik Mitte', 'Mitte'],
    ['Verlegung Helios Aue', 'Aue'],
    ['Verlegung Sana Hof', 'Hof'],
    ['Rita Sommer, Hautärztin, Leer', 'Leer'],
    ['in Damme geboren', 'Damme'],
    ['in Hof operiert', 'Hof'],
    ['in Burg operiert', 'Burg'],
    ['in Essen operiert', 'Essen'],
    ['in Norden geboren', 'Norden'],
    ['war Lehrerin in Damme.', 'Damme'],
    ['seit 2006 in Porta Westfalica tätig', 'Porta Westfalica'],
    ['bei Dr. Sommer in Aue', 'Aue'],
    ['Bahnhofstr. in Aue', 'Aue'],
    ['Radiologie Mitte', 'Mitte'],
    ['Transport mit DRK bestellt', 'DRK'],
    ['Alarmierung ASB Wache Süd', 'Wache Süd'],
    ['Transport durch ASB', 'ASB'],
    ['Taxi Harz-Blitz bestellt', 'Harz-Blitz'],
    ['UV-Träger BGW', 'BGW'],
    ['UV-Träger: VBG', 'VBG'],
    ['versichert bei der LKK', 'LKK'],
  ]);
  kept([
    'Schmerzen nach Essen',
    'in Lage und Stellung',
    'Urin: ASB ohne Therapie',
    'Anteile in Mitte des Befundes',
    'AK negativ',
    'mit Taxi nach Hause',
  ]);
});

describe('a house begins with its own name', () => {
  kept(['Vorhofflimmern. Labor und Schilddrüsenwerte unauffällig.']);
  it('ends with its sentence', () =>
    expect(leftOf('im Altenheim St. Hedwig. Pertrochantäre Femurfraktur links')).toContain('Femurfraktur links'));
  it('leaves what stands before it', () => {
    expect(leftOf('Zuweisung Klinik Rosenhang')).toContain('Zuweisung');
  });
});
