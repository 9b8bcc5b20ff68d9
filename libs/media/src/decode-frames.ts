import type { Readable } from 'node:stream';
import { Unreadable } from '@endoveil/contracts';
import type { VideoFormat } from './content-magic.js';
import { ffmpegArguments } from './ffmpeg-arguments.js';
import type { Frame, FrameRequest, VideoFacts } from './frames.js';
import type { Sandbox } from './sandbox.js';

const SEEN_AS = '/in/source';
const BYTES_PER_PIXEL = { gray: 1, rgb24: 3, yuv420p: 1.5 } as const;
const LIMITS = { memoryMiB: 3072, deadlineSeconds: 4 * 3600, stallSeconds: 60 };
/** `[Parsed_showinfo_… ] n: 3 pts: 1536 pts_time:…`: one line of numbers for each frame, and none of the file's words. */
const SHOWN = /^\[Parsed_showinfo[^\]]*\] n:\s*\d+ pts:\s*(-?\d+|NOPTS)/;

/** How decoders say that a picture could not be decoded as it was recorded. */
const DAMAGE = /error while decoding|corrupt|concealing|Invalid data found|missing picture|non-existing PPS/i;

/** Display space: rotated (ffmpeg does that by itself), square samples, even size. Every frame once, none invented. */
export function displayFilter({ displayWidth, displayHeight }: VideoFacts): string {
  return `scale=${displayWidth}:${displayHeight}:flags=bicubic,setsar=1`;
}

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
  const size = wide * high * BYTES_PER_PIXEL[pixelFormat];
  const only = request.only;
  const filters = [
    ...(only ? [`select='${only.map((index) => `eq(n\\,${index})`).join('+')}'`] : []),
    'showinfo=checksum=0',
    displayFilter(facts),
    `scale=${width}:${height}:flags=area`,
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
        output: [
          '-map',
          '0:v:0',
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
    signal: request.signal,
  });
  child.stdin.end();
  const times = timesOf(child.stderr, () => request.onDamage?.());
  let index = 0;
  for await (const data of framesOf(child.stdout, size, request.staysFor ?? 1)) {
    yield { index: only?.[index] ?? index, pts: await times.next(index), data };
    index += 1;
  }
  await child.exit;
  if (index === 0) throw new Unreadable('not-decodable');
}

/** Cuts a stream of bytes into frames. So many buffers are used in turn, again and again. */
async function* framesOf(stream: Readable, size: number, buffers: number): AsyncGenerator<Uint8Array> {
  // slow ones stand alone in memory, so that they may be read word by word
  const ring = Array.from({ length: buffers }, () => Buffer.allocUnsafeSlow(size));
  let frame = ring[0]!;
  let count = 0;
  let filled = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let used = 0;
    while (used < chunk.length) {
      const take = Math.min(size - filled, chunk.length - used);
      chunk.copy(frame, filled, used, used + take);
      filled += take;
      used += take;
      if (filled === size) {
        yield frame;
        filled = 0;
        count += 1;
        frame = ring[count % buffers]!;
      }
    }
  }
}

/** The times that showinfo tells on standard error, in the order of the frames. Everything else there is dropped. */
function timesOf(stderr: Readable, onDamage: () => void): { next(index: number): Promise<bigint> } {
  const times: bigint[] = [];
  let rest = '';
  let waiting: (() => void) | undefined;
  let ended = false;
  stderr.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const told = SHOWN.exec(line)?.[1];
      if (DAMAGE.test(line)) onDamage();
      if (told !== undefined) times.push(told === 'NOPTS' ? (times.at(-1) ?? 0n) + 1n : BigInt(told));
    }
    waiting?.();
  });
  stderr.resume();
  stderr.once('close', () => {
    ended = true;
    waiting?.();
  });
  return {
    async next(index) {
      // oxlint-disable-next-line no-unmodified-loop-condition -- set when the stream closes
      while (times.length <= index && !ended) await new Promise<void>((resolve) => (waiting = resolve));
      return times[index] ?? 0n;
    },
  };
}
