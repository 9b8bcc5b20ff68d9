import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadSiteKey } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { HouseRig } from './house-rig.js';

/** `ENDOVEIL_LONG_DROPS=2000 ENDOVEIL_LONG_PAIRS=200` are the proofs that take minutes. */
const DROPS = Number(process.env['ENDOVEIL_LONG_DROPS'] ?? 240);
const PAIRS = Number(process.env['ENDOVEIL_LONG_PAIRS'] ?? 30);
const AT_ONCE = 40;
const PIECES = 6;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** An MP4 in structure alone, its index at the end as recorders write it. */
function exam(size: number): Buffer {
  const box = (type: string, body: Buffer) => {
    const header = Buffer.alloc(8);
    header.writeUInt32BE(8 + body.length);
    header.write(type, 4, 'latin1');
    return Buffer.concat([header, body]);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('isom0000')),
    box('mdat', randomBytes(size)),
    box('moov', Buffer.alloc(40, 1)),
  ]);
}

async function inPieces(path: string, bytes: Buffer, flags: string, reserve = false): Promise<void> {
  await using file = await open(path, flags);
  if (reserve) await file.truncate(bytes.length);
  const piece = Math.ceil(bytes.length / PIECES);
  for (let offset = 0; offset < bytes.length; offset += piece) {
    await file.write(bytes.subarray(offset, offset + piece), 0, null, offset);
    await wait(30 + Math.random() * 120);
  }
}

type Writer = (drop: string, name: string, bytes: Buffer, outside: string) => Promise<void>;

/** Six ways in which programs put a file there. None says when it has finished. */
const writers: readonly Writer[] = [
  async (drop, name, bytes) => inPieces(join(drop, name), bytes, 'w'),
  // Samba and recorders: the whole size at once, filled afterwards
  async (drop, name, bytes) => inPieces(join(drop, name), bytes, 'w', true),
  async (drop, name, bytes) => {
    await inPieces(join(drop, `${name}.part`), bytes, 'w');
    await rename(join(drop, `${name}.part`), join(drop, name));
  },
  async (drop, name, bytes, outside) => {
    await inPieces(join(outside, name), bytes, 'w');
    await rename(join(outside, name), join(drop, name));
  },
  // a copy that keeps the times of its source, so that the file looks old while it grows
  async (drop, name, bytes) => {
    await using file = await open(join(drop, name), 'w');
    await file.truncate(bytes.length);
    const piece = Math.ceil(bytes.length / PIECES);
    for (let offset = 0; offset < bytes.length; offset += piece) {
      await file.write(bytes.subarray(offset, offset + piece), 0, null, offset);
      await utimes(join(drop, name), 1_000_000_000, 1_000_000_000);
      await wait(30 + Math.random() * 120);
    }
  },
  // stops in the middle for longer than it is waited for, and goes on
  async (drop, name, bytes) => {
    const half = Math.floor(bytes.length / 2);
    await inPieces(join(drop, name), bytes.subarray(0, half), 'w');
    await wait(800);
    await using file = await open(join(drop, name), 'r+');
    await file.write(bytes.subarray(half), 0, null, half);
  },
];

it(
  `${DROPS} drops by six kinds of writers into one folder with two intakes: none torn, none lost, none twice`,
  { timeout: 1_200_000 },
  async () => {
    await using house = await HouseRig.start({ ENDOVEIL_KEEP_FREE_BYTES: '0', ENDOVEIL_QUIET_SECONDS: '0.4' });
    await house.serve(['registry']);
    await Promise.all([house.serve(['intake']), house.serve(['intake'])]);
    const outside = await house.folder('outside');
    const drop = join(house.home, 'drop');
    const written = new Set<string>();
    let next = 0;
    const lane = async () => {
      while (next < DROPS) {
        const i = next++;
        const bytes = exam(20_000 + (i % 17) * 3000);
        written.add(sha256(bytes));
        await writers[i % writers.length]!(drop, `exam-${i}.mp4`, bytes, outside);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const counted = async () =>
      (await house.query<{ count: number }>('select count(*)::int as count from ledger.item')).rows[0]!.count;
    await house.until('all landed', counted, (count) => count >= DROPS, 600);
    // whatever would land twice has two scans to do so
    await wait(2000);
    expect(await counted()).toBe(DROPS);
    const siteKey = await loadSiteKey(join(house.home, 'site-key'));
    const expected = new Set([...written].map((hash) => siteKey.hmac('content-id', hash)));
    const { rows } = await house.query<{ content_id: string }>('select content_id from ledger.item');
    expect(rows.filter(({ content_id: id }) => !expected.has(id))).toEqual([]);
    expect(new Set(rows.map(({ content_id: id }) => id)).size).toBe(DROPS);
  },
);

it(
  `the same file under two names into two intakes at once, ${PAIRS} times: one item each`,
  { timeout: 1_200_000 },
  async () => {
    await using house = await HouseRig.start({ ENDOVEIL_KEEP_FREE_BYTES: '0' });
    const folders = [await house.folder('one'), await house.folder('two')];
    await house.serve(['registry']);
    await Promise.all([
      ...folders.map((folder) => house.serve(['intake'], { ENDOVEIL_WATCH_DIR: folder })),
      ...[1, 2].map(() => house.serve(['lock-and-dedupe'])),
    ]);
    for (let i = 0; i < PAIRS; i += 1) {
      const bytes = randomBytes(5000);
      await Promise.all(
        folders.map(async (folder, n) => {
          await mkdir(join(folder, `case-${i}-${n}`));
          await writeFile(join(folder, `case-${i}-${n}`, `name-${n}.bin`), bytes);
        }),
      );
    }
    const counts = async () =>
      (
        await house.query<{ items: number; sightings: number; open: number }>(
          `select (select count(*) from ledger.item)::int as items, (select count(*) from ledger.sighting)::int as sightings,
           (select count(*) from ledger.item where state <> 'quarantined')::int as open`,
        )
      ).rows[0]!;
    await house.until('all identified', counts, ({ sightings, open }) => sightings === 2 * PAIRS && open === 0, 900);
    expect(await counts()).toEqual({ items: PAIRS, sightings: 2 * PAIRS, open: 0 });
  },
);
