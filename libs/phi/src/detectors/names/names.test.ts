import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('names', () => {
  it.each([
    ['Patient:  Kranzbichler ,Mechthild geb. 12.07.1978', 'Kranzbichler', 'Mechthild'],
    ['Patientin: Öttinghaus-Lohr, Thea-Marie, geb. 1.2.1950', 'Öttinghaus', 'Lohr', 'Thea'],
    ['Name: von Tiefenthal, Ottokar', 'Tiefenthal', 'Ottokar'],
    ['NAME: WÖHRLEMANN, GERNOT', 'WÖHRLEMANN', 'GERNOT'],
    ['Nachname: Zschiedrich\nVorname: Jördis', 'Zschiedrich', 'Jördis'],
    ['1. Unters.: Dr. med. Sauerbeck, Władysław', 'Sauerbeck', 'Władysław'],
    ['2. Unters.: Przybylak, Emre\nAssist.: Grüßmacher, Annegret', 'Przybylak', 'Grüßmacher', 'Annegret'],
    ['wir berichten über Ihren Patienten Herrn Gernot Ağdemir, der sich vorstellte.', 'Gernot', 'Ağdemir'],
    ['Herrn Kranzbichlers Befund liegt vor.', 'Kranzbichler'],
    ['Befund von Frau Dr. med. univ. Brunnhuber', 'Brunnhuber'],
    ['Prof. Dr. Dr. h.c. Zschiedrich', 'Zschiedrich'],
    ['PD Dr. med Ö. Wöhrlemann', 'Ö.', 'Wöhrlemann'],
    ['OA Dr. Krona Herz\nOberarzt', 'Krona', 'Herz'],
    ['gez. Dr.med.univers. B. Supanel\nStationsarzt', 'Supanel', 'B.'],
    ['Drs. Leber und Haut haben mitgeteilt', 'Haut', ' Leber'],
    ['Sehr geehrte Frau Kollegin Krona, liebe Ölbrach!', 'Krona', 'Ölbrach'],
    ['Ehefrau Bein Jagrüs (Telefon bekannt)', 'Bein', 'Jagrüs'],
    ['Herr Fuß vom Amt wird informiert.', 'Fuß'],
    ['Assistenz: DGKS Krona Blut\nIndikation: Blutung', 'Krona'],
    ['Brunzel B. Dr.', 'Brunzel'],
    ['über Herrn Mag.Herz, der kam', 'Herz'],
    ['Befund von Dr.Zubarnik liegt vor', 'Zubarnik'],
    ['Dr. Ölwen Viölés OA Dr. Kronyl Kraft\n', 'Ölwen', 'Viölés', 'Kronyl', 'Kraft'],
    ['OÄ Dr. Jakroo Blut Prof. Dr. Ölvik Nygrü', 'Blut', 'Jakroo', 'Nygrü'],
    ['unsere Patientin M. Bein. Sie kam', 'Bein'],
    ['Frau de Beaulieu wurde aufgenommen.', 'de Beaulieu'],
    ["Mr. Connor O'Brannagh was seen in clinic.", 'Connor', 'Brannagh'],
    ['Mrs Przybylak attended for colonoscopy.', 'Przybylak'],
    ['Endoscopist: Dr Wendelin Croftmoor', 'Croftmoor'],
    ['Consultant: Croftmoor', 'Croftmoor'],
    ['Endoscopist: Dr Gernot von Tiefenthal', 'Tiefenthal'],
    ['seen by Dr Tiefenthal', 'Tiefenthal'],
    ['Familie Kranzbichler wurde informiert.', 'Kranzbichler'],
    ['Diktat: Sauerbeck', 'Sauerbeck'],
    ['Chirurgie, z. Hd. Frau OÄ Dr. Seidenstücker\nvorab', 'Seidenstücker'],
    ['besprochen mit Dr. Seidenstücker.', 'Seidenstücker'],
    ['Herr Seidenstücker kam', 'Seidenstücker'],
    ['Dr. Ute Seidenstücker', 'Seidenstücker'],
    ['Herr Goldfischer wurde heute untersucht', 'Goldfischer'],
    ['Frau Stadlicher, bitte melden', 'Stadlicher'],
    ['OÄ Dr. med. Seidenstücker', 'Seidenstücker'],
    ['Krona Wendelfang\nAm Hasenstall 3\n97999 Musterhausen', 'Krona', 'Wendelfang'],
    ['Mit freundlichen Grüßen\n\nRupmog Herz\nStationsärztin', 'Rupmog', 'Herz'],
    ['DAMARELL, Dyonis, geb. am 3.4.1961', 'DAMARELL', 'Dyonis'],
  ])('%j', (text, ...names) => {
    for (const name of names) expect(hidden(text)).not.toContain(name);
  });

  it('found once by a cue are found everywhere in the document, also in the genitive', () => {
    const text = 'Patient: Kranzbichler, Gernot geb. 1.2.1950\nBefund.\nKranzbichlers Magen: unauffällig. KRANZBICHLER';
    expect(hidden(text)).not.toMatch(/kranzbichler/iu);
    expect(hidden(text)).toContain('Magen: unauffällig');
  });

  it.each([
    'Die Kollegin Oberärztin wurde informiert.',
    'Der Patient wurde nüchtern untersucht.',
    'Sehr geehrte Frau Kollegin, sehr geehrter Herr Kollege,',
    'Die Patientin zur Rektumamputation vorgestellt.',
  ])('%j names nobody', (text) => {
    expect(hidden(text)).toBe(text);
  });

  it('written with invisible and composed characters are found at their place in the source', () => {
    const text = 'Herr Kra\u00ADnz\u200Bbichler und Frau Mu\u0308llerbach kamen.';
    expect(hidden(text)).toBe('Herr [NAME] und Frau [NAME] kamen.');
    for (const sign of ['\u061C', '\u034F', '\uFE0F', '\u2060', '\u{E0041}'])
      expect(hidden(`Herr Kranz${sign}bichler kam.`)).toBe('Herr [NAME] kam.');
  });
});
