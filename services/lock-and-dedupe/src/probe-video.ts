import type { ReasonCode } from '@endoveil/contracts';
import { openArguments, pictureCodecs, type Sandbox, type VideoFormat } from '@endoveil/media';
import { z } from 'zod';

const SEEN_AS = '/in/source';

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
  if (!pictureCodecs.includes(stream.codec_name ?? '')) return 'format-not-allowed';
  const pixels = (stream.width ?? 0) * (stream.height ?? 0);
  if (pixels > limits.mostPixels) return 'too-large';
  return pixels > 0 && Number(stream.nb_read_frames ?? 0) > 0 ? undefined : 'not-decodable';
}

function argumentsFor(format: VideoFormat): string[] {
  const entries = 'stream=codec_name,width,height,nb_read_frames:stream_disposition=attached_pic';
  const decode = ['-select_streams', 'v', '-read_intervals', '%+#8', '-count_frames'];
  return ['-v', 'error', ...openArguments(format), ...decode, '-show_entries', entries, '-of', 'json', '-i', SEEN_AS];
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
