import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Hung } from '@endoveil/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bubblewrap } from '../sandbox/bubblewrap.js';
import { reusedStream } from './reused-stream.js';
import type { SandboxRun } from '../sandbox/sandbox.js';

const sandbox = bubblewrap();
const BLOCK = 99_991;
/** Each block of other bytes, so that none can be lost, repeated or moved without a trace. */
const WRITES = `const { createHash } = require('crypto');
const block = (i) => Buffer.alloc(${BLOCK}, createHash('sha256').update(String(i)).digest());
const fs = require('fs');
for (let i = 0; i < 200; i += 1) for (let b = block(i), at = 0; at < b.length;) {
  try { at += fs.writeSync(1, b, at); } catch (error) { if (error.code !== 'EAGAIN') throw error; }
}`;
const expected = createHash('sha256');
for (let i = 0; i < 200; i += 1) expected.update(Buffer.alloc(BLOCK, createHash('sha256').update(String(i)).digest()));
const DIGEST = expected.digest('hex');

const writing = (code: string, more: Partial<SandboxRun> = {}): SandboxRun => ({
  program: 'node',
  args: ['-e', code],
  reads: [],
  limits: { memoryMiB: 512, deadlineSeconds: 60 },
  signal: AbortSignal.timeout(60_000),
  writesMuch: true,
  ...more,
});

let dir: string;
let usual: string | undefined;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'reused-'));
  usual = process.env['TMPDIR'];
  process.env['TMPDIR'] = dir;
});
afterAll(async () => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  await rm(dir, { recursive: true, force: true });
});

it.each([
  ['at once', async () => undefined],
  ['by a reader who takes a while with each chunk', async () => await setImmediate()],
])('gives every byte in order, out of one piece of memory: %s', async (_, pause) => {
  const digest = createHash('sha256');
  const memories = new Set<ArrayBufferLike>();
  await using child = await sandbox.start(writing(WRITES));
  for await (const chunk of child.chunks) {
    await pause();
    digest.update(chunk);
    memories.add(chunk.buffer);
  }
  expect(await child.exit).toBe(0);
  expect(digest.digest('hex')).toBe(DIGEST);
  expect(memories.size).toBe(1);
});

it('gives them all the same where no socket can be made', async () => {
  const far = join(dir, 'a-folder-with-a-long-name'.repeat(5));
  await mkdir(far);
  process.env['TMPDIR'] = far;
  try {
    const digest = createHash('sha256');
    await using child = await sandbox.start(writing(WRITES));
    for await (const chunk of child.chunks) digest.update(chunk);
    expect(await child.exit).toBe(0);
    expect(digest.digest('hex')).toBe(DIGEST);
  } finally {
    process.env['TMPDIR'] = dir;
    await rm(far, { recursive: true });
  }
});

it('tells the writer when nobody reads on', async () => {
  const child = await sandbox.start(writing(`${WRITES}\n`));
  for await (const chunk of child.chunks) if (chunk.length > 0) break;
  expect(await child.exit).not.toBe(0);
});

it('ends where the writer is killed, and says how it ended', async () => {
  const abort = new AbortController();
  const child = await sandbox.start(
    writing(`require('fs').writeSync(1, 'up'); setInterval(() => 1, 1000)`, { signal: abort.signal }),
  );
  const read: string[] = [];
  for await (const chunk of child.chunks) {
    read.push(chunk.toString());
    abort.abort(new Error('lease lost'));
  }
  expect(read).toEqual(['up']);
  await expect(child.exit).rejects.toThrow('lease lost');
});

it('takes a writer that reads nothing and says nothing for one that stands still', async () => {
  const limits = { memoryMiB: 512, deadlineSeconds: 30, stallSeconds: 0.5 };
  const child = await sandbox.start(writing(`setInterval(() => 1, 1000)`, { limits }));
  for await (const chunk of child.chunks) expect(chunk.length).toBe(0);
  await expect(child.exit).rejects.toBeInstanceOf(Hung);
});

it('leaves nothing where it was joined', async () => {
  const stream = await reusedStream();
  const child = spawn('true', { stdio: ['ignore', stream.writeEnd, 'ignore'] });
  stream.writeEnd.destroy();
  let bytes = 0;
  for await (const chunk of stream.chunks) bytes += chunk.length;
  expect(bytes).toBe(0);
  expect(child.pid).toBeGreaterThan(0);
  expect(await readdir(dir)).toEqual([]);
});
