import { writeFileSync } from 'node:fs';
import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from '@cantoo/pdf-lib';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type InventedPatient, seeded } from './invented-patient.js';
import { type ReportLayout, reportText } from './report-layouts.js';

export interface ExamReportOptions {
  readonly patient: InventedPatient;
  /** Where the PDF is written. */
  readonly path: string;
  /** Default `endoscopy`, of two pages; the others have one. */
  readonly layout?: ReportLayout;
  /** Default `false`. */
  readonly scannedFirstPage?: boolean;
  /** Default `true`: the second page is a scan without a text layer. */
  readonly scannedSecondPage?: boolean;
  readonly seed?: number;
  /** The scan lies on its side: quarters clockwise. Default 0. */
  readonly scanQuarters?: 0 | 1 | 2 | 3;
  /** Degrees by which the scan leans. Default: half a degree at most, by the seed. */
  readonly scanLeans?: number;
}

/**
 * An invented report, by default of a gastroscopy in the layout of a German hospital: a page with a text layer and one
 * that is a scan, slightly askew. Names stand in headers, footers, text and signature, in both orders.
 */
export async function makeExamReport(options: ExamReportOptions): Promise<void> {
  const { patient, scannedSecondPage = true, layout = 'endoscopy' } = options;
  const { pages, footer = '' } = reportText(layout, patient);
  const document = await PDFDocument.create();
  document.setTitle(`Befund ${patient.lastName}`);
  document.setAuthor(patient.examiner.lastName);
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const [i, lines] of pages.entries()) {
    const isScan = i === 1 ? scannedSecondPage : options.scannedFirstPage;
    if (isScan) {
      const image = await document.embedJpg(scanned(lines, footer, options));
      const [width, height] = (options.scanQuarters ?? 0) % 2 === 0 ? [595, 842] : [842, 595];
      document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
    } else typed(document.addPage([595, 842]), font, lines, footer);
  }
  writeFileSync(options.path, await document.save());
}

function typed(page: PDFPage, font: PDFFont, lines: readonly string[], footer: string): void {
  const known = new Set(font.getCharacterSet());
  const plain = (text: string) =>
    [...text.replaceAll('ł', 'l').replaceAll('ı', 'i')]
      .map((sign) => (known.has(sign.codePointAt(0)!) ? sign : sign.normalize('NFD')[0]!))
      .join('');
  for (const [i, line] of lines.entries()) page.drawText(plain(line), { x: 50, y: 780 - i * 22, size: 10.5, font });
  page.drawText(plain(footer), { x: 50, y: 40, size: 7.5, font });
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
