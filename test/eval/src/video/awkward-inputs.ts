import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg, join as joined } from '../ffmpeg.js';
import { smallExam } from './small-exam.js';

/** Makes one file in the folder, from an ordinary exam or by itself; answers its path. */
type Make = (base: string, folder: string) => Promise<string>;

/** Encoded anew. Names end like the container. */
const as =
  (name: string, ...options: readonly string[]): Make =>
  async (base, folder) => {
    const target = join(folder, name);
    await ffmpeg('-i', base, ...options, target);
    return target;
  };
/** The same as drawn by ffmpeg's own sources: no endoscope picture anywhere. */
const drawn =
  (name: string, source: string): Make =>
  async (_, folder) => {
    const target = join(folder, name);
    await ffmpeg('-f', 'lavfi', '-i', `${source}:duration=2`, '-pix_fmt', 'yuv420p', target);
    return target;
  };
const exam =
  (
    name: string,
    happening: 'layout-switch' | 'worklist' | 'paper-label' | 'freeze' | 'picture-in-picture',
    seed = 21,
  ): Make =>
  async (_, folder) => {
    const target = join(folder, name);
    await smallExam({ path: target, seed, seconds: 3, happening });
    return target;
  };
/** A copy whose bytes are changed. */
const spoiled =
  (name: string, spoil: (path: string, size: number) => Promise<void>): Make =>
  async (base, folder) => {
    const target = join(folder, name);
    await writeFile(target, await readFile(base));
    await spoil(target, (await stat(target)).size);
    return target;
  };

async function overwrite(path: string, from: number, length: number, byte = 0xa5): Promise<void> {
  await using file = await open(path, 'r+');
  await file.write(Buffer.alloc(length, byte), 0, length, from);
}

const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];

/** What comes out of capture boxes, recorders, failing disks and other people's converters. */
export const awkwardInputs: Readonly<Record<string, Make>> = {
  'unknown device': async (_, folder) => {
    const target = join(folder, 'unknown.mp4');
    await smallExam({ path: target, seed: 22, seconds: 2, layout: 'xga-octagon-left', happening: 'panel-alone' });
    return target;
  },
  'picture fills the frame': as('full.mp4', '-vf', 'crop=300:280:260:100', ...x264),
  'no picture, black': drawn('black.mp4', 'color=black:size=640x480:rate=25'),
  'no picture, one colour': drawn('blue.mp4', 'color=blue:size=640x480:rate=25'),
  'no picture, a test screen': drawn('bars.mp4', 'smptebars=size=640x480:rate=25'),
  'no picture, noise': as('noise.mp4', '-vf', 'noise=alls=100:allf=t', ...x264),
  'layout switch': exam('switch.mp4', 'layout-switch'),
  'a second layout switch': exam('switch-2.mp4', 'layout-switch', 23),
  'worklist in between': exam('worklist.mp4', 'worklist'),
  'a label before the lens': exam('label.mp4', 'paper-label'),
  'frozen picture': exam('frozen.mp4', 'freeze'),
  'picture in picture': exam('pip.mp4', 'picture-in-picture'),
  'a single frame': as('single.mp4', '-frames:v', '1', ...x264),
  'two frames': as('two.mp4', '-frames:v', '2', ...x264),
  'one frame a second': as('slow.mp4', '-r', '1', ...x264),
  '0 frames a second in the header': as(
    'no-rate.mkv',
    ...x264,
    '-vsync',
    'vfr',
    '-r',
    '1000',
    '-video_track_timescale',
    '1000',
  ),
  'variable frame rate': as(
    'vfr.mp4',
    '-vf',
    "select='not(eq(mod(n,7),3))',setpts='PTS+mod(N,5)*0.004/TB'",
    '-vsync',
    'vfr',
    ...x264,
  ),
  'rotated by 90 degrees': async (base, folder) => {
    const target = join(folder, 'rotated.mp4');
    await ffmpeg('-i', base, '-c', 'copy', '-metadata:s:v', 'rotate=90', target);
    return target;
  },
  'rotated by 180 degrees': async (base, folder) => {
    const target = join(folder, 'rotated-180.mp4');
    await ffmpeg('-i', base, '-c', 'copy', '-metadata:s:v', 'rotate=180', target);
    return target;
  },
  'ten bits': as('10bit.mp4', ...x264, '-pix_fmt', 'yuv420p10le'),
  '4:2:2': as('422.mp4', ...x264, '-pix_fmt', 'yuv422p'),
  '4:4:4': as('444.mp4', ...x264, '-pix_fmt', 'yuv444p'),
  'full range': as('full-range.mp4', ...x264, '-pix_fmt', 'yuvj420p'),
  gray: as('gray.mp4', ...x264, '-pix_fmt', 'gray'),
  HEVC: as('hevc.mp4', '-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error'),
  MJPEG: as('mjpeg.avi', '-c:v', 'mjpeg', '-q:v', '3'),
  'MPEG-2 in a transport stream': as('mpeg2.ts', '-c:v', 'mpeg2video', '-q:v', '3'),
  'MPEG-2 in a program stream': as('mpeg2.mpg', '-c:v', 'mpeg2video', '-q:v', '3'),
  'MPEG-4 in AVI': as('mpeg4.avi', '-c:v', 'mpeg4', '-q:v', '3'),
  'H.264 in Matroska': as('h264.mkv', ...x264),
  'VP9 in WebM': as('vp9.webm', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-frames:v', '25'),
  WMV: as('wmv.wmv', '-c:v', 'wmv2', '-q:v', '3'),
  FLV: as('flv.flv', '-c:v', 'flv', '-q:v', '3'),
  ProRes: as('prores.mov', '-c:v', 'prores', '-profile:v', '2'),
  DV: as('dv.avi', '-vf', 'scale=720:576', '-r', '25', '-c:v', 'dvvideo', '-pix_fmt', 'yuv420p'),
  'two picture streams': as('two-streams.mp4', '-map', '0:v', '-map', '0:v', ...x264, '-filter:v:1', 'negate'),
  'open groups of pictures': as(
    'open-gop.mp4',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-g',
    '12',
    '-x264-params',
    'open-gop=1:bframes=3:b-adapt=0',
  ),
  'one key frame': as('one-key.mp4', ...x264, '-g', '9999'),
  'many B frames': as('bframes.mp4', '-c:v', 'libx264', '-preset', 'veryfast', '-bf', '8', '-x264-params', 'b-adapt=0'),
  interlaced: as(
    'interlaced.mp4',
    '-vf',
    'interlace',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-flags',
    '+ildct+ilme',
  ),
  'odd size': as('odd.mp4', '-vf', 'scale=639:479', ...x264, '-pix_fmt', 'yuv444p'),
  'oblong samples': as('sar.mp4', '-vf', 'scale=480:480,setsar=4/3', ...x264),
  tiny: as('tiny.mp4', '-vf', 'scale=64:48', ...x264),
  'cut off in the middle': spoiled('cut.mp4', async (path, size) => await truncate(path, Math.floor(size / 2))),
  'cut off, transport stream': async (base, folder) => {
    const target = await as('cut.ts', '-c:v', 'mpeg2video', '-q:v', '3')(base, folder);
    await truncate(target, Math.floor((await stat(target)).size * 0.6));
    return target;
  },
  'damaged in the middle': spoiled(
    'damaged.mp4',
    async (path, size) => await overwrite(path, Math.floor(size * 0.4), Math.floor(size * 0.03)),
  ),
  'damaged in the middle, transport stream': async (base, folder) => {
    const target = await as('damaged.ts', '-c:v', 'mpeg2video', '-q:v', '3')(base, folder);
    const { size } = await stat(target);
    await overwrite(target, Math.floor(size * 0.4), Math.floor(size * 0.05));
    return target;
  },
  'header without pictures': spoiled(
    'zeros.mp4',
    async (path, size) => await overwrite(path, 64, Math.floor(size * 0.7), 0),
  ),
  'two exams of different size in one stream': async (base, folder) => {
    const [one, two, both] = ['one.ts', 'two.ts', 'both.ts'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await ffmpeg('-i', base, '-c:v', 'mpeg2video', '-q:v', '3', '-frames:v', '25', one);
    await ffmpeg('-i', base, '-vf', 'scale=720:576', '-c:v', 'mpeg2video', '-q:v', '3', '-frames:v', '25', two);
    await writeFile(both, Buffer.concat([await readFile(one), await readFile(two)]));
    return both;
  },
  'times that start late': as('late.mkv', ...x264, '-output_ts_offset', '3600'),
  'times that jump': async (base, folder) => {
    const part = join(folder, 'part.ts');
    await ffmpeg('-i', base, ...x264, '-frames:v', '25', part);
    const target = join(folder, 'jump.mkv');
    await joined(join(folder, 'jump.txt'), [part, part], target);
    return target;
  },
  'empty file': spoiled('empty.mp4', async (path) => await truncate(path, 0)),
  'a text file': spoiled('text.mp4', async (path) => await writeFile(path, 'not a video\n'.repeat(400))),
  'a playlist': spoiled('list.mp4', async (path) => await writeFile(path, '#EXTM3U\nfile:///etc/passwd\n')),
};
