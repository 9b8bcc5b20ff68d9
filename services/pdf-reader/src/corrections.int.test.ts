import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anInventedPatient, makeExamReport } from '@endoveil/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReportRig, type ReportRig } from './report-rig.js';
import { RulesOnly } from './rules-only.js';

let rig: ReportRig;
beforeAll(async () => {
  rig = await openReportRig();
});
afterAll(async () => await rig[Symbol.asyncDispose]());

it('covers what a person asked for on this page alone: its ink, its text and its anonymized text', async () => {
  const path = join(rig.folder, 'report.pdf');
  await makeExamReport({ patient: anInventedPatient(2), path, seed: 2 });
  const run = async (corrections: Parameters<ReportRig['run']>[2]) => {
    const outcome = await rig.run(new RulesOnly(rig.tools), path, corrections);
    if (outcome.outcome !== 'anonymized') throw new Error(outcome.reason);
    const pages = await rig.seen(outcome.artifact.path);
    const layer = await rig.told('pdftotext', ['-enc', 'UTF-8', '/in/file', '-'], outcome.artifact.path);
    return { pages, layer, text: await readFile(outcome.companion!.path, 'utf8') };
  };
  const before = await run({});
  const at = before.pages.findIndex(({ text }) => text.includes('Barrett'));
  const word = before.pages[at]!.words.find(({ text }) => text.includes('Barrett'))!;
  // A4 at 200 dpi; half of the word is enough to take it away
  const [width, height] = [1654, 2339];
  const box = {
    x: word.box.x / width,
    y: (word.box.y + word.box.height / 2) / height,
    width: word.box.width / 2 / width,
    height: 0.002,
  };
  const after = await run({ corrections: [{ page: at + 1, box }] });
  const count = (text: string) => text.split('Barrett').length - 1;
  expect(count(after.pages[at]!.text)).toBe(count(before.pages[at]!.text) - 1);
  expect(count(after.layer)).toBe(count(before.layer) - 1);
  expect(count(after.text)).toBe(count(before.text) - 1);
});
