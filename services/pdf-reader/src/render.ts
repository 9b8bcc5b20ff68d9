import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Unreadable } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { z } from 'zod';
import type { Bitmap } from './bitmap.js';

/** Pixels an inch: below 150 small case numbers are lost to OCR. */
export const DPI = 200;
const MOST_PAGES = 200;
const LIMITS = { memoryMiB: 1536, deadlineSeconds: 300, stallSeconds: 60 };

const Piece = z.object({
  text: z.string(),
  x: z.number(),
  y: z.number(),
  dx: z.number(),
  dy: z.number(),
  length: z.number(),
  height: z.number(),
});
const Line = z.object({ page: z.int(), width: z.int(), height: z.int(), pieces: z.array(Piece) });

/** A piece of the text layer: its baseline begins at (x, y) and runs along (dx, dy). Pixels. */
export type Piece = z.infer<typeof Piece>;

export interface RenderedPage {
  readonly bitmap: Bitmap;
  readonly pieces: readonly Piece[];
}

const clone = resolve(import.meta.dirname, '../../..');
/** The built program with its packages, as the sandbox sees them: links between packages are relative. */
const PROGRAM = '/app/services/pdf-reader/dist/render-pages.js';
const parts = [
  'services/pdf-reader/dist',
  'services/pdf-reader/node_modules',
  'services/pdf-reader/package.json',
  'node_modules/.pnpm',
];
const programFiles = parts.map((path) => ({ hostPath: join(clone, path), seenAs: `/app/${path}` }));

/** Renders every page in the sandbox. Throws `Unreadable` for a PDF that nobody can read, `ChildCrashed` for one that kills. */
export async function renderPages(sandbox: Sandbox, task: Task): Promise<RenderedPage[]> {
  const folder = join(task.scratchDir, 'pages');
  await mkdir(folder, { mode: 0o700 });
  await using child = await sandbox.start({
    program: 'node',
    args: ['--max-old-space-size=1024', PROGRAM, '/in/source', '/work', String(DPI), String(MOST_PAGES)],
    reads: [{ hostPath: task.sourcePath, seenAs: '/in/source' }, ...programFiles],
    writes: { hostPath: folder, seenAs: '/work' },
    limits: LIMITS,
    signal: task.signal,
  });
  child.stdin.end();
  child.stderr.resume();
  const pages: RenderedPage[] = [];
  let rest = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { page, width, height, pieces } = Line.parse(JSON.parse(line));
      const gray = await readFile(join(folder, `${page}.gray`));
      pages.push({ bitmap: { width, height, gray }, pieces });
      task.progress({ done: page });
    }
  }
  const exit = await child.exit;
  if (exit !== 0) throw new Unreadable(exit === 3 ? 'encrypted' : exit === 5 ? 'too-large' : 'not-decodable');
  return pages;
}
