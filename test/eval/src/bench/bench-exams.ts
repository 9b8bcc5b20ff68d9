import { join as pathOf } from 'node:path';
import { smallExam } from '../video/small-exam.js';
import { ffmpeg, join } from '../ffmpeg.js';

export const BENCH_SEED = 31;
const LAYOUT = 'hd-octagon-right';
const WINDOW_SECONDS = 5;

/** Writes exams of any length at the price of two pieces of five seconds: one with, one without writing in the picture. */
export async function benchExams(folder: string, seed: number) {
  const [plain, written] = [pathOf(folder, 'plain.mp4'), pathOf(folder, 'written.mp4')];
  const common = { seed, seconds: WINDOW_SECONDS, layout: LAYOUT, keyEvery: 125 } as const;
  await smallExam({ ...common, path: plain, happening: 'panel-alone' });
  await smallExam({ ...common, path: written, happening: 'opaque' });
  return async (seconds: number, share: number): Promise<BenchExam> => {
    const windows = Math.max(1, Math.round(seconds / WINDOW_SECONDS));
    const count = share === 0 ? 0 : Math.max(1, Math.round(windows * share));
    // spread evenly, as text comes and goes
    const parts = Array.from({ length: windows }, (_, i) =>
      Math.floor(((i + 1) * count) / windows) > Math.floor((i * count) / windows) ? written : plain,
    );
    const path = pathOf(folder, `exam-${windows}-${count}.mp4`);
    await join(pathOf(folder, 'list.txt'), parts, path);
    return { path, windows, writtenWindows: parts.flatMap((part, i) => (part === written ? [i] : [])) };
  };
}

export interface BenchExam {
  readonly path: string;
  readonly windows: number;
  /** Those of them that show writing in the picture. */
  readonly writtenWindows: readonly number[];
}

/** Black beside the picture of the layout, in even pixels of 1920x1080, and one box over the writing. */
const BESIDE = ['0:0:550:1080', '1896:0:24:1080', '550:0:1346:10', '550:1070:1346:10'];
const WRITING = '800:500:700:90';

/** The settings of the levels' encoder, with nothing else around it. */
const ENCODER = [
  ...['-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
  ...['-g', '125', '-x264-params', 'open-gop=0', '-maxrate', '20M', '-bufsize', '40M', '-movflags', '+faststart'],
];

/** What any solution has to pay: decode, draw the same boxes, encode with the same settings. */
export async function bareEncode({ path, writtenWindows }: BenchExam, target: string): Promise<void> {
  const box = (at: string) =>
    `drawbox=${at
      .split(':')
      .map((value, i) => `${'xywh'[i]}=${value}`)
      .join(':')}:color=black:t=fill`;
  const when = writtenWindows.map((window) => `between(n,${window * 125},${window * 125 + 124})`).join('+');
  const filters = [...BESIDE.map(box), ...(when ? [`${box(WRITING)}:enable='${when}'`] : [])];
  await ffmpeg('-i', path, '-vf', filters.join(','), ...ENCODER, target);
}
