import { column, conclusions, de, type Fill, findings, frau, LEFT, signed, some } from './form.js';

/** Cells with small labels above their values, as forms print them. */
export const table: Fill = (p, dice) => {
  const cells: readonly (readonly [string, string])[] = [
    ['Name', `«${p.lastName}»`],
    ['Vorname', `«${p.firstName}»`],
    ['Geburtsdatum', `«${de(p.birthDate)}»`],
    ['Geschlecht', p.sex === 'female' ? 'weiblich' : 'männlich'],
    ['Fallnummer', `«${p.caseNumber}»`],
    ['Untersuchungsdatum', `«${de(p.examDate)}»`],
    ['Untersucher', signed(p)],
    ['Assistenz', `«${p.assistant.lastName}, ${p.assistant.firstName}»`],
  ];
  const isInline = dice.chance(0.5);
  const place = (i: number) => [LEFT + (i % 2) * 250, 100 + Math.floor(i / 2) * 34] as const;
  return {
    says: new Set(['sex', 'case-number', 'exam-date', 'examiner']),
    pages: [
      {
        frames: cells.map((_, i) => [...place(i), 250, 34] as const),
        writings: [
          { marked: `«${p.hospital}»`, x: LEFT, y: 50, size: 14, bold: true },
          { marked: 'Befund der Endoskopie', x: LEFT, y: 78, size: 12, bold: true },
          ...cells.flatMap(([label, value], i) => {
            const [x, y] = place(i);
            return isInline
              ? [{ marked: `${label}: ${value}`, x: x + 5, y: y + 21 }]
              : [
                  { marked: `${label}:`, x: x + 5, y: y + 11, size: 7 },
                  { marked: value, x: x + 5, y: y + 27 },
                ];
          }),
          ...column(['Befund', '', ...some(dice, findings, 8), '', ...some(dice, conclusions, 2)], { y: 280 }),
          { marked: `${frau(p)} «${p.lastName}» wurde über das Ergebnis aufgeklärt.`, x: LEFT, y: 510 },
          { marked: signed(p), x: LEFT, y: 590 },
          ...(dice.chance(0.5)
            ? [{ marked: `Eingegangen «${de(p.examDate)}»`, x: 380, y: 640, size: 13, leans: -12 }]
            : []),
        ],
      },
    ],
  };
};
