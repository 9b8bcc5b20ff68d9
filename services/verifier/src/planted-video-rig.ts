import { join } from 'node:path';
import type { Sandbox } from '@endoveil/media';

/** A picture on black, as a level leaves it, and what may be planted in it. */
export interface PlantedVideo {
  /** Filters after the picture stands on black. */
  readonly planted?: string;
  /** ffmpeg's further inputs and options before the target. */
  readonly inputs?: readonly string[];
  readonly options?: readonly string[];
  /** In place of the moving picture. */
  readonly picture?: string;
  /** Options that the clean encode needs and that are left out. */
  readonly without?: readonly string[];
}

export const FRAMES = 50;
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
const MUCOSA = 'gradients=s=384x320:c0=0xa8564a:c1=0xde8c76:c2=0x7e2c28:n=3:r=25:d=2:speed=0.02:seed=7';
const CLEAN = '-map_metadata:s -1 -map_chapters -1 -a53cc 0 -udu_sei 0 -bsf:v filter_units=remove_types=6'.split(' ');

/** A filter that writes a text on some frames. */
export const writing = (text: string, x: number, y: number, frames: readonly [number, number], size = 24): string =>
  `drawtext=fontfile=${FONT}:text='${text}':x=${x}:y=${y}:fontsize=${size}:fontcolor=white:enable='between(n,${frames[0]},${frames[1]})'`;

/** Makes an artifact of two seconds, 640×360, its picture at 224,16, through the sandboxed ffmpeg. */
export async function makeVideo(sandbox: Sandbox, folder: string, name: string, video: PlantedVideo = {}) {
  const { planted, inputs = [], options = [], picture = MUCOSA, without = [] } = video;
  const filter = `[1:v]format=yuv420p[p];[0:v][p]overlay=224:16:shortest=1,format=yuv420p${planted ? `,${planted}` : ''}[out]`;
  const kept = without.includes('clean') ? [] : CLEAN;
  const { exitCode, stderr } = await sandbox.output({
    program: 'ffmpeg',
    args: [
      '-v',
      'error',
      '-nostdin',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'color=black:s=640x360:r=25:d=2',
      '-f',
      'lavfi',
      '-i',
      picture,
      ...inputs,
      '-filter_complex',
      filter,
      '-map',
      '[out]',
      '-map_metadata',
      '-1',
      ...kept,
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '18',
      '-vsync',
      'passthrough',
      '-enc_time_base',
      '1/12800',

      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-movflags',
      '+faststart',
      '-video_track_timescale',
      '12800',
      ...options,
      '-f',
      'mp4',
      `/work/${name}`,
    ],
    reads: [],
    writes: { hostPath: folder, seenAs: '/work' },
    limits: { memoryMiB: 1024, deadlineSeconds: 60 },
    signal: AbortSignal.timeout(60_000),
  });
  if (exitCode !== 0) throw new Error(stderr.toString());
  return join(folder, name);
}
