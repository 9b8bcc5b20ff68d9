import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anInventedPatient, identifiersIn, makeExamReport } from '@endoveil/testing';
import type { Anonymized } from '@endoveil/work';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FullReading } from './full-reading.js';
import { openReportRig, proposing, type ReportRig, valuesIn } from './report-rig.js';
import { RulesOnly } from './rules-only.js';

let rig: ReportRig;
beforeAll(async () => {
  rig = await openReportRig();
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
});

const medicine = ['Barrett', 'Angeles', 'Befund', 'Helicobacter', 'Pantoprazol', 'Refluxösophagitis', 'Schleimhaut'];

describe.each(['full-reading', 'rules-only'] as const)('%s', (level) => {
  describe.each([
    { seed: 2, scan: {} },
    { seed: 11, scan: { scanQuarters: 1, scanLeans: 2.5 } },
  ] as const)('with patient $seed', ({ seed, scan }) => {
    const patient = anInventedPatient(seed);
    const { lastName, firstName, examiner, assistant } = patient;
    const people = [lastName, firstName, examiner.lastName, assistant.lastName, 'Tannhäuser', 'Ziegenrücker'];
    const work = () =>
      level === 'rules-only' ? new RulesOnly(rig.tools) : new FullReading(rig.tools, proposing(...people));
    let result: Anonymized;
    let artifact: string;
    beforeAll(async () => {
      const path = join(rig.folder, `${level}-${seed}.pdf`);
      await makeExamReport({ patient, path, seed, ...scan });
      const outcome = await rig.run(work(), path);
      if (outcome.outcome !== 'anonymized') throw new Error(outcome.reason);
      result = outcome;
      artifact = outcome.artifact.path;
    });
    const leaksIn = (text: string) => valuesIn(text, identifiersIn(patient));

    it('says no identifier in its text layer, its bytes, its streams or its companion', async () => {
      const layer = Buffer.from(await rig.told('pdftotext', ['-enc', 'UTF-8', '/in/file', '-'], artifact), 'latin1');
      expect(leaksIn(layer.toString())).toEqual([]);
      // short numbers stand in coordinates and pixels by chance
      const long = identifiersIn(patient).filter((value) => value.length > 6);
      const streams = await rig.told('qpdf', ['--qdf', '/in/file', '-'], artifact);
      expect(streams).toContain('(Barrett');
      expect(valuesIn(streams + (await readFile(artifact)).toString('latin1'), long)).toEqual([]);
      expect(leaksIn(await readFile(result.companion!.path, 'utf8'))).toEqual([]);
      // the search itself finds: the source says them all
      expect(leaksIn(result.findings.pages.map(({ text }) => text).join('\n')).length).toBeGreaterThan(10);
    });

    it('shows no identifier, and shows what is medicine', async () => {
      const pages = await rig.seen(artifact);
      expect(pages).toHaveLength(2);
      const text = pages.map((page) => page.text).join('\n');
      expect(leaksIn(text)).toEqual([]);
      for (const word of medicine) expect(text).toContain(word);
      const companion = await readFile(result.companion!.path, 'utf8');
      for (const word of medicine) expect(companion).toContain(word);
    });

    it('is a small new file of one revision', async () => {
      const bytes = await readFile(artifact);
      expect(bytes.length).toBeLessThan(2 * 150_000);
      expect(bytes.toString('latin1').split('%%EOF')).toHaveLength(2);
      const told = await rig.told('pdfinfo', ['/in/file'], artifact);
      expect(told).toMatch(/^Producer: +Endoveil$/m);
      expect(told).toMatch(/^Pages: +2$/m);
      expect(told).not.toMatch(/^(?:Title|Author|Creator|CreationDate|ModDate|Subject|Keywords):/m);
    });

    it('tells what it found', () => {
      const field = (name: string) => result.findings.fields.find((one) => one.name === name);
      expect(field('birth-date')).toMatchObject({ value: patient.birthDate, source: 'text-rules' });
      expect(field('case-number')?.value).toContain(patient.caseNumber.replace(/^0+/, ''));
      expect(result.findings).toMatchObject({ kind: 'report', level, source: { pages: 2 } });
      expect(result.findings.pages.map(({ page }) => page)).toEqual([1, 2]);
    });

    it('tells the verifier of people whom no field states', () => {
      const told = (result.findings.known ?? []).map(({ value }) => value).join('\n');
      expect(valuesIn(told, ['Tannhäuser'])).toEqual(['Tannhäuser']);
    });
  });
});

it.each([
  { layout: 'histology', scannedFirstPage: false },
  { layout: 'letter', scannedFirstPage: true },
] as const)('cleans a $layout as well', async ({ layout, scannedFirstPage }) => {
  const patient = anInventedPatient(206);
  const path = join(rig.folder, `${layout}.pdf`);
  await makeExamReport({ patient, path, layout, scannedFirstPage, seed: 206 });
  const result = await rig.run(new RulesOnly(rig.tools), path);
  if (result.outcome !== 'anonymized') throw new Error(result.reason);
  const [page] = await rig.seen(result.artifact.path);
  const said = page!.text + (await readFile(result.companion!.path, 'utf8'));
  expect(valuesIn(said, identifiersIn(patient))).toEqual([]);
  for (const word of layout === 'letter' ? ['Divertikel', 'Kontrollkoloskopie'] : ['Barrett', 'Dysplasie'])
    expect(said).toContain(word);
});
