import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobId } from '@endoveil/contracts';
import { loadSiteKey, openStorage } from '@endoveil/storage';
import { makeUnreadableReport } from '@endoveil/testing';
import { expect, it } from 'vitest';
import { HouseRig } from './house-rig.js';

const CONTENTS = 20;

it('twenty contents, each under two names, two intakes at once: one item and two sightings each, every byte kept', async () => {
  await using house = await HouseRig.start({ ENDOVEIL_CENTERS: '' });
  const folder = await mkdtemp(join(tmpdir(), 'twins-'));
  await makeUnreadableReport(join(folder, 'base.pdf'));
  const base = await readFile(join(folder, 'base.pdf'), 'latin1');
  const sources: Buffer[] = [];
  for (let i = 0; i < CONTENTS; i += 1) {
    // a comment before the end makes every copy another content
    const bytes = Buffer.from(base.replace('%%EOF', `%${randomBytes(8).toString('hex')}\n%%EOF`), 'latin1');
    sources.push(bytes);
    await writeFile(join(folder, `${i}.pdf`), bytes);
  }
  await Promise.all([
    house.serve(['registry', 'lock-and-dedupe']),
    house.serve(['lock-and-dedupe']),
    house.serve(['intake']),
    house.serve(['intake']),
  ]);
  await Promise.all(
    sources.flatMap((_, i) => [
      house.drop(join(folder, `${i}.pdf`), `case-${i}/first.pdf`),
      house.drop(join(folder, `${i}.pdf`), `case-${i}/second.pdf`),
    ]),
  );
  const items = await house.until(
    'every sighting',
    () => house.items(),
    (found) =>
      found.length === CONTENTS && found.every(({ sightings, state }) => sightings === 2 && state === 'accepted'),
  );
  expect(items.every(({ kind }) => kind === 'report')).toBe(true);

  const { rows } = await house.query<{ blob: string; wrapped_key: Buffer }>(
    'select blob, wrapped_key from ledger.item',
  );
  const storage = await openStorage({
    zonesDir: join(house.home, 'zones'),
    siteKey: await loadSiteKey(join(house.home, 'site-key')),
  });
  const stored = await Promise.all(
    rows.map(({ blob, wrapped_key: key }) => storage.blobs.bytes(BlobId.parse(blob), key)),
  );
  const sorted = (all: readonly Buffer[]) => all.map((bytes) => bytes.toString('base64')).toSorted();
  expect(sorted(stored)).toEqual(sorted(sources));
  const attempts = await house.query<{ ending: string }>('select distinct ending from ledger.attempt');
  expect(attempts.rows.map(({ ending }) => ending).filter((ending) => !['done', 'later'].includes(ending))).toEqual([]);
});
