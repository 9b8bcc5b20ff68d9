import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { intakeRig, type IntakeRig, mp4Shell } from '../intake-rig.js';
import { WatchFolder, type WatchSettings } from './watch-folder.js';

const settings = (rig: IntakeRig): WatchSettings => ({
  root: rig.drop,
  centers: ['north'],
  defaultCenter: 'main',
  processor: 'unknown',
  scanSeconds: 1,
  quietScans: 2,
  quietSeconds: { complete: 2, openEnded: 30, unfinished: 600, empty: 600 },
  concurrency: 2,
});

/** A folder whose clock the test moves: `pass` is that many quiet seconds with two scans. */
function watched(rig: IntakeRig, change: Partial<WatchSettings> = {}) {
  let nowMs = 0;
  const folder = new WatchFolder(rig.landFile(), { ...settings(rig), ...change }, () => nowMs);
  return {
    folder,
    async pass(seconds: number) {
      await folder.scan();
      nowMs += seconds * 1000;
      return folder.scan();
    },
  };
}

const whole = mp4Shell(randomBytes(400_000));
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(20_000), Buffer.from('\nstartxref\n9\n%%EOF\n')]);

it('waits for quiet, then lands, then leaves it alone', async () => {
  await using rig = await intakeRig();
  const { folder, pass } = watched(rig);
  await writeFile(join(rig.drop, 'exam.mp4'), whole);
  expect((await folder.scan()).waiting).toBe(1);
  expect((await folder.scan()).waiting).toBe(1);
  expect((await pass(2.1)).outcomes).toEqual({ landed: 1 });
  expect((await pass(100)).outcomes).toEqual({});
  expect((await rig.landed())[0]!.bytes.equals(whole)).toBe(true);
});

it.each<[string, (path: string, piece: Buffer, offset: number) => Promise<void>, number]>([
  ['appends', (path, piece) => appendFile(path, piece), 0],
  [
    'fills a file of reserved size',
    async (path, piece, offset) => {
      const file = await open(path, 'r+');
      await file.write(piece, 0, piece.length, offset);
      await file.close();
    },
    whole.length,
  ],
])('never takes half of a file whose writer %s with long pauses', async (_, write, reserved) => {
  await using rig = await intakeRig();
  const { pass } = watched(rig);
  const path = join(rig.drop, 'exam.mp4');
  await writeFile(path, Buffer.alloc(reserved));
  const piece = Math.ceil(whole.length / 20);
  for (let offset = 0; offset < whole.length; offset += piece) {
    await pass(60);
    expect(rig.ledger.landings.size, `at ${offset}`).toBe(0);
    await write(path, whole.subarray(offset, offset + piece), offset);
  }
  await pass(2.1);
  expect((await rig.landed())[0]!.bytes.equals(whole)).toBe(true);
});

it('never takes a file under the name of an unfinished one', async () => {
  await using rig = await intakeRig();
  const { pass } = watched(rig);
  for (const name of ['exam.mp4.part', '.exam.mp4', 'exam.mp4.tmp', '~exam.mp4', 'exam.mp4.crdownload'])
    await writeFile(join(rig.drop, name), whole);
  await pass(10_000);
  expect(rig.ledger.landings.size).toBe(0);
  await rename(join(rig.drop, 'exam.mp4.part'), join(rig.drop, 'exam.mp4'));
  await pass(2.1);
  expect(rig.ledger.landings.size).toBe(1);
});

it.each<[string, Buffer, number]>([
  ['a whole MP4', whole, 2.1],
  ['a whole PDF', pdf, 2.1],
  ['a whole RIFF', riff(0), 2.1],
  ['a whole EBML', ebml(0), 2.1],
  ['an unknown format', randomBytes(5000), 30.1],
  ['an EBML of unknown size', ebml('unknown'), 30.1],
  ['an MP4 without its index', whole.subarray(0, whole.length - 48), 600.1],
  ['an MP4 cut in a box', whole.subarray(0, 1000), 600.1],
  ['a PDF without its end', pdf.subarray(0, 10_000), 600.1],
  ['a cut RIFF', riff(1000), 600.1],
  ['a cut EBML', ebml(1000), 600.1],
  ['zeros at the end', Buffer.concat([randomBytes(5000), Buffer.alloc(5000)]), 600.1],
  ['no bytes', Buffer.alloc(0), 600.1],
])('gives %s its time', async (_, bytes, seconds) => {
  await using rig = await intakeRig();
  const { pass } = watched(rig);
  await writeFile(join(rig.drop, 'file'), bytes);
  await pass(seconds - 0.2);
  expect(rig.ledger.landings.size).toBe(0);
  await pass(0.2);
  expect(rig.ledger.landings.size).toBe(1);
});

it('tells centers from cases by the settings alone', async () => {
  await using rig = await intakeRig();
  const { pass } = watched(rig);
  const files = ['alone.pdf', 'case 1/a.pdf', 'case 1/b/c.pdf', 'north/case 1/d.pdf', 'north/e.pdf'];
  for (const file of files) {
    await mkdir(join(rig.drop, file, '..'), { recursive: true });
    await writeFile(join(rig.drop, file), Buffer.concat([pdf, Buffer.from('\n')]));
  }
  await pass(2.1);
  const of = (name: string) => [...rig.ledger.landings.values()].find(({ names }) => names.fileName === name)!;
  expect([of('a.pdf').center, of('d.pdf').center, of('e.pdf').center]).toEqual(['main', 'north', 'north']);
  expect(of('a.pdf').caseRef).toBe(of('c.pdf').caseRef);
  expect(new Set(['alone.pdf', 'a.pdf', 'd.pdf', 'e.pdf'].map((name) => of(name).caseRef)).size).toBe(4);
  expect(of('c.pdf').names).toEqual({ fileName: 'c.pdf', sourcePath: 'case 1/b/c.pdf', caseName: 'case 1' });
});

it('passes by links, FIFOs and its own folder', async () => {
  await using rig = await intakeRig();
  const { pass } = watched(rig);
  await mkdir(join(rig.drop, '.endoveil', 'imported'), { recursive: true });
  await writeFile(join(rig.drop, '.endoveil', 'imported', 'old.pdf'), pdf);
  await symlink('/etc/hostname', join(rig.drop, 'link'));
  await symlink('/etc', join(rig.drop, 'folder'));
  execFileSync('mkfifo', [join(rig.drop, 'fifo')]);
  const report = await pass(10_000);
  expect(report).toMatchObject({ seen: 0, notFiles: 3, failed: {} });
});

it('says that the folder is away, and goes on when it is back', async () => {
  await using rig = await intakeRig();
  const { folder, pass } = watched(rig);
  await rename(rig.drop, `${rig.drop}-away`);
  expect((await folder.scan()).failed).toEqual({ ENOENT: 1 });
  await rename(`${rig.drop}-away`, rig.drop);
  await writeFile(join(rig.drop, 'exam.mp4'), whole);
  expect((await pass(2.1)).outcomes).toEqual({ landed: 1 });
});

it('tries again what failed', async () => {
  await using rig = await intakeRig();
  const { folder, pass } = watched(rig);
  await writeFile(join(rig.drop, 'exam.mp4'), whole);
  const land = rig.ledger.land.bind(rig.ledger);
  rig.ledger.land = () => Promise.reject(new Error('database away'));
  expect((await pass(2.1)).failed).toEqual({ internal: 1 });
  expect(await readdir(join(rig.dir, 'zones', 'sensitive'))).toEqual([]);
  rig.ledger.land = land;
  expect((await folder.scan()).outcomes).toEqual({ landed: 1 });
});

it('lands whole files only while many writers write in three ways, in two intakes at once', async () => {
  await using rig = await intakeRig();
  const stop = new AbortController();
  const quick = { scanSeconds: 0.05, quietSeconds: { complete: 0.1, openEnded: 60, unfinished: 60, empty: 60 } };
  const intakes = [0, 1].map(() =>
    new WatchFolder(rig.landFile(), { ...settings(rig), ...quick }).run(stop.signal, () => {}),
  );
  const written = new Map<string, Buffer>();
  const writers = Array.from({ length: 18 }, async (_, i) => {
    const bytes = mp4Shell(randomBytes(30_000 + i));
    const path = join(rig.drop, `exam-${i}.mp4`);
    const target = i % 3 === 2 ? `${path}.part` : path;
    written.set(`exam-${i}.mp4`, bytes);
    const file = await open(target, 'w');
    if (i % 3 === 1) await file.truncate(bytes.length);
    for (let offset = 0; offset < bytes.length; offset += 3000) {
      await file.write(bytes.subarray(offset, offset + 3000), 0, null, offset);
      await wait(60 + 15 * (i % 9));
    }
    await file.close();
    if (target !== path) await rename(target, path);
  });
  await Promise.all(writers);
  await vi.waitFor(() => expect(rig.ledger.landings.size).toBe(18), { timeout: 20_000 });
  stop.abort();
  await Promise.all(intakes);
  const landed = await rig.landed();
  expect(landed).toHaveLength(18);
  for (const { fileName, bytes } of landed) expect(bytes.equals(written.get(fileName)!), fileName).toBe(true);
});

function riff(missing: number): Buffer {
  const bytes = Buffer.concat([Buffer.from('RIFF....AVI '), randomBytes(5000)]);
  bytes.writeUInt32LE(bytes.length - 8 + missing, 4);
  return bytes;
}

function ebml(missing: number | 'unknown'): Buffer {
  const body = randomBytes(5000);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(missing === 'unknown' ? 2n ** 57n - 1n : BigInt(body.length + missing) | (1n << 56n));
  if (missing === 'unknown') size[0] = 1;
  return Buffer.concat([
    Buffer.from('1a45dfa38442868101', 'hex').subarray(0, 5),
    Buffer.alloc(4, 1),
    Buffer.from('18538067', 'hex'),
    size,
    body,
  ]);
}

it('lands nothing while it is told to pause, in the middle of a scan too, and goes on by itself', async () => {
  await using rig = await intakeRig();
  let left = 1;
  const { folder, pass } = watched(rig, {
    concurrency: 1,
    paused: async () => (left > 0 ? null : 'space-low'),
  });
  for (const name of ['a', 'b', 'c']) await writeFile(join(rig.drop, `${name}.mp4`), mp4Shell(randomBytes(1000)));
  const { land } = rig.ledger;
  rig.ledger.land = async (landing) => {
    left -= 1;
    return await land.call(rig.ledger, landing);
  };
  expect(await pass(2.1)).toMatchObject({ outcomes: { landed: 1 }, waiting: 2, paused: 'space-low' });
  expect(await pass(2.1)).toMatchObject({ outcomes: {}, paused: 'space-low' });
  expect((await readdir(rig.drop)).sort()).toEqual(['a.mp4', 'b.mp4', 'c.mp4']);
  left = 10;
  expect(await folder.scan()).toMatchObject({ outcomes: { landed: 2 }, paused: null });
});
