import type { InventedPatient } from '../invented-patient.js';
import { anotherPerson, type Dice } from './invented-case.js';

/** A line of writing at a place; points, origin top left. Identifiers stand between `«` and `»`. */
export interface Writing {
  readonly marked: string;
  readonly x: number;
  readonly y: number;
  /** Default 10. */
  readonly size?: number;
  readonly bold?: boolean;
  /** A stamp: coloured and askew, degrees. */
  readonly leans?: number;
}

export interface FormPage {
  readonly writings: readonly Writing[];
  /** Frames of cells: x, y, width, height. */
  readonly frames?: readonly (readonly [number, number, number, number])[];
  /** Places for endoscopy pictures; `says` is burnt into the picture. */
  readonly pictures?: readonly { readonly at: readonly [number, number, number, number]; readonly says?: string }[];
  readonly hasSignature?: boolean;
  /** Digits of a bar code at the foot. */
  readonly barCode?: string;
}

export const formNames = ['clinic', 'histology', 'table', 'columns', 'letter', 'pictures', 'english'] as const;
export type FormName = (typeof formNames)[number];

/** Besides names and birth date: which header fields the form states as such. */
export interface FilledForm {
  readonly pages: readonly FormPage[];
  readonly says: ReadonlySet<'sex' | 'case-number' | 'exam-date' | 'examiner'>;
}

const de = (iso: string) => iso.split('-').toReversed().join('.');
const en = (iso: string) => iso.split('-').toReversed().join('/');
const LEFT = 50;

/** Lines one below the other; an empty one is a gap. */
function column(texts: readonly string[], from: { x?: number; y: number; step?: number; size?: number }): Writing[] {
  const { x = LEFT, y, step = 16, size = 10 } = from;
  return texts.flatMap((marked, i) => (marked === '' ? [] : [{ marked, x, y: y + i * step, size }]));
}

const findings = [
  'Ösophagus: Schleimhaut im distalen Drittel mit streifigen Erosionen, Los Angeles Grad B.',
  'Die Z-Linie liegt bei 38 cm ab Zahnreihe, kleine axiale Hiatushernie.',
  'Magen: Schleimhaut im Antrum fleckig gerötet, kein Ulkus, keine Blutungsstigmata.',
  'Retroflexion unauffällig, Kardia schlussfähig. Peristaltik regelrecht.',
  'Duodenum: Bulbus und Pars descendens unauffällig, Biopsien aus dem Duodenum entnommen.',
  'Vorspiegeln bis in das terminale Ileum, Boston-Score 8 von 9 Punkten.',
  'Im Colon ascendens ein 6 mm großer sessiler Polyp, Paris Is, mit der Schlinge abgetragen.',
  'Im Sigma mehrere Divertikel ohne Entzündungszeichen, sonst reizlose Schleimhaut.',
  'Rektum unauffällig, innere Hämorrhoiden Grad I.',
  'Verdacht auf Barrett-Ösophagus, Prag C1M2, vier Quadrantenbiopsien entnommen.',
  'Histologie folgt. Keine Komplikation während der Untersuchung.',
];
const conclusions = [
  'Beurteilung: Refluxösophagitis, Verdacht auf Barrett-Schleimhaut. Antrumgastritis.',
  'Beurteilung: Adenom im Colon ascendens, abgetragen. Sigmadivertikulose.',
  'Empfehlung: Pantoprazol 40 mg einmal täglich für acht Wochen, danach Kontrolle.',
  'Empfehlung: Kontrollkoloskopie in drei Jahren, ballaststoffreiche Kost.',
];

function some(dice: Dice, from: readonly string[], count: number): string[] {
  const left = [...from];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(dice.between(0, left.length - 1), 1)[0]!,
  );
}

type Fill = (p: InventedPatient, dice: Dice) => FilledForm;
const signed = (p: InventedPatient) => `«${p.examiner.title} ${p.examiner.lastName}, ${p.examiner.firstName}»`;
const area = (dice: Dice) => `0${dice.between(2, 9)}${dice.digits(3)}`;
const frau = (p: InventedPatient) => (p.sex === 'female' ? 'Frau' : 'Herr');

/** Letterhead, patient line with a space before the comma, numbered examiners, a footer on every page. */
const clinic: Fill = (p, dice) => {
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

const histology: Fill = (p, dice) => {
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

/** Cells with small labels above their values, as forms print them. */
const table: Fill = (p, dice) => {
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

/** The findings in a broad column, staff and telephone numbers in a narrow one beside it. */
const columns: Fill = (p, dice) => {
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

const letter: Fill = (p, dice) => {
  const doctor = anotherPerson(dice);
  return {
    says: new Set(['case-number']),
    pages: [
      {
        writings: [
          {
            marked: `«${p.hospital}» · «${dice.pick(['Klinikweg', 'Spitalstraße'])} ${dice.between(1, 60)}» · «${p.city}»`,
            x: LEFT,
            y: 45,
            size: 8,
          },
          ...column(
            [
              `«${doctor.firstName} ${doctor.lastName}»`,
              `«${dice.pick(['Marktplatz', 'Seestraße'])} ${dice.between(1, 60)}»`,
              `«${dice.between(10, 98)}${dice.digits(3)} Sinnhofen»`,
            ],
            { y: 90, step: 13 },
          ),
          { marked: `«${de(p.examDate)}»`, x: 450, y: 150 },
          ...column(
            [
              `Betrifft: ${p.sex === 'female' ? 'Frau' : 'Herrn'} «${p.firstName} ${p.lastName}», geboren am «${de(p.birthDate)}»,`,
              `wohnhaft «${p.street}, ${p.city}». Aufnahmenummer «${p.caseNumber}»`,
              '',
              'Sehr geehrte Frau Kollegin, sehr geehrter Herr Kollege,',
              '',
              `wir berichten über ${p.sex === 'female' ? 'die Patientin' : 'den Patienten'} «${p.lastName}», am «${de(p.examDate)}» ambulant untersucht.`,
              ...some(dice, findings, 6),
              `${frau(p)} «${p.lastName}» wurde ausführlich aufgeklärt.`,
              ...some(dice, conclusions, 2),
              `Die Untersuchung führte ${signed(p)} durch, es assistierte «${p.assistant.firstName} ${p.assistant.lastName}».`,
              '',
              'Mit freundlichem Gruß',
              '',
              `«${p.examiner.firstName} ${p.examiner.lastName}»`,
              'Oberarzt der Klinik',
            ],
            { y: 180 },
          ),
        ],
        hasSignature: dice.chance(0.7),
      },
    ],
  };
};

/** A page of findings and one of pictures with captions; now and then a picture says whose it is. */
const pictures: Fill = (p, dice) => {
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

const english: Fill = (p) => ({
  says: new Set(['case-number', 'exam-date', 'examiner']),
  pages: [
    {
      writings: [
        { marked: `«${p.hospital}»`, x: LEFT, y: 50, size: 14, bold: true },
        { marked: 'Department of Gastroenterology', x: LEFT, y: 68 },
        ...column(
          [
            `Patient: «${p.lastName}, ${p.firstName}»   DOB: «${en(p.birthDate)}»   MRN: «${p.patientId}»`,
            `Address: «${p.street}, ${p.city}»`,
            `Date of examination: «${en(p.examDate)}»   Case No. «${p.caseNumber}»`,
            `Endoscopist: «Dr. ${p.examiner.firstName} ${p.examiner.lastName}»   Nurse: «${p.assistant.firstName} ${p.assistant.lastName}»`,
            '',
            'Procedure: Colonoscopy. Indication: change of bowel habit and positive stool test.',
            'Findings: The scope was passed to the caecum. There is a polyp in the sigmoid colon,',
            'Paris Ip, 12 mm, which was removed with a hot snare. The mucosa of the ascending colon',
            'was normal and there were no diverticula. Withdrawal took nine minutes.',
            `${p.sex === 'female' ? 'Mrs' : 'Mr'} «${p.lastName}» tolerated the procedure well with midazolam 2 mg.`,
            'Recommendation: surveillance colonoscopy in three years.',
            '',
            'Yours sincerely',
            `«Dr. ${p.examiner.firstName} ${p.examiner.lastName}»`,
          ],
          { y: 100, step: 18 },
        ),
        { marked: `«${p.lastName}, ${p.firstName}»   «${en(p.birthDate)}»   Page 1`, x: LEFT, y: 810, size: 8 },
      ],
    },
  ],
});

export const forms: Readonly<Record<FormName, Fill>> = { clinic, histology, table, columns, letter, pictures, english };
