import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it, vi } from 'vitest';
import { bubblewrap } from '../sandbox/bubblewrap.js';
import type { Ocr } from './ocr.js';
import { ocrControl } from './ocr-control.js';
import { tesseractBatch } from './tesseract-batch.js';
import { tesseractPool } from './tesseract-pool.js';

function pageSaying(text: string): Uint8Array {
  const canvas = createCanvas(700, 160);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 700, 160);
  context.fillStyle = '#000';
  context.font = '40px "DejaVu Sans"';
  context.fillText(text, 30, 90);
  return canvas.toBuffer('image/png');
}

const never = new AbortController().signal;

describe.each<[string, () => Promise<Ocr>]>([
  ['tesseract.js', async () => tesseractPool()],
  ['tesseract in the sandbox', async () => tesseractBatch(bubblewrap(), await mkdtemp(join(tmpdir(), 'ocr-')))],
])('%s', (_, open) => {
  it('reads every picture in order, with the places of the words', async () => {
    await using ocr = await open();
    const results = await ocr.read(
      [pageSaying('Befund: Ösophagus'), pageSaying('Größe 12 mm')].map((bytes) => ({ bytes })),
      never,
    );
    expect(results.map(({ text }) => text)).toEqual(['Befund: Ösophagus', 'Größe 12 mm']);
    const [word] = results[0]!.words;
    expect(word!.box.x).toBeGreaterThan(20);
    expect(word!.box.x).toBeLessThan(45);
  });

  it('reads its control every time', async () => {
    await using ocr = await open();
    const controls = Array.from({ length: 12 }, () => ocrControl());
    const results = await ocr.read(
      controls.map(({ image }) => ({ bytes: image, layout: 'line' })),
      never,
    );
    for (const [i, control] of controls.entries())
      expect(control.isReadIn(results[i]!.text), results[i]!.text).toBe(true);
  });

  it('stops when it is told to', async () => {
    await using ocr = await open();
    const stop = new AbortController();
    const reading = ocr.read(
      Array.from({ length: 50 }, () => ({ bytes: pageSaying('Befund') })),
      stop.signal,
      () => stop.abort(new Error('enough')),
    );
    await expect(reading).rejects.toThrow('enough');
  });

  it('asks nothing more of an engine that it has ended, however late its answers come', async () => {
    await using ocr = await open();
    const stop = new AbortController();
    const reading = ocr.read(
      Array.from({ length: 50 }, () => ({ bytes: pageSaying('Befund') })),
      stop.signal,
      () =>
        queueMicrotask(() => {
          stop.abort(new Error('enough'));
          busyFor(300);
        }),
    );
    await expect(reading).rejects.toThrow('enough');
    // a promise that nobody looks at fails the run, and would end a service
    await once(new Worker('0', { eval: true }), 'exit');
  });
});

it('keeps nothing in the folder for temporary files, which may be swept while a pool lives', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ocr-'));
  vi.stubEnv('TMPDIR', folder);
  try {
    await using pool = tesseractPool();
    const [read] = await pool.read([{ bytes: pageSaying('Befund') }], never);
    expect(read!.text).toBe('Befund');
    expect(await readdir(folder)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  }
});

/** What a thread does that has no time: in the meantime an engine answers. */
function busyFor(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

it('takes a control for read only when both words are there', () => {
  const control = ocrControl();
  expect(control.isReadIn('')).toBe(false);
  expect(control.isReadIn('Garten Quark')).toBe(false);
});
