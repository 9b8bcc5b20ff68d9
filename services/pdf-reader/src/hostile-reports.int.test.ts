import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib';
import { ChildCrashed } from '@endoveil/contracts';
import { hostilePdfs } from '@endoveil/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultLimits } from './reading/render.js';
import { openReportRig, type ReportRig } from './report-rig.js';
import { RulesOnly } from './rules-only.js';

let rig: ReportRig;
beforeAll(async () => {
  rig = await openReportRig();
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
});

const CANARY = 'Kanarienberger';

async function written(name: string, fill: (document: PDFDocument) => void | Promise<void>): Promise<string> {
  const document = await PDFDocument.create();
  await fill(document);
  const path = join(rig.folder, name);
  await writeFile(path, await document.save());
  return path;
}

it('carries no script, attachment, note, bookmark or description over', async () => {
  const path = await written('loaded.pdf', async (document) => {
    const font = await document.embedFont(StandardFonts.Helvetica);
    const page = document.addPage([595, 842]);
    page.drawText('Befund: Die Schleimhaut ist im Magen und im Duodenum unauffällig. Kein Nachweis von Ulzera.', {
      x: 50,
      y: 700,
      size: 11,
      font,
      maxWidth: 450,
    });
    document.setTitle(CANARY);
    document.addJavaScript('start', `app.alert("${CANARY}")`);
    await document.attach(Buffer.from(CANARY), `${CANARY}.txt`);
    const note = document.context.obj({
      Type: 'Annot',
      Subtype: 'FreeText',
      Rect: [40, 40, 300, 80],
      Contents: PDFString.of(CANARY),
    });
    page.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(note)]));
    document.catalog.set(PDFName.of('Private'), PDFString.of(CANARY));
    const field = document.getForm().createTextField('patient');
    field.setText(CANARY);
    field.addToPage(page, { x: 50, y: 500, width: 200, height: 24 });
  });
  const result = await rig.run(new RulesOnly(rig.tools), path);
  if (result.outcome !== 'anonymized') throw new Error(result.reason);
  const streams = await rig.told('qpdf', ['--qdf', '/in/file', '-'], result.artifact.path);
  expect(streams).not.toMatch(/JavaScript|EmbeddedFile|Annot|AcroForm|Outlines|Metadata|Private|OpenAction/);
  expect(streams + (await readFile(result.artifact.path)).toString('latin1')).not.toContain(CANARY);
  expect((await rig.seen(result.artifact.path))[0]!.text).not.toMatch(/kanarien/i);
});

it('ends a reader that takes too much memory', async () => {
  // a picture of 60,000 by 60,000 grey pixels, packed twice: a few kilobytes
  const path = await written('bomb.pdf', (document) => {
    const packed = deflateSync(deflateSync(Buffer.alloc(400_000_000), { level: 9 }), { level: 9 });
    const image = document.context.stream(packed, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 60_000,
      Height: 60_000,
      BitsPerComponent: 8,
      ColorSpace: 'DeviceGray',
      Filter: ['FlateDecode', 'FlateDecode'],
    });
    const page = document.addPage([595, 842]);
    page.node.setXObject(PDFName.of('Bomb'), document.context.register(image));
    const content = document.context.stream('q 595 0 0 842 0 0 cm /Bomb Do Q');
    page.node.addContentStream(document.context.register(content));
  });
  expect((await readFile(path)).length).toBeLessThan(20_000);
  const run = rig.run(new RulesOnly(rig.tools), path);
  await expect(run).rejects.toBeInstanceOf(ChildCrashed);
});

it('ends a reader that never ends', async () => {
  const path = await written('endless.pdf', (document) => {
    const page = document.addPage([595, 842]);
    // a form that draws another a hundred times, which draws another …
    const form = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 595, 842] };
    let inner = document.context.register(document.context.stream('0 0 m 500 500 l S', form));
    for (let depth = 0; depth < 5; depth += 1)
      inner = document.context.register(
        document.context.stream('/Again Do '.repeat(100), {
          ...form,
          Resources: { XObject: { Again: inner } },
        }),
      );
    page.node.setXObject(PDFName.of('Again'), inner);
    page.node.addContentStream(document.context.register(document.context.stream('/Again Do')));
  });
  const limits = { ...defaultLimits, stallSeconds: 3 };
  await expect(rig.run(new RulesOnly({ ...rig.tools, limits }), path)).rejects.toMatchObject({
    code: expect.stringMatching(/no-progress|child-crashed/),
  });
});

it.each([
  ['two nodes in a circle', 'not-decodable'],
  ['a page that is its own parent', 'not-decodable'],
  ['ten thousand pages', 'too-large'],
  ['a page as large as a town', 'too-large'],
  ['a lock with noise for a key', 'encrypted'],
  ['arrays a hundred thousand deep', 'not-decodable'],
  ['a picture in the text that never ends', 'child-crashed'],
] as const)('refuses %s: %s', async (kind, code) => {
  const path = join(rig.folder, `${kind}.pdf`);
  await writeFile(path, hostilePdfs[kind]!());
  await expect(rig.run(new RulesOnly(rig.tools), path)).rejects.toMatchObject({ code });
});

it.each(['zero pages', 'a length that is its own length', 'a reference to itself as resources'])(
  'declines %s',
  async (kind) => {
    const path = join(rig.folder, `${kind}.pdf`);
    await writeFile(path, hostilePdfs[kind]!());
    expect(await rig.run(new RulesOnly(rig.tools), path)).toMatchObject({ outcome: 'declined' });
  },
);

it('refuses more pages than it may read, and pages too large to draw', async () => {
  const many = await written('many.pdf', (document) => {
    for (let i = 0; i < 12; i += 1) document.addPage([100, 100]);
  });
  const limits = { ...defaultLimits, mostPages: 10 };
  await expect(rig.run(new RulesOnly({ ...rig.tools, limits }), many)).rejects.toMatchObject({ code: 'too-large' });
  const large = await written('large.pdf', (document) => void document.addPage([14_000, 14_000]));
  await expect(rig.run(new RulesOnly(rig.tools), large)).rejects.toMatchObject({ code: 'too-large' });
});
