import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  degrees,
  PDFDocument,
  type PDFFont,
  PDFName,
  type PDFPage,
  PDFString,
  rgb,
  StandardFonts,
  TextRenderingMode,
} from '@cantoo/pdf-lib';
import { ArtifactHash, type CertificateBody } from '@endoveil/contracts';
import { bubblewrap, type Sandbox, type SandboxRun } from '@endoveil/media';
import { anInventedPatient } from '@endoveil/testing';
import type { VerifyTask } from '@endoveil/work';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPdfStructure } from './pdf-structure.js';
import { Verify } from './verify.js';

const sandbox = bubblewrap();
const home = mkdtempSync(join(tmpdir(), 'verify-report-'));
const patient = anInventedPatient(7, { lastName: 'Kranzbichler', firstName: 'Ottokar', birthDate: '1961-11-07' });
const verify = new Verify(sandbox);
const [WIDTH, HEIGHT] = [320, 150];
const WORDS = ['Befund: Schleimhaut im Antrum leicht gerötet.', 'Beurteilung: kein Hinweis auf ein Ulkus.'];

type Ink = (page: PDFPage, font: PDFFont) => void;
const words: Ink = (page, font) => {
  for (const [i, line] of WORDS.entries()) page.drawText(line, { x: 20, y: 110 - 24 * i, size: 12, font });
};

/** Pages as a printer would show them: grey pictures of what was drawn. */
async function printed(...pages: readonly Ink[]): Promise<Buffer[]> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const draw of pages) draw(document.addPage([WIDTH, HEIGHT]), font);
  return execFileSync('pdftoppm', ['-r', '200', '-gray', '-'], {
    input: await document.save(),
    maxBuffer: 2 ** 27,
  })
    .toString('latin1')
    .split(/(?=P5\n)/)
    .map((page) => Buffer.from(page, 'latin1'));
}

interface Extras {
  readonly document: PDFDocument;
  readonly page: PDFPage;
  readonly font: PDFFont;
}

/** A report as the levels rebuild it: pictures of pages and surviving words, invisible; and whatever is planted. */
async function rebuilt(
  name: string,
  pages: readonly Buffer[],
  plant: (extras: Extras) => unknown = () => undefined,
): Promise<string> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setProducer('Endoveil');
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const pgm of pages) {
    const [head, wide, high] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40))!;
    const page = document.addPage([WIDTH, HEIGHT]);
    const image = document.context.flateStream(pgm.subarray(head.length), {
      Type: 'XObject',
      Subtype: 'Image',
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
      Width: Number(wide),
      Height: Number(high),
    });
    page.node.setXObject(PDFName.of('Page'), document.context.register(image));
    const content = document.context.flateStream(`q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /Page Do Q\n`);
    page.node.addContentStream(document.context.register(content));
    page.setFont(font);
    page.drawText('Befund: Schleimhaut', { x: 20, y: 110, size: 12, renderMode: TextRenderingMode.Invisible });
  }
  const [page] = document.getPages();
  if (page) await plant({ document, page, font });
  for (const one of document.getPages()) {
    one.node.delete(PDFName.of('Annots'));
    one.node.Resources()?.delete(PDFName.of('ExtGState'));
  }
  const path = join(home, `${name}.pdf`);
  writeFileSync(path, await document.save({ useObjectStreams: false, addDefaultPage: false }));
  return path;
}

async function taskFor(artifactPath: string, pages = 1): Promise<VerifyTask> {
  const sourcePath = join(home, `source-${pages}.pdf`);
  const source = await PDFDocument.create();
  for (let i = 0; i < pages; i += 1) source.addPage([WIDTH, HEIGHT]);
  writeFileSync(sourcePath, await source.save());
  return {
    kind: 'report',
    sourcePath,
    artifactPath,
    scratchDir: mkdtempSync(join(home, 'scratch-')),
    artifactHash: ArtifactHash.parse('0'.repeat(64)),
    level: 'full-reading',
    knownValues: [
      { name: 'last-name', value: patient.lastName },
      { name: 'first-name', value: patient.firstName },
      { name: 'birth-date', value: patient.birthDate },
    ],
    signal: new AbortController().signal,
    progress: () => undefined,
  };
}

const certificateOf = async (artifactPath: string, by = verify, pages = 1): Promise<CertificateBody> =>
  await by.run(await taskFor(artifactPath, pages));

const structureOf = async (path: string) => await checkPdfStructure(sandbox, readFileSync(path), await taskFor(path));

const troubled = ({ checks }: CertificateBody) =>
  Object.fromEntries(checks.filter(({ outcome }) => outcome !== 'passed').map(({ name, reason }) => [name, reason]));

/** Code 39 of `*7*`: nine elements a sign, wide ones written `w`, bars and gaps in turns. */
const BARS = ['nwnnwnwnn', 'nnnwnnwnw', 'nwnnwnwnn'];
const barCode: Ink = (page) => {
  let x = 60;
  for (const sign of BARS) {
    for (const [i, element] of [...sign].entries()) {
      const width = element === 'w' ? 6 : 2;
      if (i % 2 === 0) page.drawRectangle({ x, y: 15, width, height: 40, color: rgb(0, 0, 0) });
      x += width;
    }
    x += 2;
  }
};

/** With an object, a table and an end hung behind it, as programs save changes. */
function revised(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const was = /startxref\s+(\d+)/.exec(text)![1];
  const root = /\/Root (\d+ 0 R)/.exec(text)![1];
  const size = Number(/\/Size (\d+)/.exec(text)![1]);
  const object = `${size} 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n`;
  const place = String(bytes.length).padStart(10, '0');
  const table = `xref\n${size} 1\n${place} 00000 n \ntrailer\n<< /Size ${size + 1} /Root ${root} /Prev ${was} >>\n`;
  const end = `startxref\n${bytes.length + object.length}\n%%EOF\n`;
  return Buffer.concat([bytes, Buffer.from(object + table + end)]);
}

/** The sandbox on a machine where this program does nothing and says that all went well. */
function without(program: string): Sandbox {
  const mute = (run: SandboxRun) => (run.program === program ? { ...run, program: 'node', args: ['-e', ''] } : run);
  return { start: (run) => sandbox.start(mute(run)), output: (run, limits) => sandbox.output(mute(run), limits) };
}

let clean: Buffer[];
beforeAll(async () => {
  clean = await printed(words);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('verifies a clean report, and tells what it covered', async () => {
  const certificate = await certificateOf(await rebuilt('clean', clean));
  expect(troubled(certificate)).toEqual({});
  expect(certificate).toMatchObject({ verdict: 'verified', reasons: [], mediaType: 'application/pdf' });
  expect(certificate.checks.map(({ name }) => name)).toContain('second-witness');
});

describe('words that a person could still get at', () => {
  it('fails for words under a black box', async () => {
    const path = await rebuilt('boxed', clean, ({ page, font }) => {
      page.drawText(`Patient ${patient.lastName}`, { x: 20, y: 30, size: 12, font });
      page.drawRectangle({ x: 15, y: 25, width: 200, height: 20, color: rgb(0, 0, 0) });
    });
    const certificate = await certificateOf(path);
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'text-layer': 'leak-found' });
  });

  it('fails for the name in invisible letters', async () => {
    const path = await rebuilt('invisible', clean, ({ page, font }) =>
      page.drawText(patient.lastName, { x: 20, y: 30, size: 12, font, renderMode: TextRenderingMode.Invisible }),
    );
    expect(troubled(await certificateOf(path))).toMatchObject({ 'text-layer': 'leak-found' });
  });

  it('fails for a birth date in the picture of a page', async () => {
    const pages = await printed((page, font) => {
      words(page, font);
      page.drawText('geb. am 07.11.1961', { x: 20, y: 40, size: 12, font });
    });
    const certificate = await certificateOf(await rebuilt('date', pages));
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'ocr-fine': 'leak-found' });
  });

  it('fails for a name that runs up the margin', async () => {
    const pages = await printed((page, font) => {
      words(page, font);
      page.drawText(`${patient.lastName}, ${patient.firstName}`, {
        x: 308,
        y: 12,
        size: 11,
        font,
        rotate: degrees(90),
      });
    });
    const certificate = await certificateOf(await rebuilt('rotated', pages));
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'ocr-sides': 'leak-found' });
  });

  it('fails for a bar code: every telephone reads it', async () => {
    const pages = await printed((page, font) => {
      words(page, font);
      barCode(page, font);
    });
    const certificate = await certificateOf(await rebuilt('code', pages));
    expect(troubled(certificate)).toMatchObject({ codes: 'leak-found' });
    expect(certificate.verdict).toBe('failed');
  });
});

describe('a document with more in it than pages', () => {
  const planted: [string, (extras: Extras) => unknown][] = [
    [
      'XMP metadata',
      ({ document }) => {
        const xmp = document.context.stream('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', {
          Type: 'Metadata',
          Subtype: 'XML',
        });
        document.catalog.set(PDFName.of('Metadata'), document.context.register(xmp));
      },
    ],
    ['JavaScript', ({ document }) => document.addJavaScript('main', 'console.println(1)')],
    ['an attachment', ({ document }) => document.attach(Buffer.from('a, b'), 'list.csv', { mimeType: 'text/csv' })],
    [
      'a form',
      ({ document, page }) => {
        const field = document.getForm().createTextField('name');
        field.setText('Ottokar');
        field.addToPage(page);
      },
    ],
    [
      'words in the resources of a page',
      ({ document, page }) => page.node.Resources()?.set(PDFName.of('Ottokar'), document.context.obj({})),
    ],
    [
      'an object that nothing points to',
      ({ document }) => document.context.register(document.context.obj({ F1: PDFString.of('Herr K., Zimmer 4') })),
    ],
    [
      'a stream that nothing points to',
      ({ document }) => document.context.register(document.context.flateStream('Herr K., Zimmer 4')),
    ],
    ['a page with a name', ({ page }) => page.node.set(PDFName.of('PieceInfo'), PDFString.of('Zimmer 4'))],
    ['a title', ({ document }) => document.setTitle('Befund')],
    ['an author', ({ document }) => document.setAuthor('Endoskopie')],
    [
      'an address to go to',
      ({ document }) =>
        document.catalog.set(
          PDFName.of('OpenAction'),
          document.context.obj({ Type: 'Action', S: 'URI', URI: 'file:///tmp/x' }),
        ),
    ],
    [
      'a comment on a picture',
      ({ document, page }) => {
        const image = document.context.flateStream(Buffer.alloc(4), {
          Type: 'XObject',
          Subtype: 'Image',
          ColorSpace: 'DeviceGray',
          BitsPerComponent: 8,
          Width: 2,
          Height: 2,
          Alternates: 'Ottokar',
        });
        page.node.setXObject(PDFName.of('Other'), document.context.register(image));
      },
    ],
  ];

  const refused = { outcome: 'failed', reason: 'structure-not-allowed' };

  it('passes a clean one', async () => {
    expect(await structureOf(await rebuilt('plain', clean))).toMatchObject({ outcome: 'passed' });
  });

  it.each(planted)('fails for %s', async (name, plant) => {
    expect(await structureOf(await rebuilt(name.replaceAll(' ', '-'), clean, plant))).toMatchObject(refused);
  });

  it('fails for a second revision, in which the first can still be found', async () => {
    const path = await rebuilt('revised', clean);
    writeFileSync(path, revised(readFileSync(path)));
    expect(await structureOf(path)).toMatchObject(refused);
  });

  it.each([
    ['before', 'Ottokar\n', ''],
    ['behind', '', 'Ottokar'],
  ])('fails for bytes %s it', async (name, before, behind) => {
    const path = await rebuilt(name, clean);
    writeFileSync(path, Buffer.concat([Buffer.from(before), readFileSync(path), Buffer.from(behind)]));
    expect(await structureOf(path)).toMatchObject(refused);
  });
});

describe('a document with less in it than its source', () => {
  it('fails for a page that is missing', async () => {
    const certificate = await certificateOf(await rebuilt('short', clean), verify, 2);
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toEqual({ parity: 'parity-broken' });
  });

  it('fails when nothing is on it', async () => {
    const certificate = await certificateOf(await rebuilt('blank', await printed(() => undefined)));
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toEqual({ 'not-blank': 'result-blank' });
  });
});

describe('a program that says nothing', () => {
  it.each([
    ['tesseract', ['ocr-fine', 'ocr-coarse', 'ocr-sides']],
    ['ocrad', ['second-witness']],
    ['zbarimg', ['codes']],
    ['pdftotext', ['text-layer']],
    ['pdftoppm', ['pages']],
  ])('leaves a clean report unsure, never verified: %s', async (program, checks) => {
    const certificate = await certificateOf(await rebuilt(`no-${program}`, clean), new Verify(without(program)));
    expect(certificate.verdict).toBe('unsure');
    expect(troubled(certificate)).toEqual(Object.fromEntries(checks.map((name) => [name, 'coverage-incomplete'])));
  });
});
