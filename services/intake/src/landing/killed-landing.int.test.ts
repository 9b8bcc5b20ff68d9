import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { intakeRig } from '../intake-rig.js';

/** Lands one file in a process of its own, from the built code. */
const script = `
  const [drop, zones, key, dieAfterBytes] = process.argv.slice(1);
  const { LandFile } = await import('./dist/index.js');
  const { MemoryLandings } = await import('./dist/intake-rig.js');
  const { loadSiteKey, openStorage } = await import('@endoveil/storage');
  const { MemoryLockServer } = await import('@endoveil/locks');
  const storage = await openStorage({ zonesDir: zones, siteKey: await loadSiteKey(key) });
  if (dieAfterBytes) {
    const put = storage.blobs.put.bind(storage.blobs);
    storage.blobs.put = (source, wrapped) => put((async function* () {
      let bytes = 0;
      for await (const chunk of source) {
        yield chunk;
        bytes += chunk.length;
        if (bytes >= Number(dieAfterBytes)) process.kill(process.pid, 'SIGKILL');
      }
    })(), wrapped);
  }
  const landFile = new LandFile(storage, new MemoryLandings(), new MemoryLockServer().open(),
    { afterLanding: 'delete', hashTwice: true, keepFreeBytes: 0, lockMs: 1000 });
  await landFile.land({ root: drop, segments: [Buffer.from('exam.mp4')], center: 'main', processor: 'unknown', caseName: null });
`;

it.each([
  ['in mid copy', '', '1500000'],
  ['after the link', 'intake.after-link', ''],
])('loses nothing and leaves nothing when it is killed %s', async (_, failpoint, dieAfterBytes) => {
  await using rig = await intakeRig();
  const bytes = randomBytes(3_000_000);
  const zones = join(rig.dir, 'zones');
  await writeFile(join(rig.drop, 'exam.mp4'), bytes);
  const killed = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, rig.drop, zones, join(rig.dir, 'site.key'), dieAfterBytes],
    {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, ENDOVEIL_FAILPOINT: failpoint },
      encoding: 'utf8',
    },
  );
  expect(killed.signal, killed.stderr).toBe('SIGKILL');
  expect(await readdir(rig.drop)).toEqual(['exam.mp4']);
  const left = [...(await readdir(join(zones, 'landing'))), ...(await readdir(join(zones, 'sensitive')))];
  expect(left).toHaveLength(1);

  const source = {
    root: rig.drop,
    segments: [Buffer.from('exam.mp4')],
    center: 'main',
    processor: 'unknown',
    caseName: null,
  };
  expect(await rig.landFile({ afterLanding: 'delete' }).land(source)).toMatchObject({ outcome: 'landed' });
  expect((await rig.landed())[0]!.bytes.equals(bytes)).toBe(true);
  expect(await readdir(rig.drop)).toEqual([]);

  const named = async (ids: Parameters<typeof rig.ledger.namedBlobs>[0]) => rig.ledger.namedBlobs(ids);
  expect(await rig.storage.collectOrphans(named)).toBe(0);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  for (const zone of ['landing', 'sensitive'])
    for (const name of await readdir(join(zones, zone))) await utimes(join(zones, zone, name), yesterday, yesterday);
  expect(await rig.storage.collectOrphans(named)).toBe(1);
  expect((await rig.landed())[0]!.bytes.equals(bytes)).toBe(true);
});
