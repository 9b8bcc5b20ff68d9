import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed } from '../check.js';
import { type PaintedPage, paintedPages, type PaintedPicture, withFaxesLengthened } from './pdf-layout.js';
import { whatWasWritten } from './what-was-written.js';

const NAME = 'under-pictures';
/** Pages whose pictures lie in scratch at a time. */
const CHUNK = 4;
/** Finer than this a picture holds what none of the readings of the page, at 250 dpi, can see. */
const FINEST_DPI = 210;
const POINTS_PER_INCH = 72;
/** Nothing legible is narrower; the edges of two pictures may meet within one pixel. */
const SLACK_PIXELS = 1;
const SLACK_POINTS = 0.5;

/**
 * A page is one picture of one bit a pixel, and others over its blank paper, beside one another. So whoever looks at the
 * page has seen every pixel: under a picture, and beyond the page's edge, the paper is proven to be white.
 */
export async function checkUnderPictures(sandbox: Sandbox, bytes: Buffer, task: VerifyTask): Promise<Check> {
  const pages = paintedPages(bytes);
  const { length } = pages;
  if (!pages.every(isPlainlyPainted)) return failed(NAME, 'structure-not-allowed', length, 'pages');
  const lengthened = withFaxesLengthened(bytes);
  const longPages = paintedPages(lengthened);
  for (let first = 0; first < length; first += CHUNK) {
    const chunk = pages.slice(first, first + CHUNK);
    const papers = await papersOf(sandbox, lengthened, first + 1, longPages.slice(first, first + CHUNK), task);
    if (!papers.every((paper, i) => isBlankWhereUnseen(paper, chunk[i]!)))
      return failed(NAME, 'structure-not-allowed', length, 'pages');
    task.progress({ done: first + chunk.length, total: length });
  }
  return passed(NAME, length, 'pages');
}

/** The first picture is the paper; the others are no faxes and lie on the page and not on one another; none is finer than is looked at. */
function isPlainlyPainted({ width, height, pictures }: PaintedPage): boolean {
  const [paper, ...others] = pictures;
  if (!paper) return false;
  const holdsPage =
    paper.x < SLACK_POINTS &&
    paper.y < SLACK_POINTS &&
    paper.x + paper.wide > width - SLACK_POINTS &&
    paper.y + paper.high > height - SLACK_POINTS;
  return (
    holdsPage &&
    paper.bits === 1 &&
    pictures.every(isCoarse) &&
    others.every((one) => one.bits > 1 && liesOn(one, width, height)) &&
    others.every((one, i) => others.slice(0, i).every((before) => areApart(one, before)))
  );
}

const isCoarse = ({ columns, rows, wide, high }: PaintedPicture) =>
  Math.max(columns / wide, rows / high) * POINTS_PER_INCH <= FINEST_DPI;

const liesOn = ({ x, y, wide, high }: PaintedPicture, width: number, height: number) =>
  x > -SLACK_POINTS && y > -SLACK_POINTS && x + wide < width + SLACK_POINTS && y + high < height + SLACK_POINTS;

const areApart = (a: PaintedPicture, b: PaintedPicture) =>
  a.x + a.wide < b.x + SLACK_POINTS ||
  b.x + b.wide < a.x + SLACK_POINTS ||
  a.y + a.high < b.y + SLACK_POINTS ||
  b.y + b.high < a.y + SLACK_POINTS;

interface Paper {
  readonly columns: number;
  readonly rows: number;
  /** One bit a pixel, rows filled up to bytes, 1 is black. */
  readonly bits: Buffer;
}

/** The first picture of each page, taken out of the file by itself. */
async function papersOf(
  sandbox: Sandbox,
  bytes: Buffer,
  first: number,
  pages: readonly PaintedPage[],
  task: VerifyTask,
): Promise<Paper[]> {
  const folder = await mkdtemp(join(task.scratchDir, 'pictures-'));
  const file = `${folder}.pdf`;
  try {
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
    await using child = await sandbox.start({
      program: 'pdfimages',
      args: ['-p', '-j', '-f', String(first), '-l', String(first + pages.length - 1), '/in/file', '/work/picture'],
      reads: [{ hostPath: file, seenAs: '/in/file' }],
      writes: { hostPath: folder, seenAs: '/work' },
      limits: { memoryMiB: 1024, deadlineSeconds: 180 },
      signal: task.signal,
    });
    child.stdin.end();
    child.stdout.resume();
    child.stderr.resume();
    if ((await child.exit) !== 0) throw new Error('the pictures were not taken out');
    const files = (await readdir(folder)).toSorted();
    const papers: Paper[] = [];
    for (const [i, { pictures }] of pages.entries()) {
      const number = String(first + i).padStart(3, '0');
      const own = files.filter((file) => file.startsWith(`picture-${number}-`));
      if (own.length !== pictures.length) throw new Error('pictures are missing');
      papers.push(await paperAt(join(folder, own[0]!), pictures[0]!));
    }
    return papers;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(file, { force: true });
  }
}

/** Of just the size that the page says. */
async function paperAt(path: string, { columns, rows }: PaintedPicture): Promise<Paper> {
  const head = Buffer.from(`P4\n${columns} ${rows}\n`);
  const size = head.length + Math.ceil(columns / 8) * rows;
  const pbm = await whatWasWritten(path, size);
  if (pbm.length !== size || !pbm.subarray(0, head.length).equals(head)) throw new Error('another picture');
  return { columns, rows, bits: pbm.subarray(head.length) };
}

/** In pixels of the paper, from its upper left. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function isBlankWhereUnseen(paper: Paper, page: PaintedPage): boolean {
  const [sheet, ...others] = page.pictures as [PaintedPicture, ...PaintedPicture[]];
  const across = paper.columns / sheet.wide;
  const down = sheet.rows / sheet.high;
  const partOf = (x: number, y: number, wide: number, high: number): Part => ({
    left: Math.ceil((x - sheet.x) * across) + SLACK_PIXELS,
    right: Math.floor((x + wide - sheet.x) * across) - SLACK_PIXELS,
    top: Math.ceil((sheet.y + sheet.high - y - high) * down) + SLACK_PIXELS,
    bottom: Math.floor((sheet.y + sheet.high - y) * down) - SLACK_PIXELS,
  });
  const shown = partOf(0, 0, page.width, page.height);
  const { columns, rows } = sheet;
  const [left, top] = [shown.left - 2 * SLACK_PIXELS, shown.top - 2 * SLACK_PIXELS];
  const [right, bottom] = [shown.right + 2 * SLACK_PIXELS, shown.bottom + 2 * SLACK_PIXELS];
  const unseen: Part[] = [
    { left: 0, top: 0, right: columns, bottom: top },
    { left: 0, top: bottom, right: columns, bottom: rows },
    { left: 0, top: 0, right: left, bottom: rows },
    { left: right, top: 0, right: columns, bottom: rows },
    ...others.map(({ x, y, wide, high }) => partOf(x, y, wide, high)),
  ];
  return isBlankBelow(paper, rows) && unseen.every((part) => isBlank(paper, part));
}

function isBlankBelow({ columns, rows, bits }: Paper, row: number): boolean {
  const below = bits.subarray(Math.ceil(columns / 8) * row);
  return rows >= row && below.equals(Buffer.alloc(below.length));
}

function isBlank({ columns, rows, bits }: Paper, { left, top, right, bottom }: Part): boolean {
  const stride = Math.ceil(columns / 8);
  for (let y = Math.max(0, top); y < Math.min(rows, bottom); y += 1)
    for (let x = Math.max(0, left); x < Math.min(columns, right); x += 1)
      if ((bits[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1) return false;
  return true;
}
