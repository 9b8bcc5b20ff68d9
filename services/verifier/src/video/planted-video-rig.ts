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

/** A filter that draws the bars of a code on its label, in modules of two pixels. */
export const barCode = (frames: readonly [number, number], ink: number, paper: number, x = 270, y = 150): string => {
  const inside = `between(N,${frames[0]},${frames[1]})*between(X,${x},${x + 219})*between(Y,${y},${y + 49})`;
  const bar = `lt(mod(floor((X-${x})/2)*7919,13),6)*between(Y,${y + 6},${y + 43})`;
  return `geq=lum='if(${inside},if(${bar},${ink},${paper}),lum(X,Y))':cb='cb(X,Y)':cr='cr(X,Y)'`;
};

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

export interface ColourWriting {
  readonly text: string;
  /** Of the ink, 0 to 255; luma stays as it is. */
  readonly blueDifference: number;
  readonly redDifference: number;
  readonly x: number;
  readonly y: number;
  readonly frames: readonly [number, number];
  readonly size?: number;
}

/** Filters that write a text which is everywhere as bright as what it stands on. */
export function colourWriting({ text, blueDifference, redDifference, x, y, frames, size = 28 }: ColourWriting): string {
  const written = (value: number) => {
    const ink = value.toString(16).padStart(2, '0').repeat(3);
    return writing(text, x / 2, y / 2, frames, size / 2).replace('white', `0x${ink}`);
  };
  return [
    'extractplanes=y+u+v[y][u][v]',
    `[u]${written(blueDifference)}[inkedu]`,
    `[v]${written(redDifference)}[inkedv]`,
    '[y][inkedu][inkedv]mergeplanes=0x001020:yuv420p',
  ].join(';');
}

type Rgb = readonly [red: number, green: number, blue: number];
const luma = ([r, g, b]: Rgb) => 0.257 * r + 0.504 * g + 0.098 * b;

/** Inks, and tissue in three tones each. */
export const hues: Readonly<Record<string, Rgb>> = {
  red: [255, 0, 0],
  green: [0, 255, 0],
  blue: [0, 0, 255],
  cyan: [0, 255, 255],
  magenta: [255, 0, 255],
  yellow: [255, 255, 0],
};
const tones = {
  pink: ['0xc88a80', '0xdea094', '0xb87a70'],
  tan: ['0xce9c60', '0xdeb078', '0xb88850'],
  red: ['0xa03c34', '0xb65048', '0x862c28'],
  dark: ['0x46201c', '0x5a2c28', '0x381814'],
} as const;
export type Ground = keyof typeof tones;
export const grounds = Object.keys(tones) as readonly Ground[];

/** A moving picture of this ground. */
export const tissueOf = (ground: Ground): string =>
  `gradients=s=384x320:c0=${tones[ground][0]}:c1=${tones[ground][1]}:c2=${tones[ground][2]}:n=3:r=25:d=2:speed=0.02:seed=7`;

/** The hue mixed with white or black until it is as bright as the ground, as both colour differences; and how far it is from it. */
export function inkOn(ground: Ground, hue: Rgb) {
  const under = [1, 2, 3].map((at) => Number.parseInt(tones[ground][0].slice(2 * at, 2 * at + 2), 16));
  const [own, wanted, white] = [luma(hue), luma(under as unknown as Rgb), luma([255, 255, 255])];
  const ink = hue.map((value) =>
    own < wanted ? value + ((wanted - own) / (white - own)) * (255 - value) : (value * wanted) / own,
  );
  const [mine, theirs] = [differencesOf(ink), differencesOf(under)];
  const [blueDifference, redDifference] = mine;
  return { blueDifference, redDifference, away: Math.hypot(mine[0] - theirs[0], mine[1] - theirs[1]) };
}

const differencesOf = ([r = 0, g = 0, b = 0]: readonly number[]) =>
  [128 - 0.148 * r - 0.291 * g + 0.439 * b, 128 + 0.439 * r - 0.368 * g - 0.071 * b].map(Math.round) as [
    number,
    number,
  ];
