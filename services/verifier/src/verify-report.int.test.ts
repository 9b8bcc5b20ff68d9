import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, rgb, TextRenderingMode } from '@cantoo/pdf-lib';
import { ArtifactHash, type CertificateBody } from '@endoveil/contracts';
import { bubblewrap, type Sandbox, type SandboxRun } from '@endoveil/media';
import { anInventedPatient, type Ink, makeRebuiltReport, printedPages, type RebuiltReport } from '@endoveil/testing';
import type { VerifyTask } from '@endoveil/work';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Verify } from './verify.js';

const sandbox = bubblewrap();
const home = mkdtempSync(join(tmpdir(), 'verify-report-'));
const patient = anInventedPatient(7, { lastName: 'Kranzbichler', firstName: 'Ottokar', birthDate: '1961-11-07' });
const verify = new Verify(sandbox);
const [WIDTH, HEIGHT] = [320, 150];
const WORDS = ['Befund: Schleimhaut im Antrum leicht gerötet.', 'Beurteilung: kein Hinweis auf ein Ulkus.'];

const words: Ink = (page, font) => {
  for (const [i, line] of WORDS.entries()) page.drawText(line, { x: 20, y: 110 - 24 * i, size: 12, font });
};

async function rebuilt(
  name: string,
  pages: readonly Buffer[],
  plant?: (report: RebuiltReport) => unknown,
): Promise<string> {
  const path = join(home, `${name}.pdf`);
  await makeRebuiltReport(path, pages, plant);
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

/** The sandbox on a machine where this program does nothing and says that all went well. */
function without(program: string): Sandbox {
  const mute = (run: SandboxRun) => (run.program === program ? { ...run, program: 'node', args: ['-e', ''] } : run);
  return { start: (run) => sandbox.start(mute(run)), output: (run, limits) => sandbox.output(mute(run), limits) };
}

let clean: Buffer[];
beforeAll(async () => {
  clean = await printedPages(words);
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
    const pages = await printedPages((page, font) => {
      words(page, font);
      page.drawText('geb. am 07.11.1961', { x: 20, y: 40, size: 12, font });
    });
    const certificate = await certificateOf(await rebuilt('date', pages));
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'ocr-fine': 'leak-found' });
  });

  it('fails for a name that runs up the margin', async () => {
    const pages = await printedPages((page, font) => {
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
    const pages = await printedPages((page, font) => {
      words(page, font);
      barCode(page, font);
    });
    const certificate = await certificateOf(await rebuilt('code', pages));
    expect(troubled(certificate)).toMatchObject({ codes: 'leak-found' });
    expect(certificate.verdict).toBe('failed');
  });
});

describe('a document with less in it than its source', () => {
  it('fails for a page that is missing', async () => {
    const certificate = await certificateOf(await rebuilt('short', clean), verify, 2);
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toEqual({ parity: 'parity-broken' });
  });

  it('fails when nothing is on it', async () => {
    const certificate = await certificateOf(await rebuilt('blank', await printedPages(() => undefined)));
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
