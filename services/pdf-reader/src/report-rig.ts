import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, type OcrResult, tesseractBatch } from '@endoveil/media';
import type { Anonymized, AnonymizeWork, Declined, Task } from '@endoveil/work';
import type { NameProposer } from './hiding/name-proposer.js';
import type { ReportTools } from './report-tools.js';

/** A model that names those who stand in a text. */
export const proposing = (...people: readonly string[]): NameProposer => ({
  ready: async () => true,
  names: async (text) => people.filter((name) => text.includes(name)),
});

/** Folders, an OCR for the levels, and poppler, qpdf and another OCR to look at what they made. */
export interface ReportRig extends AsyncDisposable {
  readonly folder: string;
  readonly tools: ReportTools;
  run(work: AnonymizeWork, sourcePath: string, task?: Partial<Task>): Promise<Anonymized | Declined>;
  told(program: string, args: readonly string[], path: string): Promise<string>;
  /** What OCR reads on the pages, rendered by poppler at 200 dpi. */
  seen(path: string): Promise<readonly OcrResult[]>;
}

export async function openReportRig(): Promise<ReportRig> {
  const folder = await mkdtemp(join(tmpdir(), 'reports-'));
  const sandbox = bubblewrap();
  const tools: ReportTools = { sandbox, pictures: 'keep' };
  const signal = new AbortController().signal;
  const limits = { memoryMiB: 1024, deadlineSeconds: 60 };
  const output = async (program: string, args: readonly string[], path: string) =>
    await sandbox.output({ program, args, reads: [{ hostPath: path, seenAs: '/in/file' }], limits, signal });
  return {
    folder,
    tools,
    async run(work, sourcePath, task = {}) {
      const scratchDir = await mkdtemp(join(folder, 'scratch-'));
      return await work.run({
        kind: 'report',
        sourcePath,
        scratchDir,
        knownValues: [],
        signal,
        progress: () => undefined,
        ...task,
      });
    },
    async told(program, args, path) {
      return (await output(program, args, path)).stdout.toString('latin1');
    },
    async seen(path) {
      const { stdout } = await output('pdftoppm', ['-r', '200', '-gray', '/in/file'], path);
      const reader = tesseractBatch(sandbox, join(folder, 'ocr'));
      return await reader.read(
        picturesIn(stdout).map((bytes) => ({ bytes })),
        signal,
      );
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** pdftoppm writes one PGM after the other. */
function picturesIn(stream: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  for (let at = 0; at < stream.length;) {
    const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(stream.toString('latin1', at, at + 40));
    if (!head) throw new Error('not a PGM');
    const end = at + head[0].length + Number(head[1]) * Number(head[2]);
    pictures.push(stream.subarray(at, end));
    at = end;
  }
  return pictures;
}

/** Which values stand in a text: words at the beginning of a word, numbers and long words anywhere. */
export function valuesIn(text: string, values: readonly string[]): string[] {
  const joined = plain(text);
  const words = text.split(/[^\p{L}\p{M}]+/u).map(plain);
  return values.filter((value) => {
    const wanted = plain(value);
    return /\d/.test(wanted) || wanted.length > 8
      ? joined.includes(wanted)
      : words.some((word) => word.startsWith(wanted));
  });
}

/** Letters and digits alone, without case and accents: how a leak would still be recognised. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll(/[^\p{L}\d]/gu, '');
