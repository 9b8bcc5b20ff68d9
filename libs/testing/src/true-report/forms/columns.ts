import { anotherPerson } from '../invented-case.js';
import { area, column, conclusions, de, type Fill, findings, LEFT, signed, some } from './form.js';

/** The findings in a broad column, staff and telephone numbers in a narrow one beside it. */
export const columns: Fill = (p, dice) => {
  const staff = Array.from({ length: 5 }, () => anotherPerson(dice));
  const halves = (texts: readonly string[]) =>
    texts.flatMap((text) => {
      const cut = text.indexOf(' ', Math.floor(text.length / 2));
      return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
    });
  return {
    says: new Set(['case-number', 'exam-date', 'examiner']),
    pages: [
      {
        writings: [
          { marked: `«${p.hospital}»`, x: LEFT, y: 50, size: 14, bold: true },
          ...column(
            [
              `Patientin/Patient: «${p.lastName}, ${p.firstName}», geb. «${de(p.birthDate)}»`,
              `Fall-Nr.: «${p.caseNumber}»   Untersuchung vom «${de(p.examDate)}»`,
              `Untersucher: ${signed(p)}`,
            ],
            { y: 90 },
          ),
          ...column([...halves(some(dice, findings, 7)), '', ...halves(some(dice, conclusions, 2))], {
            y: 170,
            size: 9.5,
            step: 15,
          }),
          ...column(
            [
              'Klinikleitung',
              ...staff.flatMap(({ firstName, lastName }) => [
                `«Dr. ${firstName} ${lastName}»`,
                `Tel. «${area(dice)} ${dice.digits(3)}-${dice.digits(3)}»`,
              ]),
              '',
              'Sekretariat',
              `«${p.assistant.firstName} ${p.assistant.lastName}»`,
            ],
            { x: 420, y: 170, size: 8, step: 13 },
          ),
        ],
      },
    ],
  };
};
