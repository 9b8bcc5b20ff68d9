import { anInventedPatient, type InventedPatient } from '@endoveil/testing';
import { describe, expect, it } from 'vitest';
import { findIdentifiers, readHeaderFields, redact } from './index.js';

const german = (iso: string) => iso.split('-').toReversed().join('.');

/** Layouts of several houses, German and English. */
const layouts: Readonly<Record<string, (patient: InventedPatient) => string>> = {
  endoscopy: (p) => `${p.hospital}
Direktor: Prof. Dr. med. ${p.assistant.lastName}
Patient:  ${p.lastName} ,${p.firstName} geb. ${german(p.birthDate)}   Fallnummer: ${p.caseNumber}
${p.street}, ${p.city}
1. Unters.: ${p.examiner.title} ${p.examiner.lastName}, ${p.examiner.firstName}   U-datum: ${german(p.examDate)} ${p.examTime.slice(0, 5)}
                                   Assist.: ${p.assistant.lastName}, ${p.assistant.firstName}
Ösophagus: Schleimhaut reizlos. Magen: Antrumgastritis. Duodenum unauffällig.
________________
${p.examiner.title} ${p.examiner.lastName}, ${p.examiner.firstName}
Patient: ${p.lastName} ${p.firstName}, geb. am ${german(p.birthDate)}  Pat.Nr.: ${p.patientId}  Fall.Nr.: ${p.caseNumber.replace(/^0+/, '')}  Untersuchung vom ${german(p.examDate)}`,
  histology: (p) => `Institut für Pathologie ${p.city.slice(6)}
Eingangs-Nr.: E/2021/0${p.patientId.slice(0, 4)}
Eingang am: ${german(p.examDate)}
Patient: ${p.lastName}, ${p.firstName}   geboren am: ${german(p.birthDate)}
Makroskopie: 3 Partikel bis 4 mm. Begutachtung: tubuläres Adenom.
${p.city.slice(6)}, den ${german(p.examDate)}
${p.examiner.title} ${p.examiner.firstName} ${p.examiner.lastName}`,
  letter: (p) => `${p.sex === 'female' ? 'Frau' : 'Herrn'}
${p.firstName} ${p.lastName}
${p.street}
${p.city}

wir berichten über ${p.sex === 'female' ? 'Ihre Patientin Frau' : 'Ihren Patienten Herrn'} ${p.firstName} ${p.lastName}, geb. ${german(p.birthDate)},
die Untersuchung erfolgte am ${german(p.examDate)} um ${p.examTime.slice(0, 5)} durch ${p.examiner.title} ${p.examiner.lastName}.
${p.lastName} verträgt Pantoprazol 40 mg gut.

Mit freundlichen Grüßen
${p.examiner.firstName} ${p.examiner.lastName}    ${p.assistant.firstName} ${p.assistant.lastName}
Oberarzt                                          Assistenzärztin`,
  english: (p) => `${p.hospital}
Surname: ${p.lastName}
Forename: ${p.firstName}
DOB: ${p.birthDate.split('-').toReversed().join('/')}   Hosp No: ${p.patientId}
Endoscopist: Dr ${p.examiner.firstName} ${p.examiner.lastName}   Date: ${p.examDate.split('-').toReversed().join('/')}
Nurse: ${p.assistant.firstName} ${p.assistant.lastName}
The terminal ileum was normal. Two polyps of 4 mm were removed.`,
};

/** The dictionary is read with the first text. */
const SLOW_MS = 60_000;
const seeds = Array.from({ length: 40 }, (_, i) => 1000 + i);

describe.each(Object.entries(layouts))('an invented %s report', { timeout: SLOW_MS }, (_, layout) => {
  it(`keeps nothing that identifies, and what medicine needs (${seeds.length} patients)`, () => {
    for (const seed of seeds) {
      const patient = anInventedPatient(seed);
      const text = layout(patient);
      const left = redact(text, findIdentifiers(text));
      const { examiner, assistant } = patient;
      const values = [patient, examiner, assistant].flatMap(({ lastName, firstName }) => [lastName, firstName]);
      const words = values.flatMap((value) => value.split(/[\s-]/u)).filter((word) => word.length > 3);
      const numbers = [
        german(patient.birthDate),
        patient.birthDate.slice(0, 4),
        patient.caseNumber.replace(/^0+/, ''),
        patient.patientId,
      ];
      for (const value of [...words, ...numbers, patient.street.split(' ')[0]!, patient.city.slice(6)])
        expect(left, `seed ${seed}`).not.toContain(value);
      expect(left).toMatch(/Antrumgastritis|tubuläres Adenom|Pantoprazol 40 mg|terminal ileum was normal/u);
    }
  });
});

it('header fields of invented reports are right or empty, never another', () => {
  let asked = 0;
  let right = 0;
  for (const seed of seeds) {
    const patient = anInventedPatient(seed);
    for (const layout of Object.values(layouts)) {
      const fields = new Map(readHeaderFields(layout(patient)).map(({ name, value }) => [name as string, value]));
      for (const [name, value] of [
        ['last-name', patient.lastName],
        ['first-name', patient.firstName],
        ['birth-date', patient.birthDate],
      ] as const) {
        asked += 1;
        if (fields.get(name) === value) right += 1;
        expect([value, undefined], `${name}, seed ${seed}`).toContain(fields.get(name));
      }
    }
  }
  expect(right / asked).toBeGreaterThanOrEqual(0.98);
});
