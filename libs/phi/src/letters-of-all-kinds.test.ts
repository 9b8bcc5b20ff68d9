import { expect, it } from 'vitest';
import { findIdentifiers, redact } from './index.js';

const filler = (english: boolean) =>
  Array<string>(12).fill(
    english ? 'The stomach is normal, there is no bleeding.' : 'Magen und Bulbus reizlos, keine Blutung.',
  );
const left = (text: string, english = false) => {
  const lines = [...filler(english), '', text, '', ...filler(english)].join('\n');
  return redact(lines, findIdentifiers(lines, { mode: 'strict' }));
};

/** Ways in which letters, referrals, notes and protocols tell of people. In brackets: what must go. Everything is invented. */
const german = `
OP-Team: 1. Assistenz: [A. Bengtsson], 2. Assistenz: [F. Ruck], Springer: [K. Obermoser], Anästhesie: [Dr. Al-Khatib]
Nachrichtlich an: Herrn [Dr. Kowalczyk], Pflegedienst [Morgenrot], [Haus Abendfrieden]
[Müllers] Befund wurde mit Frau Kollegin [von der Tannen-Rhein] besprochen
Die Patientin kam in Begleitung ihres Sohnes [Minh]
Der Schwiegersohn, [Volker Hartwich], arbeitet bei [Siemens] in [Erlangen]
c/o [Edeltraut Bär], [Haus Nr. 17]
i.A. [Zöllner], gez. [Dr. Ahlers], f.d.R. [M. Kunzendorf]
Aufklärung durch [A. Rosskopf], Einwilligung liegt vor
Protokoll erstellt von [Svenja Kruppa], geprüft [S. Nagelschmidt]
Pat. [J.F.] am [22.VII.2022] untersucht
Arzt: [hu]  Schreibdienst: [ro]  Kürzel: [HU/ro]
Diktat Dr. [Quandt/mei]
Patient: [WOJCICKI, ZBIGNIEW]
Herr [M ü n c h] wurde untersucht
Frau [Schön-
wälder] kam zur Kontrolle
Tochter in Rosa gekleidet, [Ilse Kranz] (Ehefrau) anwesend
wohnhaft [Lerchenfeldgasse 12/3/7], [1080 Wien]
Adresse: [Alter Markt 9], [Münsterdorf]
[Radiologie am Brunnen], [Gastropraxis am Stadtpark], [Goethe-Schule]
Kostenzusage der [DRV Mitteldeutschland] liegt vor
Sekretariat: Frau [Lukic] · [-4410] | Ambulanz [-4420]
E-Mail [h.fasching„at“web.de], Homepage [praxis-hegemann.info], Facebook: [margot.lehnhoff]
Bild [IMG_20230424_101211.jpg] und [hoffmeister_2023.pdf] liegen bei
am [Dienstag, dem 4.5.] Kontrolle, seit ['19] bekannt, [Jg. 52], wurde am [9/5] aufgenommen
rief am [5.] an, am [23.] und [24.] Fieber, am Abend des [24.] Schock
im [Spätsommer 2021], geboren [neunzehnhundertfünfzig], am [ersten Advent] gestürzt
Die [achtundneunzig]jährige Mutter lebt noch
Aufnahmezahl [23 / 114587], Studien-Nr. [RAIN-0442], Befund [MP1234-23], PLZ [01099]
Patient [O1.O2.l94O] Fall [l2345678] [Hauptstra8e 5] [8O331 Miinchen]
Der 59-jährige [Abdelkrim Springinsfeld] kam
[Kaltwasser] berichtete über Schmerzen
Praxis Dr. [Ødegård], [Steinkuhlen]
[Wohnstift Sonnwende], Konsil Dr. [Bin Haaren]
Übernahme von der [3 Süd], ITS [2], Raum [E2]
`;
const english = `
Of [Flat 4, 212 Ladypool Road, Birmingham B12 8JX], seen with the GP
Lives at [1420 W. Maple Ave, Apt 3B, Springfield, IL 62704]
Lives at [7 Heol y Bont, Aberteifi SA43 1AB]
GP: [The Willows Surgery], discharged to [Oakfield Nursing Home]
Dr [S Patel] discussed it with Mrs [Oh] and Ms [St. John]
Insured with [Blue Cross Blue Shield], she works for [Tesco] in [Slough]
Admitted on [Tues 4th], discharged [11 April], review in [May] or on [Fri 17/6]
Dictating: [JMK], typed by [jb]
Call [555.123.4567] or [(555) 123-4567], bleep [1234]
[Will] (son) will drive her
Car [AB12 CDE], NI [QQ 12 34 56 C]
Uploaded by [dpybus42] from the ward
She died at [97] and was [94] years of age
`;

const cases = [
  ...german
    .trim()
    .split(/\n(?!\p{Ll})/u)
    .map((line) => [line, false] as const),
  ...english
    .trim()
    .split('\n')
    .map((line) => [line, true] as const),
];

it.each(cases)('%s', (line, isEnglish) => {
  const said = left(line.replaceAll(/[[\]]/gu, ''), isEnglish);
  const words = [...line.matchAll(/\[([^\]]+)\]/gu)].flatMap(([, value]) => value!.match(/[\p{L}\d]+/gu) ?? []);
  const stays = said.match(/[\p{L}\d]+/gu) ?? [];
  const ordinary = new Set(['Haus', 'Nr', 'Dr', 'Jg', 'dem', 'The', 'y']);
  expect(words.filter((word) => !ordinary.has(word) && (stays as string[]).includes(word))).toEqual([]);
});

it.each([
  'Am 2. und 3. postoperativen Tag fieberfrei, am 4. und 5. Lendenwirbel keine Fraktur',
  'N. vagus und A. carotis unauffällig, M. Crohn in Remission',
  'RR 130/80 mmHg, Puls 72/min, Leukozytenzahl 12.000',
  'Labor am Aufnahmetag unauffällig, therapeutische Sackgasse',
  'Vater mit Magenkarzinom, Tante mit Kolonkarzinom',
  'Nasen-\nund Rachenraum frei',
])('%s stays', (phrase) => {
  expect(left(phrase)).toContain(phrase);
});
it.each(['Day Surgery, Colorectal Clinic', 'Grade 3 of 5, 5 of 9 nodes, May 5 mg be given'])('%s stays', (phrase) =>
  expect(left(phrase, true)).toContain(phrase),
);
