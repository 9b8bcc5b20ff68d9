import { writeFileSync } from 'node:fs';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type InventedPatient, seeded } from './invented-patient.js';

export interface ExamReportOptions {
  readonly patient: InventedPatient;
  /** Where the PDF is written. */
  readonly path: string;
  /** Default `true`: the second page is a scan without a text layer. */
  readonly scannedSecondPage?: boolean;
  readonly seed?: number;
  /** The scan lies on its side: quarters clockwise. Default 0. */
  readonly scanQuarters?: 0 | 1 | 2 | 3;
  /** Degrees by which the scan leans. Default: half a degree at most, by the seed. */
  readonly scanLeans?: number;
}

const director = { firstName: 'Albrecht', lastName: 'Tannhäuser' };
const recipient = {
  firstName: 'Gundolf',
  lastName: 'Ziegenrücker',
  street: 'Am Mühlgraben 5',
  city: '97998 Ausgedacht',
};

/** Every word and number of the report that leads to a person. */
export function identifiersIn(p: InventedPatient): string[] {
  const words = [
    ...[p, p.examiner, p.assistant, director, recipient].flatMap(({ firstName, lastName }) => [firstName, lastName]),
    ...[p.street, p.city, p.hospital, recipient.street, recipient.city],
  ].flatMap((text) => text.split(/[\s-]+/));
  const ordinary = new Set([
    'von',
    'Im',
    'Am',
    'Neu',
    'Alten',
    'St.',
    'Klinikum',
    'Krankenhaus',
    'Universitätsklinikum',
  ]);
  const numbers = [p.caseNumber.replace(/^0+/, ''), p.patientId, german(p.birthDate), german(p.examDate), '555-12'];
  return [...words.filter((word) => word.length > 2 && !ordinary.has(word)), ...numbers];
}

const german = (iso: string) => iso.split('-').toReversed().join('.');

function firstPage(p: InventedPatient): string[] {
  return [
    p.hospital,
    'Medizinische Klinik II - Gastroenterologie',
    `Direktor: Prof. Dr. med. ${director.firstName} ${director.lastName}`,
    'Tel. 09876 555-1234   Fax 09876 555-1299',
    `Herrn Dr. med. ${recipient.firstName} ${recipient.lastName}`,
    `${recipient.street}, ${recipient.city}`,
    '',
    `Patient: ${p.lastName} ,${p.firstName} geb. ${german(p.birthDate)}   Fallnummer: ${p.caseNumber}`,
    `${p.street}, ${p.city}`,
    `1. Unters.: ${p.examiner.title} ${p.examiner.lastName}, ${p.examiner.firstName}   U-datum: ${german(p.examDate)} ${p.examTime.slice(0, 5)}`,
    `Assist.: ${p.assistant.lastName}, ${p.assistant.firstName}`,
    '',
    'Ösophagogastroduodenoskopie',
    'Gerät: GIF-XZ1200   Seriennummer: 7104482',
    '',
    'Anamnese: Seit mehreren Wochen retrosternales Brennen, bekannte Refluxkrankheit.',
    'Indikation: Verdacht auf Barrett-Ösophagus, Kontrolle nach Therapie.',
    'Prämedikation: Propofol 120 mg i.v., Sauerstoff 2 l/min.',
    '',
    'Befund: Ösophagus mit streifigen Erosionen im distalen Drittel, Los Angeles Grad B.',
    'Zylinderepithelmetaplasie 2 cm, Biopsien entnommen. Prag C1M2.',
    'Magen: Schleimhaut im Antrum gerötet, kein Ulkus. Retroflexion unauffällig.',
    'Duodenum: Bulbus und Pars descendens unauffällig.',
  ];
}

function secondPage(p: InventedPatient): string[] {
  return [
    'Histologie: Magenbiopsien auf Helicobacter pylori folgen.',
    'Komplikation: keine.',
    '',
    'Beurteilung: Refluxösophagitis, Los Angeles Grad B. Verdacht auf Barrett-Ösophagus.',
    `${p.sex === 'female' ? 'Frau' : 'Herr'} ${p.lastName} hat die Untersuchung gut vertragen.`,
    'Empfehlung: Pantoprazol 40 mg einmal täglich für acht Wochen, danach Kontrolle.',
    '',
    'Mit freundlichen kollegialen Grüßen',
    '________________',
    `${p.examiner.title} ${p.examiner.lastName}, ${p.examiner.firstName}`,
  ];
}

const footer = (p: InventedPatient) =>
  `Patient: ${p.lastName} ${p.firstName}, geb. am ${german(p.birthDate)}  Pat.Nr.: ${p.patientId}  Fall.Nr.: ${p.caseNumber.replace(/^0+/, '')}  Untersuchung vom ${german(p.examDate)}`;

/**
 * An invented report of a gastroscopy in the layout of a German hospital: a page with a text layer and one that is a
 * scan, slightly askew. Names stand in headers, footers, text and signature, in both orders.
 */
export async function makeExamReport(options: ExamReportOptions): Promise<void> {
  const { patient, scannedSecondPage = true } = options;
  const document = await PDFDocument.create();
  document.setTitle(`Befund ${patient.lastName}`);
  document.setAuthor(patient.examiner.lastName);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const typed = (lines: readonly string[]) => {
    const page = document.addPage([595, 842]);
    const known = new Set(font.getCharacterSet());
    const plain = (text: string) =>
      [...text.replaceAll('ł', 'l').replaceAll('ı', 'i')]
        .map((sign) => (known.has(sign.codePointAt(0)!) ? sign : sign.normalize('NFD')[0]!))
        .join('');
    for (const [i, line] of lines.entries()) page.drawText(plain(line), { x: 50, y: 780 - i * 22, size: 10.5, font });
    page.drawText(plain(footer(patient)), { x: 50, y: 40, size: 7.5, font });
  };
  typed(firstPage(patient));
  if (scannedSecondPage) {
    const image = await document.embedJpg(scanned(secondPage(patient), footer(patient), options));
    const [width, height] = (options.scanQuarters ?? 0) % 2 === 0 ? [595, 842] : [842, 595];
    document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  } else typed(secondPage(patient));
  writeFileSync(options.path, await document.save());
}

/** A PDF whose only page is ink that nobody can read. */
export async function makeUnreadableReport(path: string, seed = 1): Promise<void> {
  const random = seeded(seed);
  const canvas = createCanvas(827, 1170);
  const context = paper(canvas.getContext('2d'), 827, 1170);
  context.strokeStyle = '#333';
  context.lineWidth = 2;
  for (let y = 120; y < 1000; y += 34) {
    context.beginPath();
    context.moveTo(80, y);
    for (let x = 80; x < 740; x += 7) context.lineTo(x, y + (random() - 0.5) * 22);
    context.stroke();
  }
  const document = await PDFDocument.create();
  const image = await document.embedJpg(canvas.toBuffer('image/jpeg', 80));
  document.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
  writeFileSync(path, await document.save());
}

function paper(context: SKRSContext2D, width: number, height: number): SKRSContext2D {
  context.fillStyle = '#f6f5f1';
  context.fillRect(0, 0, width, height);
  return context;
}

function scanned(lines: readonly string[], foot: string, options: ExamReportOptions): Buffer {
  const quarters = options.scanQuarters ?? 0;
  const [wide, high] = [1654, 2339];
  const [width, height] = quarters % 2 === 0 ? [wide, high] : [high, wide];
  const random = seeded(options.seed ?? 1);
  const slight = random() - 0.5;
  const canvas = createCanvas(width, height);
  const context = paper(canvas.getContext('2d'), width, height);
  context.save();
  context.translate(width / 2, height / 2);
  context.rotate((quarters * Math.PI) / 2 + ((options.scanLeans ?? slight) * Math.PI) / 180);
  context.translate(-wide / 2, -high / 2);
  context.fillStyle = '#1c1c1e';
  context.font = '30px "DejaVu Sans"';
  for (const [i, line] of lines.entries()) context.fillText(line, 140, 200 + i * 62);
  context.font = '21px "DejaVu Sans"';
  context.fillText(foot, 100, 2220);
  context.strokeStyle = '#20305a';
  context.lineWidth = 4;
  context.beginPath();
  context.moveTo(180, 760);
  for (let x = 180; x < 520; x += 14) context.lineTo(x, 850 + (random() - 0.5) * 70);
  context.stroke();
  context.restore();
  for (let i = 0; i < 900; i += 1) {
    context.fillStyle = `rgba(60,60,60,${random() * 0.3})`;
    context.fillRect(random() * width, random() * height, 2, 2);
  }
  return canvas.toBuffer('image/jpeg', 85);
}
