import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactHash, type CertificateBody, type KnownValue } from '@endoveil/contracts';
import { bubblewrap, type Sandbox } from '@endoveil/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanPage, lines, makeReport, pageWith, type PlantedReport, qrCode } from './planted-report-rig.js';
import { pretending } from '../pretended-programs-rig.js';
import { Verify } from '../verify.js';

const sandbox = bubblewrap();
const known: KnownValue[] = [
  { name: 'last-name', value: 'von Kranzbichler' },
  { name: 'birth-date', value: '1953-07-21' },
  { name: 'case-number', value: '0012345678' },
  { name: 'examiner', value: 'Dr. med. Ottokar Sauerbeck' },
];
let folder: string;
let clean: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-report-'));
  await chmod(folder, 0o777);
  clean = await makeReport(sandbox, folder, 'clean.pdf');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(
  artifactPath: string,
  more: { sandbox?: Sandbox; sourcePath?: string; companion?: string; standIns?: readonly string[] } = {},
): Promise<CertificateBody> {
  const scratchDir = await mkdtemp(join(folder, 'scratch-'));
  await chmod(scratchDir, 0o777);
  const companionPath = join(scratchDir, 'companion.txt');
  if (more.companion) await writeFile(companionPath, more.companion);
  return await new Verify(more.sandbox ?? sandbox).run({
    kind: 'report',
    sourcePath: more.sourcePath ?? clean,
    artifactPath,
    artifactHash: ArtifactHash.parse('b'.repeat(64)),
    level: 'rules-only',
    scratchDir,
    knownValues: known,
    signal: AbortSignal.timeout(55_000),
    progress: () => undefined,
    ...(more.companion ? { companionPath } : {}),
    ...(more.standIns ? { standIns: more.standIns } : {}),
  });
}

const said = ({ verdict, checks }: CertificateBody) => ({
  verdict,
  because: checks.flatMap(({ name, outcome, reason }) => (outcome === 'passed' ? [] : [`${name}: ${reason}`])),
});

it('a clean report is verified, with full coverage and no value in the certificate', async () => {
  const body = await verify(clean, { companion: 'Magen: von der Kardia bis zum Pylorus. Prof. dankt.' });
  expect(said(body)).toEqual({ verdict: 'verified', because: [] });
  for (const { covered, planned } of body.checks) expect(covered).toBe(planned);
  expect(JSON.stringify(body)).not.toMatch(/Kranzbichler|Sauerbeck|1953|12345678/);
  expect(Object.values(body.tools)).not.toContain('missing');
});

it('pictures over blank paper, beside one another, are verified', async () => {
  const over = [
    { gray: 90, at: [60, 300, 200, 120] },
    { gray: 130, at: [300, 300, 200, 120] },
  ] as const;
  const path = await makeReport(sandbox, folder, 'pictures.pdf', { pages: [cleanPage, { ...cleanPage, over }] });
  const sourcePath = await makeReport(sandbox, folder, 'without.pdf', { pages: [cleanPage, cleanPage] });
  expect(said(await verify(path, { sourcePath }))).toEqual({ verdict: 'verified', because: [] });
});

const rotated = (text: string) => `q 0 1 -1 0 560 200 cm BT /F 16 Tf (${text}) Tj ET Q`;
const hidden = (words: string) => ({ ...cleanPage, words: `${cleanPage.words} ${words}` });

/** A stamp whose writing runs up, on its head or down, from a point on. */
const stamp = (quarters: 1 | 2 | 3, text: string, [x, y]: readonly [number, number], size = 9) => {
  const [cos, sin] = (
    [
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  )[quarters - 1]!;
  return `q ${cos} ${sin} ${-sin} ${cos} ${x} ${y} cm BT /F ${size} Tf (${text}) Tj ET Q`;
};

const planted: [what: string, report: PlantedReport, because: string][] = [
  [
    'a known name in the picture',
    { pages: [pageWith('BT /F 13 Tf 60 500 Td (Kranzbichler) Tj ET')] },
    'ocr-fine: leak-found',
  ],
  [
    'a known name in large white letters on a black bar',
    { pages: [pageWith('60 300 475 60 re f 1 g BT /F 34 Tf 80 320 Td (Kranzbichler) Tj ET')] },
    'ocr-fine: leak-found',
  ],
  ['a known name on its side', { pages: [pageWith(rotated('Kranzbichler'))] }, 'ocr-sides: leak-found'],
  ['a small stamp that runs up', { pages: [pageWith(stamp(1, 'Kranzbichler', [575, 600]))] }, 'ocr-sides: leak-found'],
  ['a small stamp on its head', { pages: [pageWith(stamp(2, 'Kranzbichler', [540, 610]))] }, 'ocr-sides: leak-found'],
  ['a small stamp that runs down', { pages: [pageWith(stamp(3, 'Kranzbichler', [30, 700]))] }, 'ocr-sides: leak-found'],
  [
    'a small date on its head between two lines',
    { pages: [pageWith(stamp(2, '21.07.1953', [300, 725]))] },
    'ocr-sides: leak-found',
  ],
  [
    'a small name on its side at the end of a line',
    { pages: [pageWith(stamp(1, 'Dr. Tannenberg', [470, 640]))] },
    'ocr-sides: leak-found',
  ],
  [
    'all of a page on its head',
    {
      pages: [
        {
          ...cleanPage,
          drawn: `q -1 0 0 -1 595 842 cm ${lines(['Befund: Magen und Antrum unauffaellig.', 'Herr Kranzbichler dankt.', 'Kein Ulkus und keine Blutung.'])} Q`,
        },
      ],
    },
    'ocr-sides: leak-found',
  ],
  ['a known name in the invisible words', { pages: [hidden('KRANZBICHLER')] }, 'text-layer: leak-found'],
  ['an unknown name after its title', { pages: [hidden('Dr. Tannenberg')] }, 'text-layer: leak-found'],
  ['a birth date nobody knew', { pages: [hidden('geb. 3. Mai 1961')] }, 'text-layer: leak-found'],
  [
    'text under a box',
    { pages: [{ ...cleanPage, painted: 'BT /F1 12 Tf 1 0 0 1 60 400 Tm <4B72> Tj ET 50 390 200 30 re f' }] },
    'document-layout: structure-not-allowed',
  ],
  [
    'visible words over the picture',
    { pages: [{ ...cleanPage, painted: 'BT 0 Tr /F1 12 Tf 1 0 0 1 60 400 Tm <4B72> Tj ET' }] },
    'document-layout: structure-not-allowed',
  ],
  [
    'a picture that reaches beyond the page',
    { pages: [{ ...cleanPage, painted: 'q 1190 0 0 842 -595 0 cm /Page Do Q' }] },
    'document-layout: structure-not-allowed',
  ],
  [
    'a picture moved off the page in two steps',
    { pages: [{ ...cleanPage, painted: 'q 1 0 0 1 0 900 cm q 595 0 0 842 0 0 cm /Page Do Q Q' }] },
    'document-layout: structure-not-allowed',
  ],
  [
    'a known name under a picture',
    {
      pages: [
        { ...pageWith('BT /F 13 Tf 60 500 Td (Kranzbichler) Tj ET'), over: [{ gray: 90, at: [50, 480, 200, 60] }] },
      ],
    },
    'under-pictures: structure-not-allowed',
  ],
  [
    'a picture under another one',
    {
      pages: [
        {
          ...cleanPage,
          over: [
            { gray: 90, at: [60, 300, 200, 120] },
            { gray: 130, at: [200, 200, 200, 120] },
          ],
        },
      ],
    },
    'under-pictures: structure-not-allowed',
  ],
  [
    'a picture with more in it than a page shows',
    { pages: [{ ...cleanPage, painted: 'q 59.5 0 0 84.2 100 200 cm /Page Do Q' }] },
    'under-pictures: structure-not-allowed',
  ],
  ['a QR code', { pages: [pageWith(qrCode(300, 400))] }, 'codes: leak-found'],
  [
    'XMP',
    {
      catalogue: '/Metadata 5 0 R\n',
      objects: ['<<\n/Type /Metadata\n/Subtype /XML\n/Length 5\n>>\nstream\n<x/>\n\nendstream'],
    },
    'document-structure: structure-not-allowed',
  ],
  [
    'a script',
    { catalogue: '/OpenAction 5 0 R\n', objects: ['<<\n/S /JavaScript\n/JS <6170>\n>>'] },
    'document-structure: structure-not-allowed',
  ],
  [
    'an attachment',
    { catalogue: '/Names 5 0 R\n', objects: ['<<\n/EmbeddedFiles <<\n/Names [ ]\n>>\n>>'] },
    'document-structure: structure-not-allowed',
  ],
  [
    'an annotation',
    { page: '/Annots [ 5 0 R ]\n', objects: ['<<\n/Type /Annot\n/Subtype /Text\n/Rect [ 0 0 1 1 ]\n>>'] },
    'document-structure: structure-not-allowed',
  ],
  ['another producer', { info: '/Producer <FEFF0041>' }, 'document-structure: structure-not-allowed'],
  [
    'a date',
    { info: '/Producer <FEFF0045006E0064006F007600650069006C>\n/CreationDate <443A32>' },
    'document-structure: structure-not-allowed',
  ],
  [
    'an object nobody refers to',
    { objects: ['<<\n/Type /Font\n/Subtype /Type1\n/BaseFont /Helvetica\n>>'] },
    'document-layout: structure-not-allowed',
  ],
  ['a mere string', { objects: ['<4B72>'] }, 'document-structure: structure-not-allowed'],
];

describe('planted', () => {
  it.each(planted)('%s', async (what, report, because) => {
    const path = await makeReport(sandbox, folder, `planted-${planted.findIndex(([one]) => one === what)}.pdf`, report);
    const { verdict, because: found } = said(await verify(path));
    expect(found).toContain(because);
    expect(verdict).toBe('failed');
  });

  it.each([
    [
      'a second revision',
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('\n9 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF')]),
    ],
    ['bytes behind the end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('\nStation 4')])],
    [
      'a comment',
      (bytes: Buffer) =>
        Buffer.from(
          bytes.toString('latin1').replace('\n\n1 0 obj', '\n%S\n1 0 obj').replace('\n\n2 0 obj', '%S\n2 0 obj'),
          'latin1',
        ),
    ],
  ])('%s', async (what, change) => {
    const path = join(folder, `${what}.pdf`);
    await writeFile(path, change(await readFile(clean)));
    const { because } = said(await verify(path));
    expect(because.some((one) => one.endsWith('structure-not-allowed'))).toBe(true);
  });

  it('a name in the text beside the pages', async () => {
    expect(said(await verify(clean, { companion: 'Frau Kranzbichler' })).because).toEqual(['companion: leak-found']);
  });

  it('a real value among stand-ins, and one that is called a stand-in', async () => {
    const standIns = ['Wöhrlemann', '03.04.1951'];
    const companion = 'Frau Wöhrlemann, geb. am 03.04.1951, ist zufrieden.';
    expect(said(await verify(clean, { companion, standIns })).because).toEqual([]);
    expect(said(await verify(clean, { companion })).because).toEqual(['companion: leak-found']);
    for (const real of ['Frau Tannenberg', 'am 21.07.1953'])
      expect(said(await verify(clean, { companion: `${companion} ${real}`, standIns })).because).toEqual([
        'companion: leak-found',
      ]);
    const lie = { companion: 'Frau Kranzbichler', standIns: ['Kranzbichler'] };
    expect(said(await verify(clean, lie)).because).toEqual(['companion: leak-found']);
  });

  it('a stand-in that stands in the source with an umlaut', async () => {
    const sourcePath = await makeReport(sandbox, folder, 'umlaut.pdf', {
      pages: [{ ...cleanPage, words: 'Frau Wöhrlemann' }],
    });
    const companion = 'Frau Wöhrlemann ist zufrieden.';
    const { because } = said(await verify(clean, { sourcePath, companion, standIns: ['Wöhrlemann'] }));
    expect(because).toEqual(['companion: leak-found']);
  });

  it('a page more than the source, in whose title another number of pages stands', async () => {
    const sourcePath = await makeReport(sandbox, folder, 'titled.pdf', { info: '/Title (a\\nPages:          2)' });
    const path = await makeReport(sandbox, folder, 'doubled.pdf', { pages: [cleanPage, cleanPage] });
    expect(said(await verify(path, { sourcePath })).because).toContain('parity: parity-broken');
  });

  it('a page less than the source', async () => {
    const sourcePath = await makeReport(sandbox, folder, 'two.pdf', { pages: [cleanPage, cleanPage] });
    expect(said(await verify(clean, { sourcePath })).because).toContain('parity: parity-broken');
  });

  it('one page of two that lost everything', async () => {
    const sourcePath = await makeReport(sandbox, folder, 'full.pdf', { pages: [cleanPage, cleanPage] });
    const path = await makeReport(sandbox, folder, 'half.pdf', {
      pages: [cleanPage, { drawn: lines([]).replace(/0 g.*/, '') }],
    });
    expect(said(await verify(path, { sourcePath })).because).toContain('not-blank: result-blank');
  });
});

describe('not checked is never clean', () => {
  it.each([
    ['tesseract', 0, 'ocr-fine'],
    ['ocrad', 0, 'second-witness'],
    ['zbarimg', 4, 'codes'],
    ['pdftotext', 0, 'text-layer'],
    ['pdftoppm', 0, 'ocr-coarse'],
    ['pdfinfo', 0, 'parity'],
    ['pdfimages', 0, 'under-pictures'],
    ['qpdf', 0, 'decoded-streams'],
  ])('%s that says nothing and exits with %i', async (program, exitCode, check) => {
    const { verdict, because } = said(await verify(clean, { sandbox: pretending(sandbox, program, exitCode) }));
    expect(because).toContain(`${check}: coverage-incomplete`);
    expect(verdict).toBe('unsure');
  });
});
