import { column, conclusions, de, type Fill, findings, LEFT, signed, some } from './form.js';

/** A page of findings and one of pictures with captions; now and then a picture says whose it is. */
export const pictures: Fill = (p, dice) => {
  const captions = ['Zökum', 'Colon ascendens', 'Polyp vor Abtragung', 'Sigma', 'Antrum', 'Kardia in Inversion'];
  const says = dice.chance(0.35) ? `«${p.lastName}»` : undefined;
  const head = [
    `Pat.: «${p.lastName}, ${p.firstName}»   geb.: «${de(p.birthDate)}»   Geschlecht: ${p.sex === 'female' ? 'w' : 'm'}`,
    `Fall-Nr.: «${p.caseNumber}»   Untersuchungsdatum: «${de(p.examDate)}»`,
  ];
  const places = [0, 1, 2, 3].map((i) => [LEFT + (i % 2) * 255, 130 + Math.floor(i / 2) * 240, 235, 190] as const);
  return {
    says: new Set(['sex', 'case-number', 'exam-date', 'examiner']),
    pages: [
      {
        writings: [
          { marked: `«${p.hospital}»`, x: LEFT, y: 45, size: 13, bold: true },
          ...column(
            [
              ...head,
              `Untersucher: ${signed(p)}`,
              '',
              'Koloskopie',
              '',
              ...some(dice, findings, 8),
              '',
              ...some(dice, conclusions, 2),
            ],
            { y: 80 },
          ),
        ],
        pictures: [{ at: [LEFT, 480, 200, 160] }, { at: [300, 480, 200, 160] }],
      },
      {
        writings: [
          ...column(head, { y: 60 }),
          ...places.map(([x, y], i) => ({
            marked: `Bild ${i + 1}: ${captions[(i + dice.between(0, 5)) % 6]}`,
            x,
            y: y + 205,
            size: 9,
          })),
          { marked: 'Seite 2 von 2', x: 480, y: 810, size: 8 },
        ],
        pictures: places.map((at, i) => ({ at, ...(says && i === 1 ? { says } : {}) })),
      },
    ],
  };
};
