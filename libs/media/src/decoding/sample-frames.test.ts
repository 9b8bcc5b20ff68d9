import { expect, it } from 'vitest';
import type { VideoFacts } from './frames.js';
import type { PacketTable } from '../probing/packet-table.js';
import { wayOf } from './sample-frames.js';

const facts = { timeBase: [1, 25] } as unknown as VideoFacts;
const packets = (frames: number, group: number, change: Partial<PacketTable> = {}): PacketTable => {
  const times = Array.from({ length: frames }, (_, i) => BigInt(i));
  return { times, keys: times.filter((_, i) => i % group === 0), closed: true, complete: true, ...change };
};

it('takes key frames alone where there are enough of them', () => {
  expect(wayOf(packets(1500, 50), facts)).toBe('key-frames');
  expect(wayOf(packets(45_000, 1), facts)).toBe('key-frames');
});

it('takes some frames from each of a few key frames', () => {
  expect(wayOf(packets(1500, 250), facts)).toBe('from-key-frames');
});

it.each<[string, PacketTable]>([
  ['one key frame', packets(1500, 2000)],
  ['key frames far apart', packets(3000, 400)],
  ['a gap behind the last key frame', packets(1500, 50, { keys: [0n, 50n, 100n, 150n, 200n] })],
  ['open groups', packets(1500, 50, { closed: false })],
  ['packets without times', packets(1500, 50, { complete: false })],
  ['few frames', packets(300, 5)],
])('decodes everything: %s', (_, table) => {
  expect(wayOf(table, facts)).toBe('all-frames');
});
