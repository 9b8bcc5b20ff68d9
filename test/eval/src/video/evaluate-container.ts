import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, tesseractPool } from '@endoveil/media';
import { leaksIn } from './canaries.js';
import { encodeStep } from './encode-step.js';
import { type Gate, rateOf } from '../gates.js';
import { attempt, levelUnderTest } from '../level-under-test.js';
import { evidenceOf, PLANTED_WORD, plantedChannels } from './planted-channels.js';
import { smallExam } from './small-exam.js';
import type { Table } from '../tables.js';

export interface ChannelResult {
  readonly file: string;
  readonly way: 'encode step' | 'whole level';
  /** What the scanner finds in the file before: nothing means that the proof proves nothing. */
  readonly before: readonly string[];
  readonly state: string;
  /** What is left afterwards. A missing output counts as everything. */
  readonly left: readonly string[];
}

export interface ContainerReport {
  readonly results: readonly ChannelResult[];
  readonly gates: readonly Gate[];
}

/** Every channel of a container: through the encode step for the folder's files, through the whole level for planted ones. */
export async function evaluateContainer(folder: string, onFile: (done: number) => void): Promise<ContainerReport> {
  const work = await mkdtemp(join(tmpdir(), 'endoveil-container-'));
  try {
    const results: ChannelResult[] = [];
    for (const file of (await readdir(folder)).filter((name) => /\.(mp4|mkv|mov)$/.test(name)).sort()) {
      results.push(await throughEncodeStep(join(folder, file), file, work));
      onFile(results.length);
    }
    await using ocr = tesseractPool();
    const level = levelUnderTest('frame-cleaning', bubblewrap(), ocr);
    const base = join(work, 'base.mp4');
    await smallExam({ path: base, seed: 11, seconds: 2, happening: 'panel-alone' });
    for (const [channel, plant] of Object.entries(plantedChannels)) {
      const planted = await plant(base, work);
      const before = await leaksIn(planted);
      const after = await attempt(level, planted, async ({ ending }) => ({
        state: ending.state === 'anonymized' ? ending.state : `${ending.state} (${ending.reason})`,
        left: ending.state === 'anonymized' ? await leaksIn(ending.artifact) : before,
      }));
      results.push({ file: channel, way: 'whole level', before, ...after });
      onFile(results.length);
    }
    return { results, gates: gatesOf(results) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function throughEncodeStep(path: string, file: string, work: string): Promise<ChannelResult> {
  const before = await leaksIn(path);
  const scratch = await mkdtemp(join(work, 'encode-'));
  const output = await encodeStep(bubblewrap(), path, scratch).catch(() => undefined);
  return {
    file,
    way: 'encode step',
    before,
    state: output ? 'encoded' : 'no output',
    left: output ? await leaksIn(output) : before,
  };
}

function gatesOf(results: readonly ChannelResult[]): Gate[] {
  const leaking = results.filter(({ left }) => left.length > 0);
  const unplanted = results.filter(({ file, before }) => !before.includes(evidenceOf[file] ?? PLANTED_WORD));
  return [
    { name: 'nothing left', holds: leaking.length === 0, detail: `${rateOf(leaking.length, results.length)} files` },
    {
      name: 'everything was there before',
      holds: unplanted.length === 0,
      detail: unplanted.map(({ file }) => file).join(', ') || 'yes',
    },
  ];
}

export const tableOfChannels = ({ results }: ContainerReport): Table => ({
  headline: ['CHANNEL', 'WAY', 'ENDED', 'BEFORE', 'LEFT'],
  rows: results.map(({ file, way, state, before, left }) => [
    file,
    way,
    state,
    before.join(', '),
    left.join(', ') || '0',
  ]),
});
