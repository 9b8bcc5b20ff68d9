import type { InventedPatient } from '../invented-patient.js';
import type { ExamLayout } from './layouts.js';
import { widthOf, write } from './lettering.js';
import type { ExamLanguage, Scene } from './scene.js';
import type { TruthItem } from './truth.js';

interface Row {
  readonly text: string;
  readonly kind: string;
  readonly phi: boolean;
}

const words: Readonly<
  Record<ExamLanguage, { name: string; born: string; id: string; physician: string; age: string }>
> = {
  de: { name: 'Name:', born: 'geb.', id: 'Pat.-Nr.', physician: 'Arzt:', age: 'J.' },
  en: { name: 'Name:', born: 'DOB', id: 'ID', physician: 'Physician:', age: 'y' },
  fr: { name: 'Nom :', born: 'Né(e) le', id: 'N° patient', physician: 'Médecin :', age: 'ans' },
  pl: { name: 'Pacjent:', born: 'ur.', id: 'Nr', physician: 'Lekarz:', age: 'lat' },
};
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** As the language writes it; every layout in its own way. */
export function writtenDate(iso: string, language: ExamLanguage, layout: ExamLayout): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  if (layout.name.startsWith('sxga')) return `${year}-${month}-${day}`;
  if (layout.name.startsWith('ntsc')) return `${day}-${months[Number(month) - 1]}-${year}`;
  return {
    de: `${day}.${month}.${year}`,
    en: `${day}/${month}/${year}`,
    fr: `${day}/${month}/${year}`,
    pl: `${day}.${month}.${year}`,
  }[language];
}

export function clock(patient: InventedPatient, seconds: number): string {
  const [hours = 0, minutes = 0, from = 0] = patient.examTime.split(':').map(Number);
  return new Date(Date.UTC(2000, 0, 1, hours, minutes, from + seconds)).toISOString().slice(11, 19);
}

function rowsOf(patient: InventedPatient, { language, layout }: Scene, second: number): Row[] {
  const say = words[language];
  const date = (iso: string) => writtenDate(iso, language, layout);
  const age = Number(patient.examDate.slice(0, 4)) - Number(patient.birthDate.slice(0, 4));
  const sex = { female: 'F', male: 'M', diverse: 'X' }[patient.sex];
  return [
    { text: date(patient.examDate), kind: 'date', phi: true },
    { text: clock(patient, second), kind: 'time', phi: true },
    { text: `${say.id} ${patient.caseNumber}`, kind: 'id', phi: true },
    { text: `${say.name} ${patient.lastName},`, kind: 'name', phi: true },
    { text: patient.firstName, kind: 'name', phi: true },
    { text: `${say.born} ${date(patient.birthDate)}`, kind: 'dob', phi: true },
    { text: `${age} ${say.age}  ${sex}`, kind: 'age', phi: true },
    { text: patient.hospital, kind: 'hospital', phi: true },
    { text: `${say.physician} ${patient.examiner.lastName}`, kind: 'physician', phi: true },
    { text: `SN ${patient.patientId}`, kind: 'serial', phi: true },
    ...deviceRows,
  ];
}

const deviceRows: readonly Row[] = [
  { text: 'GIF-XZ1200', kind: 'device', phi: false },
  { text: 'NBI  Zoom 1.5x', kind: 'device', phi: false },
  { text: 'Iris AUTO  E:A5  C:0', kind: 'device', phi: false },
];
const medicalRows: readonly Row[] = [
  { text: 'Barrett C2M4', kind: 'medical', phi: false },
  { text: 'Paris IIa  Billroth II', kind: 'medical', phi: false },
];

/** The patient's panel as it stands in this second. */
export function drawPanel(scene: Scene, patient: InventedPatient, second: number, layout: ExamLayout): TruthItem[] {
  return drawRows(scene, rowsOf(patient, scene, second), layout);
}

/** A panel that names nobody. */
export function drawDevicePanel(scene: Scene, layout: ExamLayout): TruthItem[] {
  return drawRows(scene, [...deviceRows, ...medicalRows], layout);
}

function drawRows({ context, width, height }: Scene, rows: readonly Row[], layout: ExamLayout): TruthItem[] {
  const size = Math.max(11, layout.letters * height);
  const items: TruthItem[] = [];
  const left = [...rows];
  for (const panel of layout.panels) {
    const [x, y, right, bottom] = [
      panel.x * width,
      panel.y * height,
      (panel.x + panel.width) * width,
      (panel.y + panel.height) * height,
    ];
    let [atX, atY] = [x, y + size];
    while (left.length > 0 && atY < bottom) {
      const row = left[0]!;
      const font = fitting(row.text, size, right - x, layout);
      const long = widthOf(context, row.text, font);
      if (panel.flow === 'row' && atX > x && atX + long > right) {
        [atX, atY] = [x, atY + size * 1.5];
        continue;
      }
      items.push(...write(context, { ...row, x: atX, y: atY, font, colour: layout.colour }));
      left.shift();
      if (panel.flow === 'row') atX += long + size * 1.4;
      else atY += size * 1.65;
    }
  }
  return items;

  function fitting(text: string, wanted: number, room: number, { bold, family }: ExamLayout): string {
    let fits = wanted;
    const font = () => `${bold ? 'bold ' : ''}${Math.round(fits)}px "${family}"`;
    while (fits > 9 && widthOf(context, text, font()) > room) fits -= 1;
    return font();
  }
}
