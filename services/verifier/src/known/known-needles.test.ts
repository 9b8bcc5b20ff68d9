import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KnownValue } from '@endoveil/contracts';
import { IN_NOISE, KnownNeedles } from './known-needles.js';

const known = (name: KnownValue['name'], value: string) => new KnownNeedles([{ name, value }]);

describe('a known value in a text', () => {
  it.each<[KnownValue['name'], string, string]>([
    ['last-name', 'Wöhrlemann', 'Frau WOEHRLEMANN kommt'],
    ['last-name', 'Wöhrlemann', 'Wohrlemann'],
    ['last-name', 'Wöhrlemann', 'Wo\u0308hrlemann'],
    ['last-name', 'Wöhrlemann', 'Herrn Wöhrlemanns Befund'],
    ['last-name', 'Wöhrlemann', 'Wöhrlernann'.replace('rn', 'm')],
    ['last-name', 'Wöhrlemann', 'W ö h r l e m a n n'],
    ['last-name', 'Wöhrlemann', 'Wöhrle-\nmann'],
    ['last-name', 'Wöhrlemann', 'Wöhr\u00adlemann'],
    ['last-name', 'Wöhrlemann', 'Wöhr\u00ad\nlemann'],
    ['last-name', 'Wöhrlemann', 'Wöhr\u2010\nlemann'],
    ['last-name', 'Wöhrlemann', 'Wöhr–  \r\n  lemann'],
    ['last-name', 'Wöhrlemann', 'Wöhr¬\nlemann'],
    ['last-name', 'Wöhrlemann', 'FrauWöhrlemann kommt'],
    ['last-name', 'Wöhrlemann', 'WöhrlemannEmre'],
    ['last-name', 'Roth', 'FrauRoth'],
    ['last-name', 'Wöhrlemann', 'NameWÖHRLEMANN'],
    ['last-name', 'Lau', 'Patientin L a u'],
    ['last-name', 'Wöhrlemann', 'W ö h r l e m a n n E m r e'],
    ['last-name', 'Wöhrlemann', 'W.ö.h.r.l.e.m.a.n.n'],
    ['birth-date', '1953-02-05', '5. Feber 1953'],
    ['birth-date', '1953-07-10', '1O.O7.1953'],
    ['birth-date', '1951-07-11', 'geb. 1l.07.195l'],
    ['case-number', '0012045678', 'Fall 12O4S678'],
    ['case-number', '0012045678', 'Fall-Nr. I2045678'],
    ['last-name', 'Wöhrlemann', 'Wöhr\u200blemann'],
    ['last-name', 'Kranzbichler', 'Kranzbich1er'.replace('1', 'i')],
    ['last-name', 'von Tiefenthal', 'Tiefenthal, Emre'],
    ['last-name', 'Sauerbeck-Lohr', 'Sauerbeck'],
    ['first-name', 'Władysław', 'Wladyslaw'],
    ['examiner', 'Dr. med. Gernot Roth', 'gez. Roth'],
    ['birth-date', '1953-07-05', 'geb. 05.07.1953'],
    ['birth-date', '1953-07-05', '5.7.53'],
    ['birth-date', '1953-07-05', '1953/07/05'],
    ['birth-date', '1953-07-05', '07/05/1953'],
    ['birth-date', '1953-07-05', '19530705'],
    ['birth-date', '1953-07-05', '5. Juli 1953'],
    ['birth-date', '1953-07-05', '05-JUL-1953'],
    ['birth-date', '1953-03-05', '5. März 1953'],
    ['birth-date', '1953-07-05', 'July 5th, 1953'],
    ['case-number', '0012345678', 'Fall 12345678'],
    ['device', 'GIF-XZ1200 7104482', 'GIF-XZ1200 7104482'],
    ['case-number', '0012345678', '12 345 678'],
    ['case-number', 'H/2021/12345', 'H-2021-12345'],
    ['device-serial', '1G360K204', 'S/N 1G360K204'],
    ['device-serial', '1G360K204', 'S/N 1g 360-K204'],
    ['case-number', 'E24-K0123', 'Fall no E24K0123'],
    ['case-number', 'HISTO-B-12345', 'Nr. 12345'],
    ['patient-id', 'KX7LQ9', 'Patient: KX7LQ9'],
    ['device', 'GIF-XZ1200 7104482', 'SN 7104482'],
    ['institution', 'Klinikum Musterhausen', 'Klinikum\nMusterhausen'],
  ])('%s %j is found in %j', (name, value, text) => {
    expect(known(name, value).areIn(text)).toBe(true);
  });

  it.each<[KnownValue['name'], string, string]>([
    ['last-name', 'von Tiefenthal', 'Magen: von der Kardia bis zum Pylorus'],
    ['examiner', 'Dr. med. Gernot Roth', 'Med. Klinik, Dr.'],
    ['device', 'GIF-XZ1200', 'Gerät: GIF-XZ1200'],
    ['institution', 'Klinikum Musterhausen', 'im Klinikum'],
    ['birth-date', '1953-07-05', '5 x 7 mm, 53 kg'],
    ['birth-date', '1953-07-05', '15.07.1953'],
    ['sex', 'female', 'female'],
    ['case-number', 'Fall B-9', 'im Fall von Befund B 9'],
    ['last-name', 'Koch', 'gekocht'],
    ['first-name', 'José', 'sonst reizJose Schleimhaut'],
  ])('%s %j is not found in %j', (name, value, text) => {
    expect(known(name, value).areIn(text)).toBe(false);
  });
});

it('reads words of any length, and any number of empty lines, in one pass', () => {
  const needles = known('last-name', 'Kranzbichler');
  for (const text of [
    'a'.repeat(50_000),
    `a-${'\n'.repeat(50_000)}`,
    'ab-\n'.repeat(20_000),
    'a '.repeat(50_000),
    'aB'.repeat(50_000),
  ])
    expect(needles.areIn(text)).toBe(false);
});

it('counts the values that it can look for', () => {
  const short: KnownValue = { name: 'last-name', value: 'Li' };
  expect(new KnownNeedles([short, { name: 'patient-id', value: 'KX7LQ9' }]).count).toBe(1);
});

describe('a known value in bytes', () => {
  const value = 'Kranzbichler';
  const noise = randomBytes(2_000_000);
  const among = (hidden: Buffer) => Buffer.concat([noise.subarray(0, 1_000_003), hidden, noise.subarray(1_000_003)]);
  const utf16 = Buffer.from(value, 'utf16le');

  it.each([
    ['utf-8', Buffer.from(value)],
    ['capitals', Buffer.from(value.toUpperCase())],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['hex', Buffer.from(Buffer.from(value).toString('hex'))],
    ['reversed', Buffer.from([...value].toReversed().join(''))],
    ...[0, 1, 2].map((before): [string, Buffer] => [
      `base64 from place ${before}`,
      Buffer.from(Buffer.from(`${'x'.repeat(before)}${value}, Emre`).toString('base64')),
    ]),
  ])('as %s is found', (_, hidden) => {
    expect(known('last-name', value).areInBytes(among(hidden))).toBe(true);
  });

  it('with an umlaut is found as latin1 and with its percent signs', () => {
    const needles = known('last-name', 'Wöhrlemann');
    expect(needles.areInBytes(among(Buffer.from('Wöhrlemann', 'latin1')))).toBe(true);
    expect(needles.areInBytes(among(Buffer.from('W%C3%B6hrlemann')))).toBe(true);
  });

  it('that is known in capitals is found as names are written', () => {
    expect(known('last-name', 'KRANZBICHLER').areInBytes(among(Buffer.from('Kranzbichler')))).toBe(true);
    expect(known('last-name', 'WÖHRLEMANN-LOHR').areInBytes(among(Buffer.from('Wöhrlemann-Lohr')))).toBe(true);
    expect(known('last-name', 'KRANZBICHLER').areInBytes(among(utf16))).toBe(true);
  });

  it('is found as a part of what is known', () => {
    expect(known('last-name', 'von Tiefenthal').areInBytes(among(Buffer.from('Tiefenthal')))).toBe(true);
    expect(known('birth-date', '1953-07-05').areInBytes(among(Buffer.from('05.07.1953')))).toBe(true);
    expect(known('case-number', '0012345678').areInBytes(among(Buffer.from('/12345678/')))).toBe(true);
  });

  it('that is short is not found in mere noise', () => {
    for (const short of ['Lau', 'Lang', 'Roth', 'Müller', 'Sommer'])
      expect(known('last-name', short).areInBytes(noise), short).toBe(false);
  });
});

describe('a value that is too short to be looked for everywhere', () => {
  it.each<[KnownValue['name'], string, string]>([
    ['last-name', 'Li', 'Frau Li kommt zur Kontrolle'],
    ['last-name', 'Li', 'NAME: LI, WEI'],
    ['last-name', 'WU', 'Patient: Wu'],
    ['examiner', 'Dr. Xu', 'Untersucher Dr. med. Xu.'],
    ['examiner', 'Wei Li', 'gez. Prof. Li'],
    ['case-number', 'K204', 'Fall-Nr. K204'],
    ['case-number', '123', 'Patienten-ID: 0123'.replace('0', '')],
    ['device-serial', 'B7', 'S/N B-7'],
    ...[
      ...['Untersucher: Dr. Li', 'Frau Dr. Li', 'Prof. Dr. Li', 'Herr Prof. Dr. med. habil. Li', 'Pat: Li', 'PAT. LI'],
      ...['Patient (m): Li', 'Patientin (w) Li', 'Assistenz: Li', 'Assistent: Li', 'Schwester Li', 'Pfleger Li'],
      ...['Oberarzt Li', 'Oberärztin Li', 'OA Li', 'Chefarzt: Li', 'CA Dr. Li', 'Operateur: Li', 'Operateurin Li'],
      ...['gez. Li', 'Unterschrift: Li', 'Nurse Li', 'Endoscopist: Li', 'Signed by Li', 'Assistant: Li', 'Hausarzt Li'],
      ...['Assistenzärztin Li', 'Befunder: Li', 'Arzt/Ärztin: Li', 'Untersucher - Li', 'Untersucher:\nLi', 'Dr.med.Li'],
      ...['Frau Mei Li', 'Untersucher: Dr. W. Li', 'Pat. (m): Li', 'Oberarzt/-ärztin: Li', 'Untersucher/in 1: Li'],
      ...[
        'Anästhesist: Li',
        'Zuweiser: Li',
        'Doctor Li',
        'Pflegekraft: Li',
        'MFA Li',
        'Name:\tLi',
        'Vor- und Zuname: Li',
      ],
    ].map((text): [KnownValue['name'], string, string] => ['examiner', 'Wei Li', text]),
    ...[
      ...['Patienten-ID Fall-Nr. K204', 'PID Fallnummer K204', 'Patient ID Case No K204', 'ID: Nr. K204'],
      ...['Fall Nr. K 204', 'Fall-Nr.: K-204', 'Fallnr K204', 'Case number: K204', 'Case #K204', 'Fall: K204'],
      ...['Patientennummer\nK204', 'Aufnahme-Nr. (KIS): K204', 'Identifikationsnummer K204'],
    ].map((text): [KnownValue['name'], string, string] => ['case-number', 'K204', text]),
  ])('is found behind its cue: %s %j in %j', (name, value, text) => {
    const needles = known(name, value);
    expect(needles.areIn(text)).toBe(true);
    // in what OCR makes of tissue it is not looked for
    expect(needles.areIn(text, 6)).toBe(false);
  });

  it.each<[KnownValue['name'], string, string]>([
    ['last-name', 'Li', 'Li. Kolonflexur unauffaellig, Patient liegt auf der li. Seite'],
    ['last-name', 'An', 'Patient an Antikoagulation gewoehnt, An der Flexur ein Polyp'],
    ['last-name', 'An', 'Dr. Anders'],
    ['last-name', 'So', 'Der Arzt so wie der Patient so'],
    ['examiner', 'Dr. Tannenberg', 'Herr Dr. meldet sich'],
    ['case-number', '12', 'Polyp Nr. 12, Groesse 12 mm, Patienten-ID 4812'],
    ['case-number', 'K204', 'Clip K204 gesetzt'],
    ['case-number', 'K204', 'Fall-Nr. K2041'],
    ['case-number', 'K204', 'Fall-Nr. K 2045'],
    ['case-number', '12', 'Fall-Nr. 123'],
    ['case-number', '12', 'im Fall 12 mm grosser Polypen'],
    ['case-number', '12', 'Polyp Nr. 12'],
    ['examiner', 'Wei Li', 'Untersucher liegt li. neben dem Patienten, Assistenz li. davon'],
    ['examiner', 'Wei Li', 'Name: Lindner'],
    ['last-name', 'An', 'Oberarzt an der Klinik, gez. an der Flexur'],
  ])('is not found by chance: %s %j in %j', (name, value, text) => {
    expect(known(name, value).areIn(text)).toBe(false);
  });

  it.each([
    ['Li', 'Rücksprache mit Li und Befund', true],
    ['Xu', 'Xu, 12. Raum', true],
    ['NG', 'an Ng, Station 4', true],
    ['Li', 'Li. Kolonflexur', false],
    ['Li', 'LI 2, li, Li-Ion', false],
    ['An', 'An der Flexur', false],
    ['So', 'So auch hier', false],
  ])('%s alone in %j is found: %s', (value, text, isFound) => {
    expect(known('last-name', value).areIn(text)).toBe(isFound);
    expect(known('last-name', value).areIn(text, IN_NOISE)).toBe(false);
  });

  it('is not among those that were searched for', () => {
    expect(known('last-name', 'Li').count).toBe(0);
    expect(known('examiner', 'Wei Li').count).toBe(1);
  });
});

it('finds a short name in bytes by itself, and not in the beginning of an ordinary word', () => {
  const needles = new KnownNeedles([{ name: 'examiner', value: 'Klein, Jürgen' }]);
  expect(needles.areInBytes(Buffer.from('(kleine axiale Hiatushernie) Tj'))).toBe(false);
  expect(needles.areInBytes(Buffer.from('(Kleine axiale Hiatushernie) Tj'))).toBe(false);
  expect(needles.areInBytes(Buffer.from('(Klein) Tj'))).toBe(true);
  expect(needles.areInBytes(Buffer.from('Befund Kleins.pdf'))).toBe(true);
});

it('finds a short number in bytes by itself, with or without zeros before it, and not within a longer one', () => {
  const needles = new KnownNeedles([{ name: 'case-number', value: '20255' }]);
  expect(needles.areInBytes(Buffer.from('1 0 0 1 4202551 0 Td'))).toBe(false);
  expect(needles.areInBytes(Buffer.from('(20255) Tj'))).toBe(true);
  expect(needles.areInBytes(Buffer.from('/0020255/'))).toBe(true);
});

it('takes no number for a day that nobody would write so', () => {
  const needles = new KnownNeedles([{ name: 'exam-date', value: '2020-05-05' }]);
  expect(needles.areInBytes(Buffer.from('0000020255 00000 n'))).toBe(false);
  for (const written of ['05052020', '20200505', '5.5.2020', '05/05/2020'])
    expect(needles.areInBytes(Buffer.from(`(${written}) Tj`)), written).toBe(true);
});
