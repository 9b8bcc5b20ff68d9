import type { VideoFormat } from '../probing/content-magic.js';
import { cutFrames } from './cut-frames.js';
import { DISPLAY_INPUT, displayFilters } from './display-filters.js';
import { openArguments } from './ffmpeg-arguments.js';
import { type Frame, frameBytes, type VideoFacts } from './frames.js';
import { frameTimes } from '../probing/frame-times.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const SEEN_AS = '/in/source';
const LIMITS = { memoryMiB: 3072, deadlineSeconds: 4 * 3600, stallSeconds: 60 };

export interface PartRequest {
  readonly path: string;
  readonly facts: VideoFacts;
  /** Size of the frames wanted, even. */
  readonly width: number;
  readonly height: number;
  readonly signal: AbortSignal;
  readonly onDamage?: () => void;
  /** Seek to the last key frame that is not behind this time. */
  readonly from?: bigint;
  /** Only key frames. */
  readonly keyFramesOnly?: boolean;
  /** Of what is decoded, every so many-th frame. */
  readonly every?: number;
  readonly most?: number;
}

/** Small `yuv420p` frames of a part of a video, each with its time; `index` counts those given. */
export async function* decodePart(sandbox: Sandbox, request: PartRequest): AsyncGenerator<Frame> {
  const { facts, width, height, from, every = 1, most } = request;
  const filters = [
    ...(every > 1 ? [`select='not(mod(n\\,${every}))'`] : []),
    'showinfo=checksum=0',
    ...displayFilters(facts, 'yuv420p'),
    `scale=${width}:${height}:flags=area`,
  ];
  await using child = await sandbox.start({
    program: 'ffmpeg',
    args: [
      ...['-v', 'info', '-nostats', '-nostdin', '-hide_banner', '-copyts'],
      ...(request.keyFramesOnly ? ['-skip_frame', 'nokey'] : []),
      ...(from === undefined ? [] : seekTo(from, facts)),
      ...[...openArguments(facts.format as VideoFormat), ...DISPLAY_INPUT, '-i', SEEN_AS],
      ...['-map', '0:V:0', '-an', '-sn', '-dn', '-vf', filters.join(','), '-vsync', 'passthrough'],
      ...(most === undefined ? [] : ['-frames:v', String(most)]),
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    reads: [{ hostPath: request.path, seenAs: SEEN_AS }],
    limits: LIMITS,
    writesMuch: true,
    signal: request.signal,
  });
  child.stdin.end();
  const times = frameTimes(child.stderr, () => request.onDamage?.());
  let index = 0;
  for await (const data of cutFrames(child.chunks, frameBytes(width, height, 'yuv420p'))) {
    const pts = await times.next(index);
    if (pts === undefined) break;
    yield { index, pts, data };
    index += 1;
  }
  await child.exit;
}

/** Input options: the last key frame at or before the time, as the file itself counts it. Needs `-copyts`. */
export function seekTo(time: bigint, { timeBase: [num, den] }: VideoFacts): string[] {
  const microseconds = (time * BigInt(num) * 1_000_000n) / BigInt(den);
  return ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', `${microseconds}us`];
}
