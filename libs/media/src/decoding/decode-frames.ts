import { Unreadable } from '@endoveil/contracts';
import type { VideoFormat } from '../probing/content-magic.js';
import { cutFrames } from './cut-frames.js';
import { displayFilters } from './display-filters.js';
import { ffmpegArguments } from './ffmpeg-arguments.js';
import { type Frame, frameBytes, type FrameRequest } from './frames.js';
import { frameTimes } from '../probing/frame-times.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const SEEN_AS = '/in/source';
const LIMITS = { memoryMiB: 3072, deadlineSeconds: 4 * 3600, stallSeconds: 60 };

/**
 * Decodes a video frame by frame, each with its own presentation time. Throws `Unreadable` when nothing could be
 * decoded; a source that breaks off in the middle just ends earlier.
 */
export async function* decodeFrames(sandbox: Sandbox, request: FrameRequest): AsyncGenerator<Frame> {
  const { facts, pixelFormat } = request;
  const width = request.width ?? facts.displayWidth;
  const height = request.height ?? facts.displayHeight;
  const fill = request.multipleOf ?? 1;
  const [wide, high] = [Math.ceil(width / fill) * fill, Math.ceil(height / fill) * fill];
  const size = frameBytes(wide, high, pixelFormat);
  const only = request.only;
  const filters = [
    ...(only ? [`select='${only.map((index) => `eq(n\\,${index})`).join('+')}'`] : []),
    'showinfo=checksum=0',
    ...displayFilters(facts, pixelFormat === 'yuv420p' ? pixelFormat : undefined),
    ...(width === facts.displayWidth && height === facts.displayHeight ? [] : [`scale=${width}:${height}:flags=area`]),
    `format=${pixelFormat}`,
    ...(wide === width && high === height ? [] : [`pad=${wide}:${high}:0:0:black`]),
  ];
  await using child = await sandbox.start({
    program: 'ffmpeg',
    args: [
      ...['-v', 'info', '-nostats'],
      ...ffmpegArguments({
        source: SEEN_AS,
        format: facts.format as VideoFormat,
        ...(request.uncropped ? { decoding: ['-apply_cropping', '0'] } : {}),
        output: [
          '-map',
          '0:V:0',
          '-an',
          '-sn',
          '-dn',
          '-vf',
          filters.join(','),
          '-vsync',
          'passthrough',
          ...(only ? ['-frames:v', String(only.length)] : []),
          '-copyts',
          '-f',
          'rawvideo',
        ],
        target: 'pipe:1',
      }),
    ],
    reads: [{ hostPath: request.path, seenAs: SEEN_AS }],
    limits: LIMITS,
    writesMuch: true,
    signal: request.signal,
  });
  child.stdin.end();
  const times = frameTimes(child.stderr, () => request.onDamage?.());
  let index = 0;
  for await (const data of cutFrames(child.chunks, size, request.staysFor)) {
    yield { index: only?.[index] ?? index, pts: (await times.next(index)) ?? 0n, data };
    index += 1;
  }
  await child.exit;
  if (index === 0) throw new Unreadable('not-decodable');
}
