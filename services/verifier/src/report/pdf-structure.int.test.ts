import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFName, PDFString } from '@cantoo/pdf-lib';
import { ArtifactHash, type Check } from '@endoveil/contracts';
import { bubblewrap } from '@endoveil/media';
import { makeRebuiltReport, printedPages, type RebuiltReport } from '@endoveil/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPdfStructure } from './pdf-structure.js';

const home = mkdtempSync(join(tmpdir(), 'pdf-structure-'));
const sandbox = bubblewrap();

async function rebuilt(
  name: string,
  pages: readonly Buffer[],
  plant?: (report: RebuiltReport) => unknown,
): Promise<string> {
  const path = join(home, `${name}.pdf`);
  await makeRebuiltReport(path, pages, plant);
  return path;
}

async function structureOf(artifactPath: string): Promise<Check> {
  return await checkPdfStructure(sandbox, readFileSync(artifactPath), {
    kind: 'report',
    sourcePath: artifactPath,
    artifactPath,
    scratchDir: home,
    artifactHash: ArtifactHash.parse('0'.repeat(64)),
    level: 'full-reading',
    knownValues: [],
    signal: new AbortController().signal,
    progress: () => undefined,
  });
}

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

let clean: Buffer[];
beforeAll(async () => {
  clean = await printedPages((page, font) => page.drawText('Befund', { x: 20, y: 110, size: 12, font }));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a document with more in it than pages', () => {
  const planted: [string, (extras: RebuiltReport) => unknown][] = [
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
