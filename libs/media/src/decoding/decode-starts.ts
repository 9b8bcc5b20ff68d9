import type { VideoFormat } from '../probing/content-magic.js';
import { cutFrames } from './cut-frames.js';
import { seekTo } from './decode-part.js';
import { DISPLAY_INPUT, displayFilters } from './display-filters.js';
import { openArguments } from './ffmpeg-arguments.js';
import { frameBytes, type VideoFacts } from './frames.js';
import { toldTimes } from '../probing/frame-times.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const SEEN_AS = '/in/source';
const LIMITS = { memoryMiB: 3072, deadlineSeconds: 900, stallSeconds: 60 };

export interface StartsRequest {
  readonly path: string;
  readonly facts: VideoFacts;
  /** Size of the frames wanted, even. */
  readonly width: number;
  readonly height: number;
  /** Where to seek to, rising: the last key frame that is not behind the time; undefined: the beginning. */
  readonly starts: readonly (bigint | undefined)[];
  /** From each of them so many frames, every so many-th of those decoded. */
  readonly most: number;
  readonly every: number;
  readonly keyFramesOnly?: boolean;
  readonly signal: AbortSignal;
  readonly onFrame: () => void;
}

/**
 * Small `yuv420p` frames from several places of a video, by one run: starting another costs as much as decoding ten
 * frames. `times`: of all of them, rising; the frames lie in this order when the places do not reach into each other,
 * which the caller has to see to. Undefined when a time is missing or something was damaged.
 */
export async function decodeStarts(
  sandbox: Sandbox,
  request: StartsRequest,
): Promise<{ readonly frames: readonly Uint8Array[]; readonly times: readonly bigint[] } | undefined> {
  const { path, facts, width, height, starts, most, every, signal } = request;
  const filters = [
    `trim=end_frame=${(most - 1) * every + 1}`,
    ...(every > 1 ? [`select='not(mod(n\\,${every}))'`] : []),
    'showinfo=checksum=0',
    ...displayFilters(facts, 'yuv420p'),
    `scale=${width}:${height}:flags=area`,
  ].join(',');
  const parts = starts.map((_, i) => `[${i}:V:0]${filters}[p${i}]`);
  const joined = `${starts.map((_, i) => `[p${i}]`).join('')}concat=n=${starts.length}:v=1:a=0[all]`;
  await using child = await sandbox.start({
    program: 'ffmpeg',
    args: [
      ...['-v', 'info', '-nostats', '-nostdin', '-hide_banner', '-copyts'],
      ...starts.flatMap((start) => [
        ...(request.keyFramesOnly ? ['-skip_frame', 'nokey'] : []),
        // a decoder for each input: with threads of its own each would hold as many more frames
        ...['-threads', '1', ...(start === undefined ? [] : seekTo(start, facts))],
        ...[...openArguments(facts.format as VideoFormat), ...DISPLAY_INPUT, '-i', SEEN_AS],
      ]),
      ...['-filter_complex', [...parts, joined].join(';'), '-map', '[all]', '-vsync', 'passthrough'],
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    reads: [{ hostPath: path, seenAs: SEEN_AS }],
    limits: LIMITS,
    writesMuch: true,
    signal,
  });
  child.stdin.end();
  const told = toldTimes(child.stderr);
  const frames: Uint8Array[] = [];
  for await (const data of cutFrames(child.chunks, frameBytes(width, height, 'yuv420p'))) {
    frames.push(Uint8Array.from(data));
    request.onFrame();
  }
  const exitCode = await child.exit;
  const times = await told;
  return exitCode === 0 && times?.length === frames.length ? { frames, times } : undefined;
}
