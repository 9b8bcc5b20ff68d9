import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { whatWasWritten } from './what-was-written.js';

const LIMITS = { memoryMiB: 1024, deadlineSeconds: 180 };
/** Of one page: more than a level makes, at the finest scale. */
const MOST_PAGE_BYTES = 128 * 1024 * 1024;

/** A grey page, as poppler renders it: another engine than the level's. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  readonly gray: Buffer;
  /** The whole binary PGM. */
  readonly pgm: Buffer;
}

/** What a program says on standard output about the artifact, or about the source. Throws when it fails. */
export async function tell(
  sandbox: Sandbox,
  program: string,
  args: readonly string[],
  path: string,
  task: VerifyTask,
): Promise<Buffer> {
  const { exitCode, stdout } = await sandbox.output({
    program,
    args: args.map((arg) => (arg === '{}' ? '/in/file' : arg)),
    reads: [{ hostPath: path, seenAs: '/in/file' }],
    limits: LIMITS,
    signal: task.signal,
  });
  // qpdf answers 3 for "done, with warnings"; of others it means that they were not allowed to
  if (exitCode !== 0 && !(program === 'qpdf' && exitCode === 3)) throw new Error('the program failed');
  return stdout;
}

export async function pageCount(sandbox: Sandbox, path: string, task: VerifyTask): Promise<number> {
  const told = (await tell(sandbox, 'pdfinfo', ['{}'], path, task)).toString('latin1');
  // the program's own line comes behind the document's title, which may have lines that look the same
  const count = Number([...told.matchAll(/^Pages:[ \t]+(\d+)$/gm)].at(-1)?.[1] ?? Number.NaN);
  if (!Number.isInteger(count)) throw new Error('the program failed');
  return count;
}

/** `first` and `last` count from 1. Fewer pages come when the file has fewer. */
export async function renderPages(
  sandbox: Sandbox,
  dpi: number,
  task: VerifyTask,
  { path, first, last }: { readonly path: string; readonly first?: number; readonly last?: number },
): Promise<PageImage[]> {
  const folder = await mkdtemp(join(task.scratchDir, 'render-'));
  try {
    await using child = await sandbox.start({
      program: 'pdftoppm',
      args: [
        '-r',
        String(dpi),
        '-gray',
        ...(first && last ? ['-f', String(first), '-l', String(last)] : []),
        '/in/file',
        '/work/page',
      ],
      reads: [{ hostPath: path, seenAs: '/in/file' }],
      writes: { hostPath: folder, seenAs: '/work' },
      limits: LIMITS,
      signal: task.signal,
    });
    child.stdin.end();
    child.stdout.resume();
    child.stderr.resume();
    if ((await child.exit) !== 0) throw new Error('rendering failed');
    const files = (await readdir(folder)).toSorted();
    if (first && last && files.length > last - first + 1) throw new Error('more pages than were asked for');
    const pages: PageImage[] = [];
    for (const file of files) pages.push(pageOf(await whatWasWritten(join(folder, file), MOST_PAGE_BYTES)));
    return pages;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function pageOf(pgm: Buffer): PageImage {
  const match = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40));
  if (!match) throw new Error('not a picture');
  const [width, height, gray] = [Number(match[1]), Number(match[2]), pgm.subarray(match[0].length)];
  if (gray.length !== width * height) throw new Error('not a whole picture');
  return { width, height, gray, pgm };
}

/** The page turned clockwise by a number of quarters, as PGM. */
export function turnedPgm({ width, height, gray }: PageImage, quarters: number): Buffer {
  const [wide, high] = quarters % 2 === 0 ? [width, height] : [height, width];
  const turned = Buffer.alloc(gray.length);
  // where the first pixel goes, and how far the next of its row and of its column go from there
  const [first, across, down] = (
    {
      1: [height - 1, wide, -1],
      2: [gray.length - 1, -1, -wide],
      3: [(high - 1) * wide, -wide, 1],
      0: [0, 1, wide],
    } as const
  )[(quarters % 4) as 0 | 1 | 2 | 3];
  for (let y = 0, from = 0; y < height; y += 1)
    for (let x = 0, to = first + y * down; x < width; x += 1, from += 1, to += across) turned[to] = gray[from]!;
  return Buffer.concat([Buffer.from(`P5\n${wide} ${high}\n255\n`), turned]);
}
