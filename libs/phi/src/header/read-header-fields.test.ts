import { describe, expect, it } from 'vitest';
import { readHeaderFields } from '../index.js';

const fieldsOf = (text: string) => Object.fromEntries(readHeaderFields(text).map(({ name, value }) => [name, value]));

describe('header fields', () => {
  it('take a name whole, with all that stands in it', () => {
    const text = "Endoscopist: Dr. Petra Haselberger-O'Sullivan Nurse: Ines Yildirim";
    expect(fieldsOf(text)).toMatchObject({ examiner: "Petra Haselberger-O'Sullivan" });
  });

  it('of a German endoscopy report', () => {
    const text = `Klinikum Musterhausen
Patient:  Kranzbichler ,Mechthild geb. 12.07.1978   Fallnummer: 0001234567
Lindenstr. 12, 97999 Musterhausen
1. Unters.: Dr. med. Sauerbeck, Gernot   U-datum: 03.05.2024 09:41
Assist.: Öttinghaus, Thea
Gerät: GIF-HQ190  Seriennummer: 2943217`;
    expect(fieldsOf(text)).toMatchObject({
      'last-name': 'Kranzbichler',
      'first-name': 'Mechthild',
      'birth-date': '1978-07-12',
      'case-number': '0001234567',
      'exam-date': '2024-05-03',
      'exam-time': '09:41:00',
      examiner: 'Sauerbeck, Gernot',
      assistant: 'Öttinghaus, Thea',
      device: 'GIF-HQ190',
      'device-serial': '2943217',
      institution: 'Klinikum Musterhausen',
    });
  });

  it('of a footer in the other order of names', () => {
    const text =
      'Patient: Kranzbichler Mechthild, geb. am 12.07.1978  Pat.Nr.: 0009876543  Fall.Nr.: 12345678  Untersuchung vom 03.05.2024 09:41';
    expect(fieldsOf(text)).toMatchObject({
      'last-name': 'Kranzbichler',
      'first-name': 'Mechthild',
      'birth-date': '1978-07-12',
      'patient-id': '0009876543',
      'case-number': '12345678',
      'exam-date': '2024-05-03',
    });
  });

  it('never swaps a first with a last name; unsure is empty', () => {
    expect(fieldsOf('Patient: Gernot Kranzbichler, geb. 12.07.1978')).toMatchObject({
      'last-name': 'Kranzbichler',
      'first-name': 'Gernot',
    });
    expect(fieldsOf('Patient: Zubarnik Ölrup, geb. 12.07.1978')).not.toHaveProperty('last-name');
  });

  it('of a letter', () => {
    expect(fieldsOf('wir berichten über Frau Thea von Tiefenthal, geb. 01.01.1990.')).toMatchObject({
      'last-name': 'von Tiefenthal',
      'first-name': 'Thea',
      'birth-date': '1990-01-01',
      sex: 'female',
    });
  });

  it('on lines of their own, German and English', () => {
    expect(fieldsOf('Nachname: Zschiedrich\nVorname: Jördis\nGeburtsdatum: 1.2.1950\nGeschlecht: w')).toMatchObject({
      'last-name': 'Zschiedrich',
      'first-name': 'Jördis',
      'birth-date': '1950-02-01',
      sex: 'female',
    });
    expect(
      fieldsOf(
        'Surname: Croftmoor\nForename: Wendelin\nDOB: 14/03/1961\nSex: M\nEndoscopist: Dr Brannagh\nHosp No: T445566',
      ),
    ).toMatchObject({
      'last-name': 'Croftmoor',
      'first-name': 'Wendelin',
      'birth-date': '1961-03-14',
      sex: 'male',
      examiner: 'Brannagh',
      'patient-id': 'T445566',
    });
  });

  it('of histology', () => {
    expect(
      fieldsOf('Eingangs-Nr.: E/2021/04711\nPatient: Kranzbichler, Mechthild   geboren am: 12.07.1978'),
    ).toMatchObject({
      'last-name': 'Kranzbichler',
      'first-name': 'Mechthild',
      'birth-date': '1978-07-12',
    });
  });

  it.each([
    ['a day that does not exist', 'geb. 30.02.1950'],
    ['two digits of a year', 'geb. 30.03.50'],
    ['a birth in the future', 'geb. 30.03.2950'],
  ])('%s is no birth date', (_, text) => {
    expect(fieldsOf(text)).not.toHaveProperty('birth-date');
  });

  it.each([
    ['Untersuchungsdatum: 03.05.2024 09:41\nVergleich mit der Untersuchung vom 01.02.2019', '2024-05-03'],
    ['Befund zur Untersuchung vom 01.02.2019: unverändert', undefined],
    ['U-datum: 03.05.2024\nU-datum: 04.05.2024', undefined],
    ['geb. 12.07.1978\nUntersuchungsdatum: 12.07.1978', undefined],
    ['Untersuchungsdatum: 03.05.24', '2024-05-03'],
    ['Datum der Untersuchung: 3. Mai 2024', '2024-05-03'],
    ['Untersuchungsdatum: 03.05.2999', undefined],
  ])('%j was examined on %s', (text, day) => {
    expect(fieldsOf(text)['exam-date']).toBe(day);
  });

  it.each([
    ['Klinikum Musterhausen · Lindenstr. 12 · 97999 Musterhausen\nHerrn', 'Klinikum Musterhausen'],
    ['St.-Erdacht-Krankenhaus\nMedizinische Klinik II', 'St.-Erdacht-Krankenhaus'],
    ['Kreisklinik Obergedacht - Klinikweg 25 - 17849 Sinnhofen', 'Kreisklinik Obergedacht'],
    ['Patient: Kranzbichler\n\nVerlegung in das Krankenhaus Musterhausen erfolgte.', undefined],
    ['Befund\nAnamnese\nIndikation\nKlinikum Musterhausen', undefined],
    ['Klinikum Musterhausen\nKlinikum Neu Ersonnen', undefined],
    ['Nach dem Krankenhausaufenthalt 2019', undefined],
  ])('%j comes from %s', (text, house) => {
    expect(fieldsOf(text)['institution']).toBe(house);
  });

  it('nothing is guessed where nothing is said', () => {
    expect(readHeaderFields('Ösophagus unauffällig. Magen: 12 mm große Läsion, mehrere cm.')).toEqual([]);
  });

  it('are all of the source text-rules', () => {
    for (const { source, confidence } of readHeaderFields('Patient: Kranzbichler, Mechthild')) {
      expect(source).toBe('text-rules');
      expect(confidence).toBeGreaterThan(0.5);
    }
  });
});

it('a name that the next label is printed over, or a reader maimed, is no field', () => {
  for (const said of [
    'Sauereder, OttokarAssistenz: Öttleder, Ines',
    'Sauereder-Pirk, Ernst-Ottokssistenz: Öttleder, Ines',
    'Sauereder, Ottokssistenz: Öttleder, Ines',
    'Döbbelbichler, Zo&',
  ])
    expect(readHeaderFields(`Untersucher: Dr. med. ${said}`).map(({ name }) => name)).not.toContain('examiner');
});

it.each([
  'Assistenz: Sr. Ines',
  'Pflege: Sr. Ines',
  'Gerät: GIF-H185',
  'Datum: 01.02.2020',
  'Untersuchungsbeginn: 10:15',
])('a label behind a comma is the next one: %s', (next) => {
  expect(fieldsOf(`Untersucher: Dr. med. Sauereder, ${next}`)['examiner']).toBe('Sauereder');
});

it('a double name that is parted behind its hyphen is read whole, and one that is cut off there not at all', () => {
  const examiner = (text: string) => readHeaderFields(text).find(({ name }) => name === 'examiner')?.value;
  expect(examiner('1. Unters.: Dr. med. Kranz- Wöhrle, Anton')).toBe('Kranz-Wöhrle, Anton');
  expect(examiner('1. Unters.: Dr. med. Kranz-\nWöhrle, Anton')).toBe('Kranz-Wöhrle, Anton');
  expect(examiner('1. Unters.: Dr. med. Kranz-??????, Anton')).toBeUndefined();
});

it.each([
  ['Endoscopist: Dr. Dieter Sørensen ?????? Rolf Nguyen', 'examiner'],
  ['Name: Kranzbichler\nVorname: Anna Maria ??????', 'first-name'],
  ['Patient: Kranzbichler, Anna Mar&', 'first-name'],
])('the first of two words is no name where what follows the second was not read: %s', (text, field) => {
  expect(fieldsOf(text)).not.toHaveProperty(field);
});

it.each([
  ['Geschlecht: mannlich', 'male'],
  ['Geschlecht: männlich', 'male'],
  ['Geschlecht: weiblich', 'female'],
])('the dots over a letter say nothing of the sex: %s', (text, sex) => {
  expect(fieldsOf(text)['sex']).toBe(sex);
});

it.each([
  ['Ölrup-Zubarnik ,Mehmet Siegfried geb. 23.06.2000', 'Ölrup-Zubarnik', 'Mehmet Siegfried'],
  ['Fall 1\nKranzbichler, Mechthild (geb. 23.06.2000)', 'Kranzbichler', 'Mechthild'],
  ['Patient: Ölrup-Zubarnik Mehmet Siegfried, geb. am 23.06.2000', 'Ölrup-Zubarnik', 'Mehmet Siegfried'],
  ['Patient: Mehmet Siegfried Ölrup, geb. am 23.06.2000', 'Ölrup', 'Mehmet Siegfried'],
  ['Patient: Mehmet Siegfried Heinz, geb. am 23.06.2000', undefined, undefined],
  ['Patient: Ölrup Zubarnik Siegfried, geb. am 23.06.2000', undefined, undefined],
  ['Mutter: Kranzbichler, Mechthild, geb. 23.06.1950', undefined, undefined],
  ['Kranzbichler, Mech?????, geb. 23.06.1950', undefined, undefined],
])('a name beside its birth date: %s', (text, last, first) => {
  expect(fieldsOf(text)['last-name']).toBe(last);
  expect(fieldsOf(text)['first-name']).toBe(first);
});

it.each([
  ['two names that are labelled alike', 'Name: Sauerbeck\nVorname: Heinz\nName: Kranzbichler\nVorname: Mechthild'],
  ['two patients', 'Patient: Kranzbichler, Mechthild\nPatient: Sauerbeck, Heinz'],
])('nobody is stated where the text names several: %s', (_, text) => {
  expect(fieldsOf(text)).not.toHaveProperty('last-name');
  expect(fieldsOf(text)).not.toHaveProperty('first-name');
});

it('what stands behind another person’s label is not the patient’s', () => {
  const patient = 'Patient: Name: Kranzbichler Vorname: Mechthild';
  for (const text of [
    `Einsender: Name: Sauerbeck Vorname: Heinz\n${patient}`,
    `${patient}\nHausarzt:\nName: Sauerbeck, Heinz`,
    `${patient}\nFunktion: Assistenz Name: Sauerbeck Vorname: Heinz`,
  ])
    expect(fieldsOf(text)).toMatchObject({ 'last-name': 'Kranzbichler', 'first-name': 'Mechthild' });
  expect(fieldsOf('Überweiser: Name: Sauerbeck Vorname: Heinz')).toEqual({});
});

it('nor an examiner where it names several, but the same one named twice', () => {
  const both = 'Voruntersuchung 2019 (Untersucher: Dr. Wöhrle)\nUntersucher: Dr. Öttlhuber';
  expect(fieldsOf(both)).not.toHaveProperty('examiner');
  const once = 'Untersucher: Dr. Öttlhuber\nUntersucher: Dr. Öttlhuber';
  expect(fieldsOf(once)['examiner']).toBe('Öttlhuber');
});

it('a title is nobody’s name', () => {
  expect(fieldsOf('Untersucher/in: OA Dr. Öttlhuber    Assistenz: Sr. Ines')['assistant']).not.toBe('Sr');
});

it.each([
  'Name, Vorname: Kranzbichler, Mechthild',
  'Nachname/Vorname: Kranzbichler, Mechthild',
  'Name, Vorname Kranzbichler, Mechthild',
])('both parts of a name behind one label: %s', (text) => {
  expect(fieldsOf(text)).toMatchObject({ 'last-name': 'Kranzbichler', 'first-name': 'Mechthild' });
});

it('a name ends where its column does', () => {
  const text = 'Klinikum Fabelstadt\tKranzbichler\nName: Sauereder\tZubarnik\nVorname: Heinz\tThea';
  expect(fieldsOf(text)).toMatchObject({
    institution: 'Klinikum Fabelstadt',
    'last-name': 'Sauereder',
    'first-name': 'Heinz',
  });
});

describe('what is easily taken for something else', () => {
  it('a name at birth is not the name', () => {
    const text = 'Geb.-Name: Sauerbeck\nVorname: Mechthild';
    expect(fieldsOf(text)).not.toHaveProperty('last-name');
    expect(fieldsOf(`Name: Kranzbichler\n${text}`)['last-name']).toBe('Kranzbichler');
  });

  it('a label that asks for the first name first exchanges nothing', () => {
    for (const text of ['Vorname, Name: Mechthild, Kranzbichler', 'Vorname Name: Mechthild, Kranzbichler']) {
      expect(fieldsOf(text)['last-name']).not.toBe('Mechthild');
      expect(fieldsOf(text)['first-name']).not.toBe('Kranzbichler');
    }
  });

  it.each([
    ['Untersucher: Oberarzt Dr. Sauerbeck', 'Sauerbeck'],
    ['Untersucher: Frau Priv.-Doz. Dr. med. habil. Sauerbeck', 'Sauerbeck'],
    ['Untersucher: Dr. Koch', 'Koch'],
    ['Untersucher: Koch, Thea', 'Koch, Thea'],
    ['Untersucher: Gastroenterologie', undefined],
    ['Untersucher: Öttlhuber/Sauer', undefined],
    ['Untersucher: Dr. Öttlhuber und Dr. Sauer', undefined],
    ['Untersucher: Dr. Öttlhuber + Sauer', undefined],
    ['2. Untersucher: Dr. Sauer', undefined],
    ['1. Untersucher: Dr. Öttlhuber 2. Untersucher: Dr. Sauer', 'Öttlhuber'],
  ])('an office, a department or half of two is no examiner: %s', (text, examiner) => {
    expect(fieldsOf(text)['examiner']).toBe(examiner);
  });

  it('of two numbers of a case neither is stated, of one with and without its zeros the longer', () => {
    expect(fieldsOf('Fallnummer: 12345678\nFallnummer: 87654321')).not.toHaveProperty('case-number');
    expect(fieldsOf('Fall.Nr.: 12345678\nFallnummer: 0012345678')['case-number']).toBe('0012345678');
  });
});
