import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Destination } from './destination.js';
import type { Release } from '../release/release.js';
import { invented, tryDestination } from './try-destination.js';

/** A real destination under test, and hands that reach behind it. */
export interface DestinationUnderTest {
  open(): Destination;
  /** What lies there, hidden files as well. */
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Buffer>;
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** What every destination must do, whatever stands behind it. */
export function conformsAsDestination(name: string, under: () => DestinationUnderTest): void {
  const aRelease = (bytes = randomBytes(700_000)): Release => invented(randomBytes(16).toString('hex'), bytes);
  const put = { signal: new AbortController().signal };
  const ours = async ({ publicId }: Release) => (await under().names()).filter((one) => one.includes(publicId));

  describe(`${name}, as a destination`, () => {
    it('shows nothing before it is finished, and everything after', async () => {
      await using destination = under().open();
      const release = aRelease();
      expect(await destination.probe(release)).toBe('absent');
      await destination.put(release, put);
      expect((await ours(release)).every((one) => one.startsWith('.'))).toBe(true);
      expect(await destination.probe(release)).toBe('absent');
      await destination.finalize(release);
      expect(await destination.verify(release)).toBe(release.files[0]!.sha256);
      expect((await ours(release)).toSorted()).toEqual(release.files.map((file) => file.name).toSorted());
      expect(await destination.probe(release)).toBe('same');
    });

    it('does the same again without harm, at every step', async () => {
      await using destination = under().open();
      const release = aRelease();
      for (const _ of [1, 2]) {
        await destination.put(release, put);
        await destination.put(release, put);
        await destination.finalize(release);
        await destination.finalize(release);
      }
      expect(await destination.probe(release)).toBe('same');
      await destination.withdraw(release);
      await destination.withdraw(release);
      expect(await ours(release)).toEqual([]);
    });

    it('never puts anything in the place of something else', async () => {
      await using destination = under().open();
      const [early, late] = [aRelease(), aRelease()];
      await under().write(early.files[0]!.name, Buffer.from('of somebody else'));
      await expect(destination.put(early, put)).rejects.toMatchObject({ fault: 'conflict' });
      await destination.put(late, put);
      await under().write(late.files[0]!.name, Buffer.from('of somebody else'));
      await expect(destination.finalize(late)).rejects.toMatchObject({ fault: 'conflict' });
      expect(await destination.probe(late)).toBe('other');
      await destination.withdraw(late);
      for (const release of [early, late])
        expect((await under().read(release.files[0]!.name)).toString()).toBe('of somebody else');
    });

    it('goes on where an earlier try ended', async () => {
      await using destination = under().open();
      const release = aRelease();
      const [file] = release.files;
      const half: Buffer[] = [];
      for await (const chunk of file!.read(0)) half.push(Buffer.from(chunk));
      await under().write(`.${file!.name}.part`, Buffer.concat(half).subarray(0, 300_000));
      expect(await destination.status(release)).toEqual({ keptBytes: 300_000 });
      const asked: number[] = [];
      const watched = { ...file!, read: (from: number) => (asked.push(from), file!.read(from)) };
      await destination.put({ ...release, files: [watched, ...release.files.slice(1)] }, put);
      expect(asked).toEqual([300_000]);
      await destination.finalize(release);
      expect(await destination.verify(release)).toBe(file!.sha256);
    });

    it('keeps no wrong beginning, and no part that is too long', async () => {
      await using destination = under().open();
      const release = aRelease();
      const part = `.${release.files[0]!.name}.part`;
      await under().write(part, Buffer.alloc(1000));
      await expect(destination.put(release, put)).rejects.toMatchObject({ fault: 'integrity' });
      await under().write(part, Buffer.alloc(800_000));
      await destination.put(release, put);
      await destination.finalize(release);
      expect(await destination.probe(release)).toBe('same');
    });

    it('notices bytes that changed, and takes even those back when told so', async () => {
      await using destination = under().open();
      const release = aRelease();
      await destination.put(release, put);
      await destination.finalize(release);
      const [file] = release.files;
      const bytes = Buffer.from(await under().read(file!.name));
      bytes[5000] = bytes[5000]! ^ 1;
      await under().write(file!.name, bytes);
      await expect(destination.verify(release)).rejects.toMatchObject({ fault: 'integrity' });
      await destination.withdraw(release);
      expect(await ours(release)).toEqual([file!.name]);
      await destination.withdraw(release, { evenDamaged: true });
      expect(await ours(release)).toEqual([]);
    });

    it('stops when it is told to', async () => {
      await using destination = under().open();
      const release = aRelease(randomBytes(2_000_000));
      const signal = AbortSignal.timeout(20);
      await expect(destination.put(release, { signal, bytesPerSecond: 200_000 })).rejects.not.toHaveProperty('fault');
      expect(await destination.probe(release)).toBe('absent');
    });

    it('lets two publishers of one release come to one result', async () => {
      await using one = under().open();
      await using two = under().open();
      const release = aRelease();
      await Promise.allSettled([one.put(release, put), two.put(release, put)]);
      await one.put(release, put);
      await Promise.allSettled([one.finalize(release), two.finalize(release)]);
      expect(await two.probe(release)).toBe('same');
    });

    it('passes its own trial', async () => {
      await using destination = under().open();
      expect(await tryDestination(destination)).toSatisfy((trials: { passed: boolean }[]) =>
        trials.every(({ passed }) => passed),
      );
    });
  });
}
