import { degrees, type PDFDocument, PDFName, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import type { FormPage, Writing } from './forms/form.js';
import type { Dice } from './invented-case.js';
import { unmarked } from './marked-text.js';
import { tissuePicture } from './tissue-picture.js';

export const PAGE = { width: 595, height: 842 };
const CODE_39 =
  '000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 100100100 001100100'.split(' ');

/** As a word processor prints it: text that can be copied, pictures as pictures. */
export async function typePage(document: PDFDocument, form: FormPage, dice: Dice): Promise<void> {
  const page = document.addPage([PAGE.width, PAGE.height]);
  const serif = dice.chance(0.3);
  const font = await document.embedFont(serif ? StandardFonts.TimesRoman : StandardFonts.Helvetica);
  const bold = await document.embedFont(serif ? StandardFonts.TimesRomanBold : StandardFonts.HelveticaBold);
  const known = new Set(font.getCharacterSet());
  const up = (y: number) => PAGE.height - y;
  for (const [x, y, width, height] of form.frames ?? [])
    page.drawRectangle({ x, y: up(y + height), width, height, borderWidth: 0.7, borderColor: rgb(0, 0, 0) });
  for (const { at, says } of form.pictures ?? []) {
    const [x, y, width, height] = at;
    const image = await document.embedJpg(tissuePicture(dice, says && unmarked(says).text));
    page.drawImage(image, { x, y: up(y + height), width, height });
  }
  for (const writing of form.writings) {
    const { x, y, size = 10, leans } = writing;
    const text = typeable(unmarked(writing.marked).text, known);
    page.drawText(text, {
      x,
      y: up(y),
      size,
      font: writing.bold ? bold : font,
      ...(leans ? { rotate: degrees(-leans), color: rgb(0.1, 0.15, 0.6) } : {}),
    });
  }
  for (const [x, width] of barsOf(form.barCode))
    page.drawRectangle({ x, y: up(790), width, height: 30, color: rgb(0, 0, 0) });
  if (form.hasSignature) {
    const points = scrawl(dice, lastLine(form));
    for (const [i, [x, y]] of points.entries())
      if (i > 0)
        page.drawLine({
          start: { x: points[i - 1]![0], y: up(points[i - 1]![1]) },
          end: { x, y: up(y) },
          thickness: 1.4,
          color: rgb(0.1, 0.15, 0.45),
        });
  }
  page.node.delete(PDFName.of('Annots'));
}

const typeable = (text: string, known: ReadonlySet<number>) =>
  [...text].map((sign) => (known.has(sign.codePointAt(0)!) ? sign : sign.normalize('NFD')[0]!)).join('');

/** The same as a scanner sees it: a JPEG at 150 to 300 dpi, a little askew, with dust, grey or in colour. */
export async function scanPage(document: PDFDocument, form: FormPage, dice: Dice): Promise<void> {
  const dpi = dice.pick([150, 200, 200, 300]);
  const scale = dpi / 72;
  const [width, height] = [Math.round(PAGE.width * scale), Math.round(PAGE.height * scale)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const paper = dice.between(236, 252);
  context.fillStyle = `rgb(${paper},${paper - 1},${paper - 4})`;
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate(((dice.random() - 0.5) * 3 * Math.PI) / 180);
  context.translate(-width / 2, -height / 2);
  context.scale(scale, scale);
  await draw(context, form, dice);
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (let i = 0; i < dice.between(200, 1500); i += 1) {
    context.fillStyle = `rgba(60,60,60,${dice.random() * 0.35})`;
    context.fillRect(dice.random() * width, dice.random() * height, scale * 0.7, scale * 0.7);
  }
  const image = await document.embedJpg(canvas.toBuffer('image/jpeg', dice.between(60, 88)));
  document.addPage([PAGE.width, PAGE.height]).drawImage(image, { x: 0, y: 0, ...PAGE });
}

async function draw(context: SKRSContext2D, form: FormPage, dice: Dice): Promise<void> {
  const ink = dice.between(10, 70);
  const family = dice.pick(['DejaVu Sans', 'DejaVu Serif', 'DejaVu Sans', 'DejaVu Sans Mono']);
  // monospaced letters are wider: the same line must still fit
  const shrink = family.endsWith('Mono') ? 0.8 : 0.9;
  for (const { at, says } of form.pictures ?? []) {
    const image: Image = await loadImage(tissuePicture(dice, says && unmarked(says).text));
    context.drawImage(image, ...at);
  }
  context.strokeStyle = `rgb(${ink},${ink},${ink})`;
  context.lineWidth = 0.7;
  for (const frame of form.frames ?? []) context.strokeRect(...frame);
  for (const writing of form.writings) write(context, writing, { ink, family, shrink });
  context.fillStyle = '#000';
  for (const [x, width] of barsOf(form.barCode)) context.fillRect(x, 760, width, 30);
  if (!form.hasSignature) return;
  context.strokeStyle = '#20305a';
  context.lineWidth = 1.4;
  context.beginPath();
  for (const [x, y] of scrawl(dice, lastLine(form))) context.lineTo(x, y);
  context.stroke();
}

function write(
  context: SKRSContext2D,
  { marked, x, y, size = 10, bold, leans }: Writing,
  { ink, family, shrink }: { ink: number; family: string; shrink: number },
): void {
  context.save();
  context.translate(x, y);
  if (leans) context.rotate((leans * Math.PI) / 180);
  context.fillStyle = leans ? '#28409a' : `rgb(${ink},${ink},${ink})`;
  context.font = `${bold ? 'bold ' : ''}${size * shrink}px "${family}"`;
  context.fillText(unmarked(marked).text, 0, 0);
  context.restore();
}

const lastLine = ({ writings }: FormPage) => Math.max(...writings.filter(({ y }) => y < 700).map(({ y }) => y)) + 30;

function scrawl(dice: Dice, y: number): (readonly [number, number])[] {
  return Array.from({ length: 26 }, (_, i) => [60 + i * 5, y + (dice.random() - 0.5) * 26] as const);
}

/** Left edges and widths of a Code 39's bars. */
function barsOf(digits: string | undefined): (readonly [number, number])[] {
  if (digits === undefined) return [];
  let x = 60;
  const bars: (readonly [number, number])[] = [];
  for (const sign of ['010010100', ...[...digits].map((digit) => CODE_39[Number(digit)]!), '010010100']) {
    for (const [i, wide] of [...sign].entries()) {
      const width = wide === '1' ? 2.4 : 0.9;
      if (i % 2 === 0) bars.push([x, width]);
      x += width;
    }
    x += 0.9;
  }
  return bars;
}
