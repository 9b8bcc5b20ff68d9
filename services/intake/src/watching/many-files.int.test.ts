import { appendFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LandingId } from '@endoveil/contracts';
import { expect, it } from 'vitest';
import type { LandOutcome } from '../landing/land-file.js';
import { WatchFolder } from './watch-folder.js';

const whole = '%PDF-1.7\nstartxref\n9\n%%EOF\n';
const again: LandOutcome = { outcome: 'again', landingId: LandingId.parse('00000000-0000-8000-a000-000000000000') };
const SCAN_SECONDS = 10;
const FIVE_MINUTES = 300;

/** A folder with files that were all taken and have not changed for eleven minutes, by a clock that the test moves. */
async function settledFolder(files: number, inEach: number) {
  const root = await mkdtemp(join(tmpdir(), 'endoveil-many-'));
  const pathOf = (i: number) => join(root, `case-${Math.floor(i / inEach)}`, `exam-${i}.pdf`);
  for (let i = 0; i < files; i += 1) {
    if (i % inEach === 0) await mkdir(join(pathOf(i), '..'));
    await writeFile(pathOf(i), whole);
  }
  let nowMs = 0;
  const taken: string[] = [];
  const land = async ({ segments }: { segments: readonly Uint8Array[] }) => {
    taken.push(segments.map((name) => Buffer.from(name).toString()).join('/'));
    return again;
  };
  const folder = new WatchFolder(
    { land },
    {
      ...{ root, centers: [], defaultCenter: 'main', processor: 'unknown' },
      ...{ scanSeconds: SCAN_SECONDS, quietScans: 2, concurrency: 2, few: 500 },
      quietSeconds: { complete: 5, openEnded: 50, unfinished: 300, empty: 50 },
    },
    () => nowMs,
  );
  const scan = async (secondsLater = SCAN_SECONDS) => {
    nowMs += secondsLater * 1000;
    return await folder.scan();
  };
  await scan();
  await scan();
  expect(taken.length).toBe(files);
  await scan(660);
  await scan();
  taken.length = 0;
  return {
    ...{ root, pathOf, folder, scan, taken },
    /** Scans as in a run; how long it took until something was taken. */
    async secondsUntilTaken() {
      for (let seconds = SCAN_SECONDS; ; seconds += SCAN_SECONDS) {
        await scan();
        if (taken.length > 0 || seconds > 2 * FIVE_MINUTES) return seconds;
      }
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

const MANY = 600;
const layouts = [
  ['in folders of four', 4],
  ['in one folder', MANY],
] as const;

it.each(layouts)('many files that were taken long ago rest, %s', async (_, inEach) => {
  await using drop = await settledFolder(MANY, inEach);
  const { scan, taken } = drop;
  const folders = Math.ceil(MANY / inEach);
  const reports = [];
  for (let seconds = 0; seconds < FIVE_MINUTES; seconds += SCAN_SECONDS) reports.push(await scan());
  for (const { seen, looks } of reports) {
    expect(seen).toBe(MANY);
    // each folder once, and of the rest its share of the turns
    expect(looks).toBeLessThan(folders + MANY / 5);
  }
  // and all of them had their turn
  expect(reports.reduce((sum, { looks }) => sum + looks, 0)).toBeGreaterThanOrEqual(MANY);
  expect(taken).toEqual([]);
});

it.each(layouts)('what is new among many is seen by the next scan, %s', async (_, inEach) => {
  await using drop = await settledFolder(MANY, inEach);
  const { root, pathOf, scan, taken } = drop;
  await writeFile(join(pathOf(0), '..', 'new.pdf'), whole);
  await mkdir(join(root, 'new case'));
  await writeFile(join(root, 'new case', 'first.pdf'), whole);
  expect(await scan()).toMatchObject({ seen: MANY + 2, waiting: 2 });
  await scan();
  expect(taken.toSorted()).toEqual(['case-0/new.pdf', 'new case/first.pdf']);
});

it.each(layouts)('what changes in its place among many is taken again, %s', async (_, inEach) => {
  await using drop = await settledFolder(MANY, inEach);
  const { pathOf, secondsUntilTaken, taken } = drop;
  await appendFile(pathOf(77), whole);
  // its turn, and the quiet after that
  expect(await secondsUntilTaken()).toBeLessThanOrEqual(FIVE_MINUTES + 2 * SCAN_SECONDS);
  expect(taken.map((path) => path.split('/')[1])).toEqual(['exam-77.pdf']);
});

it.each(layouts)('an event brings forward what changed in its place, %s', async (_, inEach) => {
  await using drop = await settledFolder(MANY, inEach);
  const { pathOf, folder, scan } = drop;
  await appendFile(pathOf(77), whole);
  folder.happened(pathOf(77));
  expect((await scan()).waiting).toBe(1);
});

it('what takes the place of another among many is seen, of files and of folders', async () => {
  await using drop = await settledFolder(MANY, 4);
  const { root, pathOf, scan, taken } = drop;
  await writeFile(join(root, '.new'), whole);
  await rename(join(root, '.new'), pathOf(5));
  await mkdir(join(root, '.other'));
  await writeFile(join(root, '.other', 'exam-8.pdf'), whole);
  await rm(join(root, 'case-2'), { recursive: true });
  await rename(join(root, '.other'), join(root, 'case-2'));
  expect(await scan()).toMatchObject({ seen: MANY - 3, waiting: 2 });
  await scan();
  expect(taken.toSorted()).toEqual(['case-1/exam-5.pdf', 'case-2/exam-8.pdf']);
});

it('what is taken away from many and brought back is another file', async () => {
  await using drop = await settledFolder(MANY, 4);
  const { pathOf, scan, taken } = drop;
  await rm(pathOf(9));
  expect((await scan()).seen).toBe(MANY - 1);
  await writeFile(pathOf(9), whole);
  await scan();
  await scan();
  expect(taken).toEqual(['case-2/exam-9.pdf']);
});

it('a folder among many that cannot be entered for a while is told, and gone through again', async () => {
  await using drop = await settledFolder(MANY, 4);
  const { root, scan, taken } = drop;
  await rename(join(root, 'case-3'), join(root, '.aside'));
  expect(await scan()).toMatchObject({ seen: MANY - 4, unfinished: 1 });
  await rename(join(root, '.aside'), join(root, 'case-3'));
  expect(await scan()).toMatchObject({ seen: MANY, waiting: 4 });
  await scan();
  expect(taken.length).toBe(4);
});

it('few files never rest', async () => {
  await using drop = await settledFolder(40, 4);
  const { root, pathOf, scan } = drop;
  const { looks } = await scan();
  expect(looks).toBeGreaterThanOrEqual(40 + 2 * (await readdir(root)).length);
  await appendFile(pathOf(3), whole);
  expect((await scan()).waiting).toBe(1);
});
