import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Sandbox } from '@endoveil/media';

/** Pages as a level leaves them: a picture of one bit a pixel, and invisible words over it. */
export interface PlantedReport {
  readonly pages?: readonly PlantedPage[];
  /** Further keys of the catalogue, as written. */
  readonly catalogue?: string;
  /** Further keys of each page, as written. */
  readonly page?: string;
  /** Further objects, from number 5 on; the pages follow. */
  readonly objects?: readonly string[];
  readonly info?: string;
}

export interface PlantedPage {
  /** What the picture shows: PDF operators on 595 × 842 points. */
  readonly drawn: string;
  /** Words of the invisible layer. */
  readonly words?: string;
  /** Operators behind the picture. */
  readonly painted?: string;
  /** A further picture of one grey, at its place on the page in points. */
  readonly over?: readonly Patch[];
}

export interface Patch {
  readonly gray: number;
  readonly at: readonly [x: number, y: number, width: number, height: number];
}

const DPI = 200;
const OBJECTS_OF_A_PAGE = 4;
/** As pdf-lib writes it; `checkPdfLayout` names it too. */
const PRODUCER = '/Producer <FEFF0045006E0064006F007600650069006C>';
const body = [
  'Befund: Speiseroehre unauffaellig, Z-Linie bei 38 cm.',
  'Magen: Schleimhaut im Antrum geroetet, kein Ulkus.',
  'Beurteilung: Verdacht auf Barrett, Los Angeles Grad B.',
];

/** Writes lines of text, the first at the top. */
export const lines = (texts: readonly string[], more = ''): string =>
  `${texts.map((text, i) => `BT /F 13 Tf 60 ${740 - 40 * i} Td (${text}) Tj ET`).join('\n')}\n0 g 60 560 200 18 re f\n${more}`;
export const cleanPage: PlantedPage = { drawn: lines(body), words: body.join(' ') };
/** A page whose picture shows something more. */
export const pageWith = (more: string): PlantedPage => ({ drawn: lines(body, more), words: body.join(' ') });

/** Makes a report through the sandboxed pdftoppm and writes the file by hand, so that any byte can be planted. */
export async function makeReport(sandbox: Sandbox, folder: string, name: string, report: PlantedReport = {}) {
  const { pages = [cleanPage], catalogue = '', page = '', objects = [], info = PRODUCER } = report;
  const first = 5 + objects.length;
  const begins = pages.map((_, i) =>
    pages.slice(0, i).reduce((at, { over = [] }) => at + OBJECTS_OF_A_PAGE + over.length, first),
  );
  const kids = begins.map((at) => `${at} 0 R`).join(' ');
  const all: (string | Buffer)[] = [
    `<<\n/Type /Pages\n/Kids [ ${kids} ]\n/Count ${pages.length}\n>>`,
    `<<\n/Type /Catalog\n/Pages 1 0 R\n${catalogue}>>`,
    `<<\n${info}\n>>`,
    '<<\n/Type /Font\n/Subtype /Type1\n/BaseFont /Helvetica\n/Encoding /WinAnsiEncoding\n>>',
    ...objects,
  ];
  for (const [i, { drawn, words, painted = '', over = [] }] of pages.entries()) {
    const at = begins[i]!;
    const named = over.map((_, nth) => `/Picture${nth} ${at + OBJECTS_OF_A_PAGE + nth} 0 R\n`).join('');
    const placed = over.map(
      ({ at: [x, y, wide, high] }, nth) => `q ${wide} 0 0 ${high} ${x} ${y} cm /Picture${nth} Do Q\n`,
    );
    const { width, height, bits } = await rendered(sandbox, folder, drawn);
    const said = words ? invisible(words) : '';
    all.push(
      `<<\n/Type /Page\n/Parent 1 0 R\n/Resources <<\n/Font <<\n/F1 4 0 R\n>>\n/XObject <<\n/Page ${at + 1} 0 R\n${named}>>\n>>\n/MediaBox [ 0 0 595 842 ]\n/Contents [ ${at + 2} 0 R ${at + 3} 0 R ]\n${page}>>`,
      stream(
        `/Type /XObject\n/Subtype /Image\n/Width ${width}\n/Height ${height}\n/ColorSpace /DeviceGray\n/BitsPerComponent 1`,
        bits,
      ),
      stream('', `q 595 0 0 842 0 0 cm /Page Do Q\n${placed.join('')}`),
      stream('', said + painted),
      ...over.map(patch),
    );
  }
  const path = join(folder, name);
  await writeFile(path, written(all));
  return path;
}

function patch({ gray, at }: Patch): Buffer {
  const [width, height] = at.slice(2).map((points) => Math.floor((points * DPI) / 72));
  return stream(
    `/Type /XObject\n/Subtype /Image\n/Width ${width}\n/Height ${height}\n/ColorSpace /DeviceGray\n/BitsPerComponent 8`,
    Buffer.alloc(width! * height!, gray),
  );
}

const invisible = (words: string): string =>
  `BT\n0 0 0 rg\n/F1 8 Tf\n24 TL\n3 Tr\n1 0 0 1 60 700 Tm\n<${Buffer.from(words, 'latin1').toString('hex').toUpperCase()}> Tj\nT*\nET\n`;

function stream(keys: string, content: string | Buffer): Buffer {
  const data = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`<<\n${keys}\n/Filter /FlateDecode\n/Length ${data.length}\n>>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

function written(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n%\x81\x81\x81\x81\n\n', 'latin1')];
  let at = parts[0]!.length;
  const offsets = objects.map((object, i) => {
    const from = at;
    const part = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n\n'),
    ]);
    parts.push(part);
    at += part.length;
    return from;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const trailer = `trailer\n<<\n/Size ${count}\n/Root 2 0 R\n/Info 3 0 R\n>>\n\nstartxref\n${at}\n%%EOF`;
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${rows}\n${trailer}`)]);
}

/** One bit a pixel, 1 is white, as a picture in a PDF has it. */
async function rendered(sandbox: Sandbox, folder: string, drawn: string) {
  const path = join(folder, `drawn-${Math.random()}.pdf`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const text = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');
  await writeFile(path, `%PDF-1.4\n${text}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`);
  const { stdout } = await sandbox.output({
    program: 'pdftoppm',
    args: ['-r', String(DPI), '-mono', '-singlefile', '/in/drawn'],
    reads: [{ hostPath: path, seenAs: '/in/drawn' }],
    limits: { memoryMiB: 512, deadlineSeconds: 30 },
    signal: AbortSignal.timeout(30_000),
  });
  const head = /^P4\s+(\d+)\s+(\d+)\s/.exec(stdout.toString('latin1', 0, 40));
  if (!head) throw new Error('the page was not drawn');
  return {
    width: Number(head[1]),
    height: Number(head[2]),
    bits: Buffer.from(stdout.subarray(head[0].length).map((byte) => ~byte)),
  };
}

/** A QR code that says something invented, as PDF operators. Made once by qrcode-generator 2.0.4. */
export function qrCode(x: number, y: number, module = 4): string {
  const rows =
    '18q67 muyp wswt wspp wrbx mwqp 18prz lc 16nx9 e4dk 113sf ux14 kst 3ep 18n90 mucu wpt6 wt2y wsng myq9 18p5s';
  return rows
    .split(' ')
    .flatMap((row, down) =>
      [...Number.parseInt(row, 36).toString(2).padStart(21, '0')].map((bit, right) =>
        bit === '1' ? `${x + right * module} ${y - down * module} ${module} ${module} re f` : '',
      ),
    )
    .join('\n');
}
