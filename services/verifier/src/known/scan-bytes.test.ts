import { describe, expect, it } from 'vitest';
import { inMemory } from './file-bytes.js';
import { KnownNeedles } from './known-needles.js';
import { scanBytes } from './scan-bytes.js';

const needles = new KnownNeedles([{ name: 'last-name', value: 'Kranzbichler' }]);
const task = { signal: AbortSignal.timeout(10_000), progress: () => undefined } as unknown as Parameters<
  typeof scanBytes
>[2];
const scan = (bytes: Buffer, piece: number) => scanBytes(inMemory(bytes), needles, task, piece);

describe('bytes, a piece at a time', () => {
  it.each([0, 1, 57, 63, 64, 65, 100, 300])('a value at %i is found, wherever pieces end', async (at) => {
    const bytes = Buffer.alloc(400, 1);
    bytes.write('Kranzbichler', at);
    expect(await scan(bytes, 64)).toMatchObject({ outcome: 'failed', reason: 'leak-found' });
  });

  it('nothing to find: all bytes were covered', async () => {
    expect(await scan(Buffer.alloc(400, 1), 64)).toMatchObject({ outcome: 'passed', covered: 400, planned: 400 });
  });

  it('a file that ends early was not searched', async () => {
    const short = { size: 400, at: inMemory(Buffer.alloc(300)).at };
    await expect(scanBytes(short, needles, task, 64)).rejects.toThrow('early');
  });
});
