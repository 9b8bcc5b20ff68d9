import { anotherPerson } from '../invented-case.js';
import { area, column, de, type Fill, LEFT } from './form.js';

export const histology: Fill = (p, dice) => {
  const doctor = anotherPerson(dice);
  return {
    says: new Set(),
    pages: [
      {
        barCode: dice.digits(8),
        writings: [
          { marked: 'Institut für Pathologie', x: LEFT, y: 50, size: 14, bold: true },
          ...column(
            [
              `«${p.hospital}»`,
              `Telefon: «${area(dice)} / ${dice.digits(2)}-${dice.digits(5)}»   Fax: «${area(dice)} / ${dice.digits(2)}-${dice.digits(5)}»`,
              `Mail: «befund@${p.hospital.split(' ').at(-1)!.toLowerCase()}.example»`,
            ],
            { y: 68, size: 8.5, step: 12 },
          ),
          ...column(
            [
              `Eingangs-Nr.: «E/${p.examDate.slice(0, 4)}/${dice.digits(5)}»   Eingang am: «${de(p.examDate)}»   Bearbeiter: at`,
              `Patient: «${p.lastName}, ${p.firstName}»   geboren am: «${de(p.birthDate)}»`,
              `«${p.city.replace(/^\d+ /, '')}», den «${de(p.examDate)}»`,
              '',
              'Klinische Angaben: Verdacht auf Barrett-Ösophagus, Gastritis.',
              'Makroskopie: 1. Ösophagus: Zwei bis 3 mm große Gewebspartikel.',
              '2. Antrum: Drei Partikel, zusammen 4 mm messend.',
              'Mikroskopie: Zylinderepithel mit Becherzellen, keine Dysplasie.',
              'Giemsa-Färbung ohne Nachweis von Helicobacter pylori.',
              'Im Antrum mittelgradige chronische Gastritis nach Sydney-Klassifikation.',
              '',
              'Begutachtung: Barrett-Schleimhaut ohne intraepitheliale Neoplasie.',
              'Chronische, nicht aktive Gastritis.',
              '',
              'Mit kollegialen Grüßen',
              '',
              `«Dr. med. ${doctor.firstName} ${doctor.lastName}»`,
              `(Tel. «${dice.digits(5)}»)`,
            ],
            { y: 140, step: 18 },
          ),
          { marked: 'Seite 1 von 1', x: 480, y: 810, size: 8 },
        ],
        hasSignature: dice.chance(0.5),
      },
    ],
  };
};
