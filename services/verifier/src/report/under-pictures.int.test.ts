import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { ArtifactHash, type Check } from '@endoveil/contracts';
import { bubblewrap } from '@endoveil/media';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkUnderPictures } from './under-pictures.js';

const sandbox = bubblewrap();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'under-pictures-'));
  await chmod(folder, 0o777);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const [WIDE, HIGH] = [160, 96];
/** A bar on 96 rows of paper, packed as fax; made once by libtiff. */
const PAPER = '26a1900d5fffffffffc84dd5fffffffff8fffffffffffffffffffffffffffffffff0010010';
/** The same on 160 rows, with a second bar on the last ones. */
const LONGER =
  '26a1900d5fffffffffc84dd5fffffffff8fffffffffffffffffffffffffffffffffffffffffffff909babfffffffff1ffffffffffffffe002002';

/** Each on a page or a part of it, in points. */
async function checked(name: string, faxes: readonly [fax: string, wide: number, high: number][]): Promise<Check> {
  const document = await PDFDocument.create();
  const page = document.addPage([WIDE, HIGH]);
  for (const [i, [fax, wide, high]] of faxes.entries()) {
    const image = document.context.stream(Buffer.from(fax, 'hex'), {
      ...{
        Type: 'XObject',
        Subtype: 'Image',
        Width: WIDE,
        Height: HIGH,
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 1,
      },
      Filter: 'CCITTFaxDecode',
      DecodeParms: { K: -1, Columns: WIDE, Rows: HIGH, BlackIs1: true },
    });
    page.node.setXObject(PDFName.of(`Page${i}`), document.context.register(image));
    const content = document.context.flateStream(`q ${wide} 0 0 ${high} 0 0 cm /Page${i} Do Q\n`);
    page.node.addContentStream(document.context.register(content));
  }
  const bytes = Buffer.from(await document.save({ useObjectStreams: false }));
  const path = join(folder, `${name}.pdf`);
  await writeFile(path, bytes);
  const scratchDir = await mkdtemp(join(folder, 'scratch-'));
  await chmod(scratchDir, 0o777);
  return await checkUnderPictures(sandbox, bytes, {
    ...{ kind: 'report', sourcePath: path, artifactPath: path, artifactHash: ArtifactHash.parse('a'.repeat(64)) },
    ...{ level: 'rules-only', scratchDir, knownValues: [], signal: AbortSignal.timeout(30_000) },
    progress: () => undefined,
  });
}

it('passes a fax of the rows that are said', async () => {
  expect(await checked('paper', [[PAPER, WIDE, HIGH]])).toMatchObject({ outcome: 'passed', covered: 1 });
});

const refused = { outcome: 'failed', reason: 'structure-not-allowed' };

it('fails for a fax in which something is drawn below the last row', async () => {
  expect(await checked('longer', [[LONGER, WIDE, HIGH]])).toMatchObject(refused);
});

it('fails for a fax over the paper: what is below its last row nobody looks at', async () => {
  const faxes: [string, number, number][] = [
    [PAPER, WIDE, HIGH],
    [LONGER, WIDE / 2, HIGH / 2],
  ];
  expect(await checked('over', faxes)).toMatchObject(refused);
});
