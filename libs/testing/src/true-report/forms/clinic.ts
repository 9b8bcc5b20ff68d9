import { anotherPerson } from '../invented-case.js';
import { area, column, conclusions, de, type Fill, findings, frau, LEFT, signed, some, type Writing } from './form.js';

/** Letterhead, patient line with a space before the comma, numbered examiners, a footer on every page. */
export const clinic: Fill = (p, dice) => {
  const [head, doctor] = [anotherPerson(dice), anotherPerson(dice)];
  const code = area(dice);
  const foot = `Patient: «${p.lastName} ${p.firstName}», geb. am «${de(p.birthDate)}»  Pat.Nr.: «${p.patientId}»  Fall.Nr.: «${p.caseNumber.replace(/^0+/, '')}»  Untersuchung vom «${de(p.examDate)} ${p.examTime.slice(0, 5)}»`;
  const footer = (page: number): Writing[] => [
    { marked: foot, x: LEFT, y: 800, size: 7.5 },
    { marked: `Seite ${page} von 2`, x: 500, y: 815, size: 7.5 },
  ];
  return {
    says: new Set(['case-number', 'exam-date', 'examiner']),
    pages: [
      {
        writings: [
          { marked: `«${p.hospital}»`, x: LEFT, y: 45, size: 15, bold: true },
          ...column(
            [
              'Medizinische Klinik II · Gastroenterologie, Hepatologie',
              `Direktor: «Prof. Dr. med. ${head.firstName} ${head.lastName}»`,
              `Tel. «${code} ${dice.digits(3)}-${dice.digits(4)}»   Fax «${code} ${dice.digits(3)}-${dice.digits(4)}»`,
            ],
            { y: 64, size: 8.5, step: 12 },
          ),
          ...column(
            [
              'Herrn',
              `«Dr. med. ${doctor.firstName} ${doctor.lastName}»`,
              `«${dice.pick(['Am Anger', 'Hauptstr.'])} ${dice.between(1, 80)}»`,
              `«${dice.between(10, 98)}${dice.digits(3)} Fabelstadt»`,
            ],
            { y: 125, size: 9.5, step: 13 },
          ),
          ...column(
            [
              `Patient:  «${p.lastName}» ,«${p.firstName}» geb. «${de(p.birthDate)}»   Fallnummer: «${p.caseNumber}»`,
              `«${p.street}, ${p.city}»`,
              `1. Unters.: ${signed(p)}   U-datum: «${de(p.examDate)}» ${p.examTime.slice(0, 5)}`,
              `Assist.: «${p.assistant.lastName}, ${p.assistant.firstName}»`,
              '',
              'Ösophagogastroduodenoskopie',
              `Gerät: GIF-XZ1200   Seriennummer: «${dice.digits(7)}»`,
              '',
              'Anamnese: Seit mehreren Wochen retrosternales Brennen, bekannte Refluxkrankheit.',
              'Indikation: Kontrolle nach Therapie, Ausschluss Ulkus.',
              `Prämedikation: Propofol ${dice.between(60, 200)} mg i.v., Sauerstoff 2 l/min.`,
              '',
              ...some(dice, findings, 7),
            ],
            { y: 205 },
          ),
          ...footer(1),
        ],
      },
      {
        writings: [
          ...column(
            [
              ...some(dice, findings, 3),
              '',
              ...some(dice, conclusions, 2),
              `${frau(p)} «${p.lastName}» hat die Untersuchung gut vertragen.`,
              '',
              'Mit freundlichen kollegialen Grüßen',
              '',
              '________________',
              signed(p),
            ],
            { y: 80 },
          ),
          ...footer(2),
        ],
        hasSignature: dice.chance(0.6),
      },
    ],
  };
};
