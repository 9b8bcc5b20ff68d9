import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ChildCrashed, Unreadable } from '@endoveil/contracts';
import type { Sandbox, SandboxChild } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { z } from 'zod';
import type { Bitmap } from './bitmap.js';

/** Pixels an inch: below 150 small case numbers are lost to OCR. */
export const DPI = 200;
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

/** What the program that opens the file may use. */
export const defaultLimits = { memoryMiB: 576, deadlineSeconds: 300, stallSeconds: 30, mostPages: 200 };
export type RenderLimits = typeof defaultLimits;

const Piece = z.object({
  text: z.string(),
  x: z.number(),
  y: z.number(),
  dx: z.number(),
  dy: z.number(),
  length: z.number(),
  height: z.number(),
});
const Line = z.object({
  page: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  coloured: z.boolean(),
  pieces: z.array(Piece),
});

/** A piece of the text layer: its baseline begins at (x, y) and runs along (dx, dy). Pixels. */
export type Piece = z.infer<typeof Piece>;

/** A page's picture in scratch: one byte a pixel. A long report's pages do not fit in memory together. */
export interface PageFile {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** The page as it lay, three bytes a pixel, where it holds something that may be a picture. */
  readonly colour?: { readonly path: string; readonly width: number; readonly height: number };
}

export interface RenderedPage {
  readonly file: PageFile;
  readonly pieces: readonly Piece[];
}

/** Throws `Unreadable` when the picture is not what was said of it. Follows no link: a parser wrote it. */
export async function loadPage({ path, width, height }: PageFile): Promise<Bitmap> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const size = width * height;
  if ((await file.stat()).size !== size) throw new Unreadable('not-decodable');
  // into one buffer of that size: what grows on the way takes as much again
  const gray = Buffer.alloc(size);
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(gray, at, size - at, at);
    if (bytesRead === 0) throw new Unreadable('not-decodable');
    at += bytesRead;
  }
  return { width, height, gray };
}

const clone = resolve(import.meta.dirname, '../../../..');
/** The built program with its packages, as the sandbox sees them: links between packages are relative. */
const PROGRAM = '/app/services/pdf-reader/dist/reading/render-pages.js';
const parts = [
  'services/pdf-reader/dist',
  'services/pdf-reader/node_modules',
  'services/pdf-reader/package.json',
  'node_modules/.pnpm',
];
const programFiles = parts.map((path) => ({ hostPath: join(clone, path), seenAs: `/app/${path}` }));

/**
 * Renders every page in the sandbox, one after the other as they are asked for. Throws `Unreadable` for a PDF that nobody can read, `ChildCrashed` for one that
 * kills its reader, `Hung` for one that never ends.
 */
export async function* renderPages(
  sandbox: Sandbox,
  task: Task,
  limits: RenderLimits = defaultLimits,
): AsyncGenerator<RenderedPage, void, undefined> {
  const folder = join(task.scratchDir, 'pages');
  await mkdir(folder, { mode: 0o700 });
  await using child = await sandbox.start({
    program: 'node',
    args: [
      `--max-old-space-size=${limits.memoryMiB}`,
      '--expose-gc',
      // its pages are done one after the other: threads beside it would only cost starting and waiting
      '--single-threaded',
      PROGRAM,
      '/in/source',
      '/work',
      String(DPI),
      String(limits.mostPages),
    ],
    reads: [{ hostPath: task.sourcePath, seenAs: '/in/source' }, ...programFiles],
    writes: { hostPath: folder, seenAs: '/work' },
    limits,
    signal: task.signal,
  });
  child.stdin.end();
  child.stderr.resume();
  // read at once whatever is asked for: a child whose answer nobody takes would count as standing still
  const ready: RenderedPage[] = [];
  let arrived = Promise.withResolvers<void>();
  let isOver = false;
  const reading = pagesFrom(child, folder, (page) => {
    ready.push(page);
    arrived.resolve();
    task.progress({ done: ready.length });
  }).finally(() => {
    isOver = true;
    arrived.resolve();
  });
  reading.catch(() => undefined);
  for (;;) {
    const page = ready.shift();
    if (page) yield page;
    else if (isOver) break;
    else {
      await arrived.promise;
      arrived = Promise.withResolvers<void>();
    }
  }
  await reading;
  const exit = await child.exit;
  if (exit === 3) throw new Unreadable('encrypted');
  if (exit === 4) throw new Unreadable('not-decodable');
  if (exit === 5) throw new Unreadable('too-large');
  if (exit !== 0) throw new ChildCrashed({ detail: 'render-pages' });
}

async function pagesFrom(child: SandboxChild, folder: string, onPage: (page: RenderedPage) => void): Promise<void> {
  const unfinished: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) throw new Unreadable('too-large');
    const end = chunk.lastIndexOf(10);
    unfinished.push(chunk.subarray(0, end + 1));
    if (end >= 0)
      for (const line of Buffer.concat(unfinished.splice(0)).toString('utf8').split('\n').slice(0, -1))
        onPage(pageOf(line, folder));
    unfinished.push(chunk.subarray(end + 1));
  }
}

function pageOf(line: string, folder: string): RenderedPage {
  const { page, width, height, coloured, pieces } = Line.parse(JSON.parse(line));
  const path = join(folder, `${page}.gray`);
  const colour = coloured ? { colour: { path: join(folder, `${page}.rgb`), width, height } } : {};
  return { file: { path, width, height, ...colour }, pieces };
}
