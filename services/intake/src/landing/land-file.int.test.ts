import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Landing } from '@endoveil/ledger';
import { expect, it } from 'vitest';
import { intakeRig, type IntakeRig } from '../intake-rig.js';
import type { LandFile } from './land-file.js';

const source = (rig: IntakeRig, ...names: (string | Buffer)[]) => ({
  root: rig.drop,
  segments: names.map((name) => Buffer.from(name as string)),
  center: 'main',
  processor: 'unknown',
  caseName: null,
});
const exists = (path: string) =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
const blobsOf = (rig: IntakeRig) => readdir(join(rig.dir, 'zones', 'sensitive'));

it('lands the bytes, once, and says so after a restart too', async () => {
  await using rig = await intakeRig();
  const bytes = randomBytes(3_000_000);
  await writeFile(join(rig.drop, 'exam.mp4'), bytes);
  const first = await rig.landFile().land(source(rig, 'exam.mp4'));
  expect(first).toMatchObject({ outcome: 'landed', sha256: createHash('sha256').update(bytes).digest('hex') });
  expect(await rig.landed()).toEqual([{ fileName: 'exam.mp4', bytes }]);
  expect(await rig.landFile().land(source(rig, 'exam.mp4'))).toMatchObject({ outcome: 'again' });
  expect(await blobsOf(rig)).toHaveLength(1);
});

it('takes a second name of the same bytes, and the same name with new bytes, as another landing', async () => {
  await using rig = await intakeRig();
  await writeFile(join(rig.drop, 'a.mp4'), 'same');
  await link(join(rig.drop, 'a.mp4'), join(rig.drop, 'b.mp4'));
  const landFile = rig.landFile();
  for (const name of ['a.mp4', 'b.mp4']) await landFile.land(source(rig, name));
  await writeFile(join(rig.drop, 'a.mp4'), 'new bytes');
  await landFile.land(source(rig, 'a.mp4'));
  const landings = [...rig.ledger.landings.values()];
  expect(landings).toHaveLength(3);
  expect(new Set(landings.map((landing) => landing.contentId)).size).toBe(2);
});

it('is landed once by many intakes at the same moment, with locks and without', async () => {
  for (const away of [false, true]) {
    await using rig = await intakeRig();
    rig.lockServer.away = away;
    await writeFile(join(rig.drop, 'exam.mp4'), randomBytes(500_000));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => rig.landFile().land(source(rig, 'exam.mp4'))));
    expect(
      outcomes.filter(({ outcome }) => outcome === 'landed'),
      `away: ${away}`,
    ).toHaveLength(1);
    expect(await blobsOf(rig)).toHaveLength(1);
  }
});

it.each([
  ['spaces  and more', ' a  b .mp4 '],
  ['a newline', 'line\nbreak.mp4'],
  ['an option', '-rf'],
  ['a pattern', '%03d.mp4'],
  ['a protocol', 'concat:a|b.mp4'],
  ['right to left', '\u202Egpj.\u05D0.mp4'],
  ['an encoded parent', '..%2f..%2fetc%2fpasswd'],
  ['a shell', '$(touch x);`id`.mp4'],
  ['255 bytes', `${'ü'.repeat(125)}x.mp4`],
  ['combining marks', 'Mu\u0308ller.mp4'],
])('takes a name with %s as data', async (_, name) => {
  await using rig = await intakeRig();
  await writeFile(join(rig.drop, name), 'x');
  expect(await rig.landFile().land(source(rig, name))).toMatchObject({ outcome: 'landed' });
  const [landed] = await rig.landed();
  expect(landed!.fileName).toBe(name);
  expect(await blobsOf(rig)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
});

it('takes a name that is not UTF-8', async () => {
  await using rig = await intakeRig();
  const name = Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x2e, 0x61, 0x76, 0x69]);
  await writeFile(Buffer.concat([Buffer.from(`${rig.drop}/`), name]), 'x');
  await rig.landFile().land(source(rig, name));
  expect((await rig.landed())[0]!.fileName).toBe('M\\xFCller.avi');
});

it.each(['..', '.', '', 'a/b', 'a\0b'])('makes no path of %j', async (name) => {
  await using rig = await intakeRig();
  await expect(rig.landFile().land(source(rig, name))).rejects.toMatchObject({ code: 'internal' });
});

it('follows no link, neither of a file nor of a folder on the way', async () => {
  await using rig = await intakeRig();
  await mkdir(join(rig.dir, 'elsewhere'));
  await writeFile(join(rig.dir, 'elsewhere', 'secret'), 'secret');
  await symlink(join(rig.dir, 'elsewhere', 'secret'), join(rig.drop, 'link'));
  await symlink(join(rig.dir, 'elsewhere'), join(rig.drop, 'folder'));
  expect(await rig.landFile().land(source(rig, 'link'))).toEqual({ outcome: 'not-a-file' });
  expect(await rig.landFile().land(source(rig, 'folder', 'secret'))).toEqual({ outcome: 'not-a-file' });
  expect(rig.ledger.landings.size).toBe(0);
});

it('opens no FIFO and no folder, and is calm about what vanished', async () => {
  await using rig = await intakeRig();
  execFileSync('mkfifo', [join(rig.drop, 'fifo')]);
  await mkdir(join(rig.drop, 'folder'));
  expect(await rig.landFile().land(source(rig, 'fifo'))).toEqual({ outcome: 'not-a-file' });
  expect(await rig.landFile().land(source(rig, 'folder'))).toEqual({ outcome: 'not-a-file' });
  expect(await rig.landFile().land(source(rig, 'gone'))).toEqual({ outcome: 'vanished' });
});

it('says when it may not read', async () => {
  await using rig = await intakeRig();
  // a write-only setting of the kernel: not even root may open it for reading
  const closed = { ...source(rig, 'compact_memory'), root: '/proc/sys/vm' };
  expect(await rig.landFile().land(closed)).toEqual({ outcome: 'no-access' });
});

/** Runs `meddle` when the copy has begun. */
function meddling(rig: IntakeRig, landFile: LandFile, meddle: () => Promise<void>): LandFile {
  const put = rig.storage.blobs.put.bind(rig.storage.blobs);
  rig.storage.blobs.put = async (bytes, key) => {
    const stored = await put(bytes, key);
    await meddle();
    return stored;
  };
  return landFile;
}

it.each<[string, (path: string) => Promise<void>]>([
  ['grows', async (path) => writeFile(path, 'more', { flag: 'a' })],
  ['is cut', async (path) => truncate(path, 10)],
  [
    'is replaced',
    async (path) => {
      await writeFile(`${path}2`, 'other');
      await rename(`${path}2`, path);
    },
  ],
  ['vanishes', async (path) => rm(path)],
  [
    'changes and has its time set back',
    async (path) => {
      const file = await open(path, 'r+');
      const { atime, mtime } = await file.stat();
      await file.write(Buffer.from('Z'), 0, 1, 5);
      await file.close();
      await utimes(path, atime, mtime);
    },
  ],
])('commits nothing of a file that %s while it is copied', async (_, meddle) => {
  await using rig = await intakeRig();
  const path = join(rig.drop, 'exam.mp4');
  await writeFile(path, randomBytes(100_000));
  expect(await meddling(rig, rig.landFile(), () => meddle(path)).land(source(rig, 'exam.mp4'))).toEqual({
    outcome: 'changed',
  });
  expect(rig.ledger.landings.size).toBe(0);
  expect(await blobsOf(rig)).toEqual([]);
});

it('keeps the blob when the commit happened although its answer was lost', async () => {
  await using rig = await intakeRig();
  await writeFile(join(rig.drop, 'exam.mp4'), 'bytes');
  rig.ledger.failNext = new Error('connection lost');
  await expect(rig.landFile().land(source(rig, 'exam.mp4'))).rejects.toThrow('connection lost');
  expect((await rig.landed())[0]!.bytes.toString()).toBe('bytes');
});

it('lands nothing on a disk that is nearly full', async () => {
  await using rig = await intakeRig();
  await writeFile(join(rig.drop, 'exam.mp4'), 'bytes');
  const landFile = rig.landFile({ keepFreeBytes: Number.MAX_SAFE_INTEGER });
  expect(await landFile.land(source(rig, 'exam.mp4'))).toEqual({ outcome: 'no-space' });
  expect(await blobsOf(rig)).toEqual([]);
});

it('follows no link that somebody put in the place of the folder for landed files', async () => {
  await using rig = await intakeRig();
  const elsewhere = join(rig.dir, 'elsewhere');
  await mkdir(elsewhere);
  for (const [i, link] of [['.endoveil'], ['.endoveil', 'imported']].entries()) {
    await rm(join(rig.drop, '.endoveil'), { recursive: true, force: true });
    await mkdir(join(rig.drop, ...link.slice(0, -1)), { recursive: true });
    await symlink(elsewhere, join(rig.drop, ...link));
    const name = `exam-${i}.mp4`;
    await writeFile(join(rig.drop, name), name);
    expect((await rig.landFile({ afterLanding: 'move' }).land(source(rig, name))).outcome).toBe('landed');
    expect(await readFile(join(rig.drop, name), 'utf8')).toBe(name);
  }
  expect(await readdir(elsewhere)).toEqual([]);
});

it('leaves, moves or deletes the source, as set, and only when it is committed', async () => {
  await using rig = await intakeRig();
  for (const after of ['leave', 'move', 'delete'] as const) {
    const path = join(rig.drop, after);
    await writeFile(path, after);
    rig.ledger.failNext = new Error('not committed');
    await expect(rig.landFile({ afterLanding: after }).land(source(rig, after))).rejects.toThrow('not committed');
    expect(await exists(path), `${after}: before`).toBe(true);
    rig.ledger.landings.clear();
    const landed = await rig.landFile({ afterLanding: after, hashTwice: true }).land(source(rig, after));
    expect(await exists(path), after).toBe(after === 'leave');
    if (after !== 'move') continue;
    const kept = join(rig.drop, '.endoveil', 'imported', (landed as { landingId: string }).landingId, after);
    expect(await readFile(kept, 'utf8')).toBe('move');
  }
});

it('deletes a source that was landed in an earlier life, whatever became of it since, if its bytes are the landed ones', async () => {
  await using rig = await intakeRig();
  const path = join(rig.drop, 'exam.mp4');
  await writeFile(path, 'bytes');
  await rig.landFile().land(source(rig, 'exam.mp4'));
  const [[id, landing]] = [...rig.ledger.landings] as [[string, Landing]];
  const later = rig.landFile({ afterLanding: 'delete' });
  rig.ledger.landings.set(id, { ...landing, contentId: 'f'.repeat(64) });
  expect(await later.land(source(rig, 'exam.mp4'))).toMatchObject({ outcome: 'again' });
  expect(await exists(path)).toBe(true);
  rig.ledger.landings.set(id, landing);
  await later.land(source(rig, 'exam.mp4'));
  expect(await exists(path)).toBe(false);
});
