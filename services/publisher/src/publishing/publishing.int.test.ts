import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DestinationName, PublicationId } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFolder } from '../release/check-release.js';
import { CuttingProxy } from '../destinations/cutting-proxy.js';
import { DestinationError } from '../destinations/destination-error.js';
import { openDestination } from '../destinations/open-destination.js';
import { PublisherRig } from './publisher-rig.js';

/** A thousand of them are run by `publishing.long.test.ts`. */
const ROUNDS = 12;

let rig: PublisherRig;
beforeAll(async () => {
  rig = await PublisherRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

async function until(what: string, holds: () => Promise<boolean>, seconds = 30): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what} did not happen`);
    await wait(20);
  }
}

const allIn = (destination: DestinationName, state: string, count: number) => async () =>
  (await rig.states(destination))[state] === count;

async function of(publicationId: PublicationId) {
  const all = await rig.ledger.listPublications({ limit: 500 });
  return all.find((one) => one.publicationId === publicationId)!;
}

describe('a researcher’s folder', () => {
  it('holds artifact, certificate and manifest and nothing else, and is checked with the public key alone', async () => {
    const destination = await rig.folder('plain');
    const bytes = randomBytes(300_000);
    const publicationId = await rig.plan(await rig.approved(bytes), destination.name);
    {
      await using _ = rig.publishing([destination]).start();
      await until('published', allIn(destination.name, 'PUBLISHED', 1));
    }
    const { publicId } = await of(publicationId);
    const names = await readdir(destination.path);
    expect(names.toSorted()).toEqual(
      ['certificate.json', 'manifest.json', 'mp4'].map((ending) => `${publicId}.${ending}`),
    );
    expect(await readFile(join(destination.path, `${publicId}.mp4`))).toEqual(bytes);
    expect(await checkFolder(destination.path, rig.publicKey)).toEqual({ releases: 1, files: 3, faults: [] });

    const stranger = randomBytes(32);
    expect((await checkFolder(destination.path, stranger)).faults).toMatchObject([{ fault: 'signature' }]);
    await writeFile(join(destination.path, 'notes.txt'), 'x');
    bytes[7] = bytes[7]! ^ 1;
    await writeFile(join(destination.path, `${publicId}.mp4`), bytes);
    expect((await checkFolder(destination.path, rig.publicKey)).faults).toEqual([
      { file: `${publicId}.mp4`, fault: 'altered' },
      { file: 'notes.txt', fault: 'stranger' },
    ]);
  });

  it('loses again what is withdrawn, and nothing else', async () => {
    const destination = await rig.folder('withdrawn');
    const [gone] = await Promise.all([1, 2].map(async () => rig.plan(await rig.approved(), destination.name)));
    await using _ = rig.publishing([destination]).start();
    await until('both published', allIn(destination.name, 'PUBLISHED', 2));
    await rig.ledger.withdraw({ publicationId: gone!, actor: 'steward' });
    await until('one withdrawn', allIn(destination.name, 'WITHDRAWN', 1));
    expect(await checkFolder(destination.path, rig.publicKey)).toMatchObject({ releases: 1, files: 3, faults: [] });
  });

  it('loses again what has failed a verification since', async () => {
    const destination = await rig.folder('failed-since');
    const bytes = randomBytes(20_000);
    await rig.plan(await rig.approved(bytes), destination.name);
    {
      await using _ = rig.publishing([destination]).start();
      await until('published', allIn(destination.name, 'PUBLISHED', 1));
    }
    await rig.verified(bytes, 'failed');
    await using _ = rig.publishing([destination]).start();
    await until('taken back', async () => (await rig.states(destination.name))['PUBLISHED'] === undefined);
    expect(await readdir(destination.path)).toEqual([]);
  });

  it('fills by itself where the site says so', async () => {
    const destination = await rig.folder('automatic', { automatic: true });
    const waiting = await rig.verified();
    await rig.approved();
    await using _ = rig.publishing([destination]).start();
    await until('all approved are out', async () => ((await rig.states(destination.name))['PUBLISHED'] ?? 0) > 0);
    expect(await rig.ledger.listPublications({ itemId: waiting })).toEqual([]);
  });

  it('that holds a stranger’s file under our name ends in a conflict, and the file stays', async () => {
    const destination = await rig.folder('conflict');
    const publicationId = await rig.plan(await rig.approved(), destination.name);
    const { publicId } = await of(publicationId);
    await writeFile(join(destination.path, `${publicId}.mp4`), 'of somebody else');
    await using _ = rig.publishing([destination]).start();
    await until('failed', allIn(destination.name, 'FAILED_FINAL', 1));
    expect(await of(publicationId)).toMatchObject({ fault: 'conflict', attempts: 1 });
    expect(await readFile(join(destination.path, `${publicId}.mp4`), 'utf8')).toBe('of somebody else');
    expect(await readdir(destination.path)).toEqual([`${publicId}.mp4`]);
  });

  it('on a full disk waits for space, and nobody is blamed', async () => {
    const destination = await rig.folder('full');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', destination.path]);
    try {
      await writeFile(join(destination.path, 'ballast'), Buffer.alloc(200 * 1024));
      const publicationId = await rig.plan(await rig.approved(randomBytes(100_000)), destination.name);
      await using _ = rig.publishing([destination]).start();
      await until('it waits', allIn(destination.name, 'RETRY_WAIT', 1));
      expect(await of(publicationId)).toMatchObject({ fault: 'throttled', failures: 0 });
      expect(await readdir(destination.path)).toEqual(['ballast']);
      await rm(join(destination.path, 'ballast'));
      const paused = await rig.ledger.claimPublication({ destination: destination.name, workerId: 'w', parallel: 9 });
      expect((paused as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(50_000);
    } finally {
      execFileSync('umount', [destination.path]);
    }
  });
});

describe('an approval that is revoked while it is published', () => {
  it('leaves nothing behind that is not published, whoever is faster', async () => {
    const destination = await rig.folder('race', { parallel: 4 });
    await using publishing = rig.publishing([destination], { pollSeconds: 0.005 }).start();
    const ends = { published: 0, kept: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const itemId = await rig.approved(randomBytes(2_000));
      const publicationId = await rig.plan(itemId, destination.name);
      publishing.wake();
      await wait(Math.random() * 60);
      const seen = await rig.seen(itemId);
      expect(await rig.ledger.revoke(seen)).toMatchObject({ outcome: 'decided', approved: false });
      await until('it rests', async () => ['PUBLISHED', 'PLANNED', 'QUEUED'].includes((await of(publicationId)).state));
      const { publicId, state } = await of(publicationId);
      const names = (await readdir(destination.path)).filter((name) => name.includes(publicId));
      expect(names, state).toHaveLength(state === 'PUBLISHED' ? 3 : 0);
      const { history } = (await rig.ledger.showItem(itemId))!;
      const actions = history.map(({ action }) => action);
      const [out, revoked] = [actions.indexOf('publication-published'), actions.indexOf('revoke')];
      expect(out >= 0 && out < revoked).toBe(state === 'PUBLISHED');
      ends[state === 'PUBLISHED' ? 'published' : 'kept'] += 1;
    }
    expect(ends.published + ends.kept).toBe(ROUNDS);
  });
});

describe('an SFTP server behind a bad line', () => {
  it('gets every release once, whole, and every unknown outcome is asked for', async () => {
    const COUNT = 24;
    let calm = false;
    await using line = await CuttingProxy.start(rig.sshd.port, () => {
      if (calm) return {};
      const dice = Math.random();
      if (dice < 0.1) return { refuse: true };
      // each is cut in the end: however many hands there are, they cannot bring all over lines that hold
      const cutAfterBytes = Math.floor(5_000 + Math.random() * 150_000);
      return dice < 0.8 ? { cutAfterBytes } : { cutAfterBytes, bytesPerSecond: 2_000_000 };
    });
    const destination = await rig.sftp('cut', { port: line.port, parallel: 4 });
    await Promise.all(
      Array.from({ length: COUNT }, async () => rig.plan(await rig.approved(randomBytes(60_000)), destination.name)),
    );
    await using _ = rig.publishing([destination]).start();
    await until('all are published', async () => {
      const states = await rig.states(destination.name);
      if (line.cuts > 20) calm = true;
      // three counted failures on a line like this: a person says once more
      const failed = await rig.ledger.listPublications({ destination: destination.name, state: 'FAILED_FINAL' });
      for (const { publicationId } of failed) await rig.ledger.publishAgain({ publicationId, actor: 'operator' });
      return states['PUBLISHED'] === COUNT;
    });
    expect(line.cuts).toBeGreaterThan(5);
    expect(await checkFolder(destination.path, rig.publicKey)).toEqual({
      releases: COUNT,
      files: 3 * COUNT,
      faults: [],
    });
  });

  it('that takes the bytes and loses the answer is asked, and nothing is sent again', async () => {
    const destination = await rig.folder('lost-answer');
    const publicationId = await rig.plan(await rig.approved(), destination.name);
    let dark = true;
    let puts = 0;
    const open = () => {
      const real = openDestination(destination);
      return {
        capabilities: () => real.capabilities(),
        probe: (...a: Parameters<typeof real.probe>) => real.probe(...a),
        put: (...a: Parameters<typeof real.put>) => ((puts += 1), real.put(...a)),
        status: (...a: Parameters<typeof real.status>) => real.status(...a),
        finalize: async (...a: Parameters<typeof real.finalize>) => {
          await real.finalize(...a);
          if (!dark) return;
          dark = false;
          // killed between the name and the end of the part
          const last = a[0].files.at(-1)!.name;
          await link(join(destination.path, last), join(destination.path, `.${last}.part`));
          throw new DestinationError('unknown-outcome', 'connection-lost');
        },
        verify: (...a: Parameters<typeof real.verify>) => real.verify(...a),
        withdraw: (...a: Parameters<typeof real.withdraw>) => real.withdraw(...a),
        [Symbol.asyncDispose]: () => real[Symbol.asyncDispose](),
      };
    };
    await using _ = rig.publishing([destination], { open }).start();
    await until('published', allIn(destination.name, 'PUBLISHED', 1));
    expect(puts).toBe(1);
    expect(await checkFolder(destination.path, rig.publicKey)).toEqual({ releases: 1, files: 3, faults: [] });
    expect(
      (await rig.ledger.listPublicationAttempts(publicationId)).map(({ task, ending, fault }) => [task, ending, fault]),
    ).toEqual([
      ['upload', 'failed', 'unknown-outcome'],
      ['ask', 'published', null],
    ]);
  });
});
