import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KilledUploadRig } from './killed-upload-rig.js';

const KILLS = Number(process.env['ENDOVEIL_LONG_KILLS'] ?? 20);
const SEED = Number(process.env['ENDOVEIL_LONG_SEED'] ?? 1);
/** Kills of one upload. `ENDOVEIL_LONG_KILLS=200` is the proof that takes minutes. */
const EACH = 10;

/** mulberry32: the same places for the same seed. */
function places(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

it(
  `${KILLS} kills of the server at random offsets (seed ${SEED}): every upload ends with the same bytes`,
  { timeout: 3_600_000 },
  async () => {
    await using rig = await KilledUploadRig.start(2);
    const at = places(SEED);
    const outcomes: string[] = [];
    for (let i = 0; i < KILLS / EACH; i += 1) {
      outcomes.push(await rig.upload(2_000_000 + at(30_000_000), EACH, at));
      if (i === 1) await rig.stopRedis();
    }
    expect(outcomes).toEqual(outcomes.map(() => 'equal'));
    expect(await rig.ledger.listItems({ limit: 500 })).toHaveLength(outcomes.length);
    expect(await rig.ledger.uploadsOpen()).toEqual({ count: 0, bytes: 0 });
    const left = await readdir(join(rig.zonesDir, 'landing'));
    // parts of uploads that are landed are the collector's
    console.log(`${rig.kills} kills, ${outcomes.length} uploads, ${left.length} parts left for the collector`);
  },
);
