import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DestinationName, ItemId, PublicationId } from '@endoveil/contracts';
import { startStack } from '@endoveil/embedded';
import { expect, it } from 'vitest';
import { checkFolder } from '../release/check-release.js';
import type { DestinationConfig } from '../config.js';
import { CuttingProxy } from '../destinations/cutting-proxy.js';
import { fast, PublisherRig } from './publisher-rig.js';

const main = resolve(import.meta.dirname, '../../../cli/dist/main.js');
const ITEMS = Number(process.env['ENDOVEIL_LONG_ITEMS'] ?? 1000);
const ROUNDS = Number(process.env['ENDOVEIL_LONG_ROUNDS'] ?? 1000);
const MINUTES_MS = 60_000;

/** Does `work` so often, some of it side by side. */
async function times<T>(count: number, lanes: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) results.push(await work(next++));
    }),
  );
  return results;
}

/** Publishers as a deployment runs them, each of which may be killed at any moment and comes back. */
class Publishers implements AsyncDisposable {
  private readonly children: ChildProcess[] = [];
  kills = 0;

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  start(): void {
    const child = spawn(process.execPath, [main, 'serve'], { stdio: 'ignore', env: this.environment });
    this.children.push(child);
  }

  /** As power would: no word, no clean-up. */
  killOne(): void {
    const child = this.children.shift();
    child?.kill('SIGKILL');
    this.kills += 1;
    this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL');
  }
}

it(
  `${2 * ITEMS} publications: cut lines, killed publishers, a full disk, refusals; each once, each read back`,
  { timeout: 40 * MINUTES_MS },
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'long-'));
    const stack = await startStack({ dir, dieWithParent: true, durable: false });
    await using rig = await PublisherRig.start({ ...fast, leaseSeconds: 5, beatSeconds: 1 }, stack.postgres);
    let calm = false;
    await using line = await CuttingProxy.start(rig.sshd.port, () => {
      const dice = calm ? 1 : Math.random();
      if (dice < 0.05) return { refuse: true };
      if (dice < 0.6) return { cutAfterBytes: Math.floor(Math.random() * 250_000) };
      return dice < 0.7 ? { bytesPerSecond: 300_000 } : {};
    });
    const folder = await rig.folder('folder', { parallel: 3, automatic: true });
    const sftp = await rig.sftp('sftp', { parallel: 4, automatic: true, port: line.port });
    const isRoot = process.getuid?.() === 0;
    if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${ITEMS * 80 + 4096}k`, 'tmpfs', folder.path]);
    try {
      const startedAt = performance.now();
      await times(ITEMS, 8, () => rig.approved(randomBytes(5_000 + Math.floor(Math.random() * 45_000))));
      const madeAt = performance.now();
      await using publishers = new Publishers({
        PATH: process.env['PATH'] ?? '',
        ENDOVEIL_DATABASE_URL: stack.postgres.url,
        ENDOVEIL_NATS_URL: stack.nats.url,
        ENDOVEIL_REDIS_URL: stack.redis.url,
        ENDOVEIL_ZONES_DIR: join(rig.dir, 'zones'),
        ENDOVEIL_SITE_KEY_FILE: join(rig.dir, 'site-key'),
        ENDOVEIL_DESTINATIONS: JSON.stringify([folder, sftp]),
        ENDOVEIL_PUBLISH_POLL_SECONDS: '0.2',
        ENDOVEIL_TIMING: JSON.stringify({ leaseSeconds: 5, beatSeconds: 1, retryCurveSeconds: fast.retryCurveSeconds }),
        ENDOVEIL_METRICS_PORT: '0',
        ENDOVEIL_LOG_LEVEL: 'silent',
        SERVICE: 'publisher',
      });
      for (let i = 0; i < 3; i += 1) publishers.start();
      let again = 0;
      let fullEpisodes = 0;
      let killedAt = 0;
      let fullUntil = 0;
      const ballast = join(folder.path, 'ballast');
      for (let turn = 1; ; turn += 1) {
        await wait(1_000);
        const states = [await rig.states(folder.name), await rig.states(sftp.name)];
        const published = (states[0]!['PUBLISHED'] ?? 0) + (states[1]!['PUBLISHED'] ?? 0);
        if (turn % 30 === 0) console.log(JSON.stringify(states), `${publishers.kills} kills, ${line.cuts} cuts`);
        if (published === 2 * ITEMS) break;
        for (const { publicationId } of await rig.ledger.listPublications({ state: 'FAILED_FINAL', limit: 500 })) {
          await rig.ledger.publishAgain({ publicationId, actor: 'operator' });
          again += 1;
        }
        calm = published > 1.9 * ITEMS;
        // by progress, not by time: on a slow machine they would be killed before they have begun
        if (!calm && published > killedAt + ITEMS / 30) {
          publishers.killOne();
          killedAt = published;
        }
        if (isRoot && fullEpisodes === 0 && published > ITEMS / 4) {
          await writeFile(ballast, Buffer.alloc((ITEMS * 80 + 8192) * 1024)).catch(() => (fullEpisodes += 1));
          fullUntil = turn + 5;
        }
        if (turn === fullUntil) await rm(ballast, { force: true });
      }
      const seconds = Math.round((performance.now() - madeAt) / 1000);
      const figures = await figuresOf(rig, [folder, sftp]);
      const [folders, servers] = [
        await checkFolder(folder.path, rig.publicKey),
        await checkFolder(sftp.path, rig.publicKey),
      ];
      console.log(
        JSON.stringify({
          ...figures,
          kills: publishers.kills,
          cuts: line.cuts,
          refusals: line.refusals,
          fullEpisodes,
          sentAgainByAPerson: again,
          secondsToMake: Math.round((madeAt - startedAt) / 1000),
          seconds,
        }),
      );
      const whole = { releases: ITEMS, files: 3 * ITEMS, faults: [] };
      expect([folders, servers]).toEqual([whole, whole]);
      expect(figures).toMatchObject({
        publications: 2 * ITEMS,
        publishedOnce: 2 * ITEMS,
        receiptsReadBack: 2 * ITEMS,
        unasked: 0,
      });
    } finally {
      if (isRoot) execFileSync('umount', ['-l', folder.path]);
      await stack.stop();
      await rm(dir, { recursive: true, force: true });
    }
  },
);

/** Read from the record: how often each was published, and what was asked after an outcome nobody knew. */
async function figuresOf(rig: PublisherRig, destinations: readonly DestinationConfig[]) {
  const figures = {
    publications: 0,
    publishedOnce: 0,
    receiptsReadBack: 0,
    attempts: 0,
    unknownOutcomes: 0,
    lostPublishers: 0,
    asked: 0,
    unasked: 0,
  };
  const faults: Record<string, number> = {};
  for (const { name } of destinations) {
    for (const one of await every(rig, name)) {
      const attempts = await rig.ledger.listPublicationAttempts(one.publicationId);
      figures.publications += 1;
      figures.attempts += attempts.length;
      const published = attempts.filter(({ ending }) => ending === 'published');
      if (published.length === 1) figures.publishedOnce += 1;
      if (published.every(({ digest }) => digest === one.artifactHash)) figures.receiptsReadBack += 1;
      for (const [i, { task, ending, fault }] of attempts.entries()) {
        if (fault) faults[fault] = (faults[fault] ?? 0) + 1;
        if (task === 'ask') figures.asked += 1;
        const dark = ending === 'lost' || fault === 'unknown-outcome';
        if (fault === 'unknown-outcome') figures.unknownOutcomes += 1;
        if (ending === 'lost') figures.lostPublishers += 1;
        if (dark && attempts[i + 1]?.task !== 'ask') figures.unasked += 1;
      }
    }
  }
  return { ...figures, faults };
}

async function every(rig: PublisherRig, destination: DestinationName) {
  const all = [];
  for (let after: PublicationId | undefined; ;) {
    const page = await rig.ledger.listPublications({ destination, limit: 500, ...(after ? { after } : {}) });
    all.push(...page);
    after = page.at(-1)?.publicationId;
    if (!after || page.length < 500) return all;
  }
}

it(
  `revoked while it is published, ${ROUNDS} times: nothing is out without an approval`,
  { timeout: 40 * MINUTES_MS },
  async () => {
    await using rig = await PublisherRig.start();
    const destination = await rig.folder('race', { parallel: 4 });
    await using publishing = rig.publishing([destination], { pollSeconds: 0.005 }).start();
    const outOf = async (itemId: ItemId) => (await rig.ledger.listPublications({ itemId }))[0]!;
    const ends = await times(ROUNDS, 6, async () => {
      const itemId = await rig.approved(randomBytes(2_000));
      await rig.plan(itemId, destination.name);
      publishing.wake();
      await wait(Math.random() * 120);
      await rig.ledger.revoke(await rig.seen(itemId));
      let state = '';
      while (!['PUBLISHED', 'PLANNED', 'QUEUED'].includes(state)) {
        await wait(20);
        ({ state } = await outOf(itemId));
      }
      const { publicId } = await outOf(itemId);
      const names = (await readdir(destination.path)).filter((name) => name.includes(publicId)).length;
      const actions = (await rig.ledger.showItem(itemId))!.history.map(({ action }) => action);
      const [out, revoked] = [actions.indexOf('publication-published'), actions.indexOf('revoke')];
      const begun = actions.includes('publication-uploading');
      const good = state === 'PUBLISHED' ? names === 3 && out >= 0 && out < revoked : names === 0 && out < 0;
      return { good, end: state === 'PUBLISHED' ? 'published' : begun ? 'takenBack' : 'neverSent' };
    });
    const count = (end: string) => ends.filter((one) => one.end === end).length;
    const wrong = ends.filter(({ good }) => !good).length;
    console.log(
      JSON.stringify({
        rounds: ROUNDS,
        publishedBefore: count('published'),
        takenBack: count('takenBack'),
        neverSent: count('neverSent'),
        wrong,
      }),
    );
    expect(wrong).toBe(0);
  },
);
