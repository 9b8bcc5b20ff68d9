import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { VideoFormat } from '../probing/content-magic.js';
import { cutFrames } from '../decoding/cut-frames.js';
import { DISPLAY_INPUT, displayFilters } from '../decoding/display-filters.js';
import { type EncoderSettings, encoderOptions, hardwareOf } from './encoder.js';
import { openArguments } from '../decoding/ffmpeg-arguments.js';
import { type Frame, frameBytes, type Stretch, type VideoFacts } from '../decoding/frames.js';
import { frameTimes } from '../probing/frame-times.js';
import { type Masking, maskFilters } from './mask-filters.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const SEEN_AS = '/in/source';
const LIMITS = { memoryMiB: 4096, deadlineSeconds: 4 * 3600, stallSeconds: 60 };
const MASK_INPUT = '-protocol_whitelist file -f rawvideo -pix_fmt yuv420p'.split(' ');

export interface EncodeRequest {
  readonly path: string;
  readonly facts: VideoFacts;
  readonly masking: Masking;
  readonly encoder: EncoderSettings;
  /** Frames in each window; the last one may have fewer. */
  readonly windowFrames: number;
  /** Size of the small frames, even. */
  readonly small: { readonly width: number; readonly height: number };
  /** Where files are written; nobody else's. */
  readonly scratchDir: string;
  readonly signal: AbortSignal;
}

/** Frames in order, found by their time after a seek, or by their place among all frames. */
export interface Selection {
  readonly stretches: readonly Stretch[];
  readonly by: 'time' | 'place';
  /** Of ffmpeg's `select`. */
  readonly condition: string;
  /** Options of the input. */
  readonly seek: readonly string[];
}

/** One run of ffmpeg: what of the source, and what becomes of it. */
export interface EncodeRun {
  /** Of the file in the scratch folder. */
  readonly name: string;
  /** Only some frames; default all. */
  readonly only?: Selection;
  /** Every small frame, as decoded, before anything is masked. ffmpeg waits until it returns. */
  readonly onFrame: (frame: Frame) => void | Promise<void>;
  /** Called when ffmpeg moves on, also while it decodes frames that are not wanted. */
  readonly onProgress?: () => void;
}

export interface EncodeRunResult {
  readonly times: readonly bigint[];
  /** A checksum of each small frame: the same frame decoded again has the same. */
  readonly prints: Uint32Array;
  /** The decoder said that something is damaged, or gave up before the end. */
  readonly damaged: boolean;
}

/** Decodes once; masks and encodes, and gives small `yuv420p` frames of everything that is encoded. */
export async function encodeRun(sandbox: Sandbox, request: EncodeRequest, run: EncodeRun): Promise<EncodeRunResult> {
  const { facts, masking, scratchDir, small } = request;
  const mask = await maskFilters(masking, scratchDir, run.name, run.only?.stretches);
  await writeFile(join(scratchDir, `${run.name}.filters`), graphOf(request, run, mask.chain), { mode: 0o600 });
  const places = run.only && placesOf(run.only.stretches);
  const most = places ? ['-frames:v', String(places.length)] : [];
  const [num, den] = facts.frameRate;
  const { devices, options } = hardwareOf(request.encoder.encoder);
  // masks have the clock of the frames that they are for: of two clocks ffmpeg would make a third
  const sizeAndRate = ['-video_size', `${masking.width}x${masking.height}`, '-framerate', `${num}/${den}`];
  await using child = await sandbox.start({
    program: 'ffmpeg',
    args: [
      ...['-v', 'info', '-nostats', '-nostdin', '-hide_banner', '-y', '-copyts', '-vsync', 'passthrough', ...options],
      // said while it decodes, so that a long way to the first frame is not taken for standing still
      ...['-progress', 'pipe:2', '-stats_period', '5'],
      ...(run.only?.seek ?? []),
      ...[...openArguments(facts.format as VideoFormat), ...DISPLAY_INPUT, '-i', SEEN_AS],
      ...mask.pictures.flatMap((picture) => [...MASK_INPUT, ...sizeAndRate, '-i', `/work/${picture}`]),
      ...['-filter_complex_script', `/work/${run.name}.filters`],
      ...['-map', '[encoded]', ...encoderOptions(request.encoder, request.windowFrames, masking), ...most],
      ...['-enc_time_base', `${den}/${num}`, '-f', 'mp4', `/work/${run.name}`],
      // written by a thread of its own, some frames behind: who looks at them slowly does not stop the encoder at once
      ...[
        '-map',
        '[small]',
        ...most,
        '-c:v',
        'rawvideo',
        '-f',
        'fifo',
        '-fifo_format',
        'rawvideo',
        '-queue_size',
        '24',
        'pipe:1',
      ],
    ],
    reads: [{ hostPath: request.path, seenAs: SEEN_AS }],
    writes: { hostPath: scratchDir, seenAs: '/work' },
    devices,
    limits: LIMITS,
    writesMuch: true,
    signal: request.signal,
  });
  child.stdin.end();
  let damaged = false;
  const told = frameTimes(child.stderr, () => {
    damaged = true;
  });
  child.stderr.on('data', () => run.onProgress?.());
  const times: bigint[] = [];
  const prints: number[] = [];
  for await (const data of cutFrames(child.chunks, frameBytes(small.width, small.height, 'yuv420p'))) {
    const pts = await told.next(run.only?.by === 'place' ? places![times.length]! : times.length);
    if (pts === undefined) break;
    prints.push(crc32(data));
    times.push(pts);
    await run.onFrame({ index: times.length - 1, pts, data });
  }
  if ((await child.exit) !== 0) damaged = true;
  request.signal.throwIfAborted();
  return { times, prints: Uint32Array.from(prints), damaged };
}

/**
 * Behind the decoder frames are counted, not timed: their own times may be missing, fall back or lie before zero, and a
 * mask must not depend on them. The times are put back when windows are joined.
 */
function graphOf(
  { facts, small, encoder }: EncodeRequest,
  { only }: EncodeRun,
  mask: (from: string, to: string) => string,
): string {
  const [num, den] = facts.frameRate;
  const select = only ? [`select='${only.condition}'`] : [];
  const decoded = [
    // a time that is missing or falls back is put right by those of all frames before it
    ...(only?.by === 'place' ? ['showinfo=checksum=0', ...select] : [...select, 'showinfo=checksum=0']),
    ...displayFilters(facts, 'yuv420p'),
    `settb=${den}/${num}`,
    'setpts=N',
    'split=2[seen][shrunk]',
  ];
  return [
    `[0:V:0]${decoded.join(',')}`,
    `[shrunk]scale=${small.width}:${small.height}:flags=area[small]`,
    mask('seen', 'masked'),
    `[masked]${['null', ...hardwareOf(encoder.encoder).filters].join(',')}[encoded]`,
  ].join(';\n');
}

export function placesOf(stretches: readonly Stretch[]): number[] {
  return stretches.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
