import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeUnreadableReport } from '@endoveil/testing';
import { BlobId } from '@endoveil/contracts';
import { loadSiteKey, openStorage } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

it('bad input is told apart, in plain words, and every original is kept', async () => {
  await using house = await HouseRig.start();
  await house.serve(everyService);
  const folder = await mkdtemp(join(tmpdir(), 'bad-'));
  const at = (name: string) => join(folder, name);
  const exam = await aShortExam(31);
  const video = await readFile(exam.video);
  await writeFile(at('empty.mp4'), '');
  await writeFile(at('cut.mp4'), video.subarray(0, Math.floor(video.length / 3)));
  await writeFile(at('report.pdf'), video);
  await writeFile(at('playlist.mp4'), '#EXTM3U\n#EXTINF:1,\n/etc/passwd\n');
  execFileSync('qpdf', ['--encrypt', 'secret', 'secret', '256', '--', exam.report, at('locked.pdf')]);
  await makeUnreadableReport(at('noise.pdf'));
  const expected: Readonly<Record<string, readonly [string, string]>> = {
    'empty.mp4': ['quarantined', 'empty-file'],
    'cut.mp4': ['quarantined', 'not-decodable'],
    'report.pdf': ['quarantined', 'extension-mismatch'],
    'playlist.mp4': ['quarantined', 'playlist-refused'],
    'locked.pdf': ['quarantined', 'encrypted'],
    'noise.pdf': ['held', 'text-unreadable'],
  };
  for (const name of Object.keys(expected)) await house.drop(at(name), `${name}-case/${name}`);
  const items = await house.settled(Object.keys(expected).length, 200);
  expect(items.map(({ state, reason }) => `${state} ${reason}`).toSorted()).toEqual(
    Object.values(expected)
      .map((pair) => pair.join(' '))
      .toSorted(),
  );

  const storage = await openStorage({
    zonesDir: join(house.home, 'zones'),
    siteKey: await loadSiteKey(join(house.home, 'site-key')),
  });
  const { rows } = await house.query<{ blob: string; wrapped_key: Buffer }>(
    'select blob, wrapped_key from ledger.item',
  );
  const kept = await Promise.all(
    rows.map(({ blob, wrapped_key: key }) => storage.blobs.bytes(BlobId.parse(blob), key)),
  );
  for (const name of Object.keys(expected)) {
    const source = await readFile(at(name));
    expect(
      kept.some((bytes) => bytes.equals(source)),
      name,
    ).toBe(true);
  }

  const held = items.find(({ state }) => state === 'held')!;
  expect(held).toMatchObject({
    artifactHash: null,
    reasonText: expect.stringContaining('OCR'),
    next: expect.stringContaining('Scan it again'),
  });
  const retried = await house.post(`/v1/items/${held.itemId}/retry`);
  expect(retried.status).toBe(202);
  const again = await house.until(
    'the retry',
    () => house.item(held.itemId),
    ({ runs, state }) => runs.length === 2 && state === 'held',
  );
  expect(again.runs[1]).toMatchObject({ cause: 'retry', current: true, state: 'held' });
  expect((await house.post('/v1/items/00000000-0000-4000-8000-000000000000/retry')).status).toBe(404);

  // what was set apart is told without a name, and destroyed in two steps
  const told = house.command('quarantine', '--json');
  for (const name of Object.keys(expected)) expect(told).not.toContain(name);
  const { items: apart } = JSON.parse(told) as { items: { itemId: string; next: string; attempts: object[] }[] };
  expect(apart.map(({ attempts }) => attempts.length)).toEqual([1, 1, 1, 1, 1]);
  const json = (...args: string[]) => JSON.parse(house.command(...args, '--json')) as Record<string, unknown>;
  for (const command of [
    ['quarantine', '--discard', apart[0]!.itemId],
    ['erase', held.itemId],
  ]) {
    const { confirm } = json(...command);
    expect(json(...command, '--confirm', String(confirm))).toMatchObject({ state: 'erased' });
  }
  const gone = rows.length - 2;
  const left = await house.query<{ blob: string }>(`select blob from ledger.item where state <> 'erased'`);
  expect(left.rows).toHaveLength(gone);
  const destroyed = rows.filter(({ blob }) => !left.rows.some((row) => row.blob === blob));
  for (const { blob, wrapped_key: key } of destroyed)
    await expect(storage.blobs.bytes(BlobId.parse(blob), key)).rejects.toThrow('gone');
  expect(json('restore-check', '--deep')).toMatchObject({ ok: true, items: gone, audit: { whole: true } });
  await house.stop();
});
