import { existsSync, globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, StandardFonts, TextRenderingMode } from '@cantoo/pdf-lib';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReportRig, type ReportRig } from '../report-rig.js';
import type { ReportTools } from '../report-tools.js';
import { RulesOnly } from '../rules-only.js';

let rig: ReportRig;
beforeAll(async () => {
  rig = await openReportRig();
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
});

const findings = [
  'Befund der Gastroskopie: Im Antrum und im Korpus',
  'unauffällige Schleimhaut ohne Blutung und ohne Ulkus.',
  'Beurteilung: Keine Gastritis, keine Polypen.',
];

/** A scanned report; `layer`: what a scanner's own reader laid over its pages, unseen. */
async function scanOf(
  name: string,
  header: readonly string[],
  layer: readonly string[] = [],
  pages = 1,
): Promise<string> {
  const canvas = createCanvas(1240, 1754);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1240, 1754);
  context.fillStyle = '#222';
  context.font = '21px "DejaVu Sans"';
  for (const [i, line] of [...header, '', ...findings].entries()) context.fillText(line, 120, 200 + 44 * i);
  const document = await PDFDocument.create();
  const picture = await document.embedJpg(canvas.toBuffer('image/jpeg', 70));
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 0; number < pages; number += 1) {
    const page = document.addPage([595, 842]);
    page.drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
    for (const [i, line] of layer.entries())
      page.drawText(line, {
        x: 57.6,
        y: 842 - (200 + 44 * i) * 0.48,
        size: 10,
        font,
        renderMode: TextRenderingMode.Invisible,
      });
  }
  const path = join(rig.folder, `${name}.pdf`);
  await writeFile(path, await document.save());
  return path;
}

async function fieldsOf(path: string, tools: ReportTools = rig.tools) {
  const result = await rig.run(new RulesOnly(tools), path);
  if (result.outcome !== 'anonymized') throw new Error(result.reason);
  return Object.fromEntries(result.findings.fields.map(({ name, value }) => [name, value]));
}

/** Debian's tesseract-ocr-script-latn; without it the second look knows no more letters than the first. */
const knowsAllLetters = globSync('/usr/share/tesseract-ocr/*/tessdata/Latin.traineddata').some(existsSync);

it.each([
  ['Núñez', 'Søren', 'Lefèvre, Françoise'],
  ['Šimek', 'José', 'Sørensen, Zoë'],
])('names with letters of other languages are stated as they stand: %s, %s', async (last, first, examiner) => {
  const fields = await fieldsOf(
    await scanOf(last, [
      `Patient: ${last}, ${first}, geb. 21.07.1953   Fallnummer: 0012345678`,
      `Untersucher: Dr. med. ${examiner}`,
    ]),
  );
  expect(fields).toMatchObject({ 'birth-date': '1953-07-21', 'case-number': '0012345678' });
  expect(fields).toMatchObject(knowsAllLetters ? { 'last-name': last, 'first-name': first, examiner } : {});
});

it('what a text layer says and the page does not show is not stated', async () => {
  const header = ['Patient: Kranzbichler, Gernot, geb. 21.07.1953', 'Fallnummer: 0012345678'];
  const lying = ['Patient: Kranzbiehler, Gernot, geb. 21.01.1953', 'Fallnummer: 0012345678'];
  const fields = await fieldsOf(await scanOf('layer', header, lying));
  expect(fields['last-name'] ?? 'Kranzbichler').toBe('Kranzbichler');
  expect(fields['birth-date'] ?? '1953-07-21').toBe('1953-07-21');
  expect(fields['case-number']).toBe('0012345678');
});

it('without the words for all letters the same is read twice, and a plain name stated', async () => {
  const { sandbox } = rig.tools;
  const without: ReportTools['sandbox'] = {
    ...sandbox,
    start: async (run) =>
      await sandbox.start({ ...run, args: run.args.map((argument) => (argument === 'Latin' ? 'none' : argument)) }),
  };
  const header = ['Patient: Kranzbichler, Gernot, geb. 21.07.1953', 'Fallnummer: 0012345678'];
  const fields = await fieldsOf(await scanOf('without', header), { ...rig.tools, sandbox: without });
  expect(fields).toMatchObject({ 'last-name': 'Kranzbichler', 'first-name': 'Gernot', 'birth-date': '1953-07-21' });
});

it('a header that stands on every page is read again at two places, and is the same on all', async () => {
  const { sandbox } = rig.tools;
  const read: number[] = [];
  const counting: ReportTools['sandbox'] = {
    ...sandbox,
    start: async (run) => {
      if (run.args.includes('7'))
        read.push(readFileSync(join(run.writes!.hostPath, 'list'), 'utf8').split('\n').length);
      return await sandbox.start(run);
    },
  };
  const header = ['Patient: Sørensen, Zoë, geb. 21.07.1953', 'Fallnummer: 0012345678'];
  const path = await scanOf('pages', header, [], 5);
  const result = await rig.run(new RulesOnly({ ...rig.tools, sandbox: counting }), path);
  if (result.outcome !== 'anonymized') throw new Error(result.reason);
  // four words, the control, and the end of the list
  expect(read[0]).toBeLessThanOrEqual(2 * 4 + 2);
  const said = result.findings.pages.map(({ text }) => /^Patient: (.+?), geb/mu.exec(text)?.[1]);
  expect(said).toEqual(Array.from({ length: 5 }, () => (knowsAllLetters ? 'Sørensen, Zoë' : said[0])));
});
