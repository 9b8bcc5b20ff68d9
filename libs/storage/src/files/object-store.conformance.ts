import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { NotStored } from '../errors.js';
import type { ObjectEntry, ObjectStore } from './object-store.js';

const MIB = 1024 * 1024;
const newName = () => randomBytes(16).toString('hex');
const collect = async (source: AsyncIterable<Uint8Array>) => Buffer.concat(await Readable.from(source).toArray());
const from = (...chunks: Uint8Array[]) => Readable.from(chunks);

async function* failing() {
  yield randomBytes(MIB);
  throw new Error('source gone');
}

/** What every adapter of `ObjectStore` must do. */
export function objectStoreConformance(adapter: string, open: () => Promise<ObjectStore>): void {
  describe(`object store: ${adapter}`, () => {
    it('gives back what was put in, in any cut', async () => {
      const store = await open();
      for (const size of [0, 1, MIB - 1, MIB, 3 * MIB + 7]) {
        const name = newName();
        const bytes = randomBytes(size);
        const third = Math.floor(size / 3);
        const outcome = await store.create('sensitive', name, from(bytes.subarray(0, third), bytes.subarray(third)));
        expect(outcome).toBe('created');
        expect((await collect(store.read('sensitive', name))).equals(bytes), `${size} bytes`).toBe(true);
      }
    });

    it('gives any part, both ends included, and no more than there is', async () => {
      const store = await open();
      const name = newName();
      const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
      await store.create('sensitive', name, from(bytes));
      for (const [first, last] of [
        [0, 0],
        [100_000, 299_998],
        [299_999, 299_999],
        [5, 900_000],
      ] as const) {
        const part = await collect(store.read('sensitive', name, { first, last }));
        expect(part.equals(bytes.subarray(first, last + 1)), `${first}-${last}`).toBe(true);
      }
    });

    it('never replaces, also when many create at once', async () => {
      const store = await open();
      const name = newName();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.create('sensitive', name, from(Buffer.alloc(100_000, i)))),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      const bytes = await collect(store.read('sensitive', name));
      expect(bytes.equals(Buffer.alloc(100_000, bytes[0]))).toBe(true);
    });

    it('creates nothing when the source fails in the middle', async () => {
      const store = await open();
      const name = newName();
      await expect(store.create('anonymized', name, failing())).rejects.toThrow('source gone');
      expect(await store.has('anonymized', name)).toBe(false);
      expect(await store.sweepUnfinished(new Date(Date.now() + 1000))).toBe(0);
    });

    it('moves, and moving twice is harmless', async () => {
      const store = await open();
      const name = newName();
      await store.create('sensitive', name, from(Buffer.from('x')));
      expect(await store.move(name, 'sensitive', 'quarantine')).toBe(true);
      expect(await store.move(name, 'sensitive', 'quarantine')).toBe(true);
      expect(await store.has('sensitive', name)).toBe(false);
      expect((await collect(store.read('quarantine', name))).toString()).toBe('x');
      expect(await store.move(newName(), 'sensitive', 'quarantine')).toBe(false);
    });

    it('lists and removes', async () => {
      const store = await open();
      const name = newName();
      await store.create('quarantine', name, from(Buffer.alloc(5)));
      const listed = (await Readable.from(store.list('quarantine')).toArray()) as ObjectEntry[];
      expect(listed.find((entry) => entry.name === name)?.sizeBytes).toBe(5);
      expect(await store.remove('quarantine', name)).toBe(true);
      expect(await store.remove('quarantine', name)).toBe(false);
      await expect(collect(store.read('quarantine', name))).rejects.toBeInstanceOf(NotStored);
    });

    it.each([
      '',
      '..',
      '../../etc/passwd',
      'a/b',
      'A'.repeat(32),
      '0'.repeat(31),
      `${'0'.repeat(32)}\n`,
      '0'.repeat(33),
    ])('refuses the name %j', async (name) => {
      const store = await open();
      await expect(store.create('sensitive', name, from(Buffer.alloc(1)))).rejects.toBeInstanceOf(RangeError);
      await expect(collect(store.read('sensitive', name))).rejects.toBeInstanceOf(RangeError);
      await expect(store.remove('sensitive', name)).rejects.toBeInstanceOf(RangeError);
      await expect(store.move(name, 'sensitive', 'quarantine')).rejects.toBeInstanceOf(RangeError);
    });

    it('knows its free space', async () => {
      expect(await (await open()).freeBytes()).toBeGreaterThan(0);
    });
  });
}
