import { open } from 'node:fs/promises';
import { Unreadable } from '@endoveil/contracts';
import { z } from 'zod';
import { MAGIC_BYTES, magicOf, type VideoFormat } from './content-magic.js';
import { openArguments } from '../decoding/ffmpeg-arguments.js';
import type { VideoFacts } from '../decoding/frames.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const SEEN_AS = '/in/source';
const LIMITS = { memoryMiB: 1024, deadlineSeconds: 120 };

/** What is asked of a stream. */
export const STREAM_ENTRIES =
  'stream=codec_name,width,height,sample_aspect_ratio,field_order,time_base,pix_fmt,color_range,avg_frame_rate,r_frame_rate:stream_side_data=rotation';

const Stream = z.object({
  codec_name: z.string(),
  width: z.coerce.number().int().positive(),
  height: z.coerce.number().int().positive(),
  sample_aspect_ratio: z.string().optional(),
  field_order: z.string().optional(),
  time_base: z.string(),
  pix_fmt: z.string().default(''),
  color_range: z.string().default(''),
  avg_frame_rate: z.string().default(''),
  r_frame_rate: z.string().default(''),
  side_data_list: z.array(z.object({ rotation: z.coerce.number().optional() })).optional(),
});

/**
 * What ffprobe says of the first picture stream, without its frames: `ptsTable` is empty and `durationMs` 0 until the
 * frames were decoded. Throws `Unreadable` when there is no such stream.
 */
export async function probeVideo(sandbox: Sandbox, path: string, signal: AbortSignal): Promise<VideoFacts> {
  const format = await formatOf(path);
  const { exitCode, stdout } = await sandbox.output({
    program: 'ffprobe',
    args: [
      ...['-v', 'error', ...openArguments(format), '-select_streams', 'V:0'],
      ...['-show_entries', STREAM_ENTRIES, '-of', 'json', '-i', SEEN_AS],
    ],
    reads: [{ hostPath: path, seenAs: SEEN_AS }],
    limits: LIMITS,
    signal,
  });
  if (exitCode !== 0) throw new Unreadable('not-decodable');
  const { streams } = z.object({ streams: z.array(z.unknown()) }).parse(JSON.parse(stdout.toString()));
  return factsOf(format, streams[0]);
}

export async function formatOf(path: string): Promise<VideoFormat> {
  await using file = await open(path);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
  const magic = magicOf(buffer.subarray(0, bytesRead));
  if (magic.kind !== 'video') throw new Unreadable('not-decodable');
  return magic.format;
}

/** `said`: the entries of a stream by ffprobe's names. Throws `Unreadable` when what is needed is not among them. */
export function factsOf(format: VideoFormat, said: unknown): VideoFacts {
  const parsed = Stream.safeParse(said);
  if (!parsed.success) throw new Unreadable('not-decodable');
  const stream = parsed.data;
  const [num = 0, den = 1] = (stream.sample_aspect_ratio ?? '1:1').split(':').map(Number);
  const aspect = num > 0 && den > 0 ? num / den : 1;
  const turned = stream.side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0;
  const rotation = (((Math.round(-turned / 90) * 90) % 360) + 360) % 360;
  const wide = { width: even(stream.width * aspect), height: even(stream.height) };
  const [tbNum = 1, tbDen = 1] = stream.time_base.split('/').map(Number);
  return {
    format,
    codec: stream.codec_name,
    width: stream.width,
    height: stream.height,
    displayWidth: rotation % 180 === 0 ? wide.width : wide.height,
    displayHeight: rotation % 180 === 0 ? wide.height : wide.width,
    rotation,
    interlaced: !['progressive', 'unknown', undefined].includes(stream.field_order),
    fullRange: stream.color_range === 'pc' || stream.pix_fmt.startsWith('yuvj'),
    frameRate: rateOf(stream.avg_frame_rate) ?? rateOf(stream.r_frame_rate) ?? [25, 1],
    timeBase: [tbNum, tbDen],
    ptsTable: [],
    durationMs: 0,
  };
}

/** A rate that a camera or a screen can have; containers also claim none, or thousands. */
function rateOf(said: string): readonly [number, number] | undefined {
  const [num = 0, den = 0] = said.split('/').map(Number);
  return num > 0 && den > 0 && num / den >= 0.5 && num / den <= 250 ? [num, den] : undefined;
}

/** 4:2:0 has half as many colour samples: sizes are even, and never smaller than the source's. */
const even = (pixels: number) => Math.ceil(pixels / 2) * 2;
