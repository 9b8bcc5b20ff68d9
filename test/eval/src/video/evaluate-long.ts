import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, tesseractPool } from '@endoveil/media';
import { encodeFrames, layoutNamed, syntheticExam } from '@endoveil/testing';
import { countFrames, join as joined } from '../ffmpeg.js';
import type { Gate } from '../gates.js';
import { spreadWithin, FLAT } from './legible.js';
import { attempt, type Ending, levelUnderTest, type VideoLevel } from '../level-under-test.js';
import { PlaneFrames } from './plane-frames.js';
import type { Table } from '../tables.js';

export interface LongReport {
  readonly minutes: number;
  readonly frames: number;
  readonly framesOut: number | null;
  /** The frames with writing, and the largest spread of its pixels in the output: above 3 it can be read. */
  readonly writing: { readonly first: number; readonly last: number; readonly text: string };
  readonly state: Ending['state'];
  readonly reason?: string;
  readonly spread: number | null;
  readonly seconds: number;
  readonly gates: readonly Gate[];
}

const PIECE_SECONDS = 10;
const layout = layoutNamed('vga-circle-right');

/** An exam of many minutes, one piece joined again and again, with writing in the picture on three frames of it. */
export async function evaluateLong(options: {
  readonly level: VideoLevel;
  readonly minutes: number;
  readonly seed: number;
}): Promise<LongReport> {
  const { minutes, seed } = options;
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-long-'));
  try {
    const each = PIECE_SECONDS * layout.framesPerSecond;
    const [plain, written, path] = ['plain.mp4', 'written.mp4', 'long.mp4'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await piece(plain, seed, 'control-no-text', each);
    const truth = await piece(written, seed, 'three-frames', each);
    const pieces = Math.round((minutes * 60) / PIECE_SECONDS);
    const at = Math.floor((pieces * 2) / 3);
    await joined(
      join(folder, 'list.txt'),
      Array.from({ length: pieces }, (_, i) => (i === at ? written : plain)),
      path,
    );
    const writing = { first: at * each + truth.first, last: at * each + truth.last, text: truth.text };
    await using ocr = tesseractPool();
    return await attempt(levelUnderTest(options.level, bubblewrap(), ocr), path, async ({ ending, seconds }) => {
      const out = ending.state === 'anonymized' ? ending.artifact : undefined;
      const reason = ending.state === 'anonymized' ? ending.degraded : ending.reason;
      const spread = out ? await widestSpread(out, writing, truth.box) : null;
      const [frames, framesOut] = [await countFrames(path), out ? await countFrames(out) : null];
      const detail = out ? `spread ${spread!.toFixed(1)} of at most ${FLAT}` : 'no output';
      const gates = [
        { name: 'the writing is hidden', holds: spread !== null && spread <= FLAT, detail },
        { name: 'frames agree', holds: frames === framesOut, detail: `${frames} in, ${framesOut ?? 0} out` },
      ];
      return {
        minutes,
        frames,
        framesOut,
        writing,
        state: ending.state,
        ...(reason ? { reason } : {}),
        spread,
        seconds,
        gates,
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of equal options but for what happens, so that the pieces can be joined; answers where the writing is. */
async function piece(path: string, seed: number, happening: 'control-no-text' | 'three-frames', frames: number) {
  const exam = syntheticExam({ seed, happening, layout, frames });
  const seen: { frame: number; text: string; box: readonly [number, number, number, number] }[] = [];
  const [left] = exam.pictureBox;
  function* pixels() {
    let frame = 0;
    for (const { pixels: shown, truth } of exam.frames()) {
      for (const { text, box } of truth.items) if (box[0] >= left) seen.push({ frame, text, box });
      frame += 1;
      yield shown;
    }
  }
  const options = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '20',
    '-g',
    '50',
    '-x264-params',
    'open-gop=0',
    '-pix_fmt',
    'yuv420p',
  ];
  const { width, height } = exam;
  await encodeFrames({ width, height, framesPerSecond: layout.framesPerSecond, frames: pixels() }, options, path);
  const [first, last] = [seen[0], seen.at(-1)];
  return {
    first: first?.frame ?? 0,
    last: last?.frame ?? 0,
    text: first?.text ?? '',
    box: [...(first?.box ?? [0, 0, 0, 0])] as [number, number, number, number],
  };
}

async function widestSpread(
  path: string,
  { first, last }: { first: number; last: number },
  box: [number, number, number, number],
): Promise<number> {
  const [width, height] = layout.stored;
  await using frames = new PlaneFrames(path, width, height, { first, last });
  let widest = 0;
  for (let frame = await frames.next(); frame; frame = await frames.next())
    widest = Math.max(widest, spreadWithin(frame, box));
  if (frames.count !== last - first + 1) return Infinity;
  return widest;
}

export const tableOfLong = (report: LongReport): Table => ({
  headline: ['MINUTES', 'FRAMES', 'WRITING ON', 'ENDED', 'REASON', 'SPREAD', 'SECONDS'],
  rows: [
    [
      ...[
        String(report.minutes),
        `${report.frames}/${report.framesOut ?? 0}`,
        `${report.writing.first} to ${report.writing.last}`,
      ],
      ...[report.state, report.reason ?? '', report.spread?.toFixed(1) ?? '-', report.seconds.toFixed(0)],
    ],
  ],
});
