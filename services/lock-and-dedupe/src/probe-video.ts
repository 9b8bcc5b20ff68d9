import type { ReasonCode } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';
import { z } from 'zod';
import type { VideoFormat } from '@endoveil/media';

const SEEN_AS = '/in/source';
const pictures = [
  'h264',
  'hevc',
  'mpeg4',
  'mpeg2video',
  'mpeg1video',
  'mjpeg',
  'dvvideo',
  'vp8',
  'vp9',
  'av1',
  'prores',
];
/** ffprobe opens a decoder for every stream of a file, also for those that are dropped later. */
const others =
  'aac mp3 mp3float mp2 mp2float ac3 eac3 opus libopus vorbis flac alac amrnb pcm_s16le pcm_s16be pcm_s24le pcm_u8 pcm_alaw pcm_mulaw pcm_dvd pcm_bluray mov_text subrip srt ass dvdsub dvbsub text cc_dec png'.split(
    ' ',
  );

const Probe = z.object({
  streams: z
    .array(
      z.object({
        codec_name: z.string().optional(),
        width: z.int().optional(),
        height: z.int().optional(),
        nb_read_frames: z.string().optional(),
        disposition: z.object({ attached_pic: z.int() }).optional(),
      }),
    )
    .default([]),
});

export interface VideoLimits {
  readonly mostPixels: number;
  readonly memoryMiB: number;
  readonly deadlineSeconds: number;
}

/** Undefined when the video can be opened and its first pictures decoded; else why not. Throws what the sandbox throws. */
export async function probeVideo(
  sandbox: Sandbox,
  hostPath: string,
  format: VideoFormat,
  limits: VideoLimits,
  signal: AbortSignal,
): Promise<ReasonCode | undefined> {
  const { exitCode, stdout, stderr } = await sandbox.output(
    {
      program: 'ffprobe',
      args: argumentsFor(format),
      reads: [{ hostPath, seenAs: SEEN_AS }],
      limits: { memoryMiB: limits.memoryMiB, deadlineSeconds: limits.deadlineSeconds },
      signal,
    },
    { maxBytes: 1024 * 1024 },
  );
  if (exitCode !== 0 && stderr.includes('not on whitelist')) return 'format-not-allowed';
  const probe = exitCode === 0 ? Probe.safeParse(parseJson(stdout)) : undefined;
  if (!probe?.success) return 'not-decodable';
  const stream = probe.data.streams.find((candidate) => candidate.disposition?.attached_pic !== 1);
  if (!stream) return 'not-decodable';
  if (!pictures.includes(stream.codec_name ?? '')) return 'format-not-allowed';
  const pixels = (stream.width ?? 0) * (stream.height ?? 0);
  if (pixels > limits.mostPixels) return 'too-large';
  return pixels > 0 && Number(stream.nb_read_frames ?? 0) > 0 ? undefined : 'not-decodable';
}

function argumentsFor(format: VideoFormat): string[] {
  const entries = 'stream=codec_name,width,height,nb_read_frames:stream_disposition=attached_pic';
  // the demuxer is forced: ffprobe's own guess would open a playlist, and through it other files
  const open = ['-protocol_whitelist', 'file', '-format_whitelist', format, '-f', format];
  const decode = [
    '-codec_whitelist',
    [...pictures, ...others].join(','),
    '-select_streams',
    'v',
    '-read_intervals',
    '%+#8',
    '-count_frames',
  ];
  return ['-v', 'error', ...open, ...decode, '-show_entries', entries, '-of', 'json', '-i', SEEN_AS];
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
