import ffmpeg from 'fluent-ffmpeg';
import type { VideoFormat } from '../probing/content-magic.js';
import { DISPLAY_INPUT } from './display-filters.js';

/** Decoders that may run, by ffmpeg's names: the picture codecs of endoscopy processors and capture boxes. */
const decoders = 'h264 hevc mpeg4 mpeg2video mpeg1video mjpeg dvvideo vp8 vp9 libvpx libvpx-vp9 av1 libdav1d prores';
/** ffprobe opens a decoder for every stream of a file, also for those that are dropped later: sound, subtitles, covers. */
const dropped =
  'aac mp3 mp3float mp2 mp2float ac3 eac3 opus libopus vorbis flac alac amrnb pcm_s16le pcm_s16be pcm_s24le pcm_u8 pcm_alaw pcm_mulaw pcm_dvd pcm_bluray mov_text subrip srt ass webvtt dvdsub dvbsub pgssub text cc_dec png bmp gif';

/** How one file is opened: its demuxer forced, so that no guess opens a playlist and through it other files. */
export function openArguments(format: VideoFormat): string[] {
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', format, '-f', format],
    ...['-codec_whitelist', `${decoders} ${dropped}`.replaceAll(' ', ',')],
  ];
}

export interface FfmpegPlan {
  readonly source: string;
  readonly format: VideoFormat;
  /** Options of the decoder. */
  readonly decoding?: readonly string[];
  /** Further inputs that we made ourselves, each with its own options. */
  readonly others?: readonly { readonly path: string; readonly options: readonly string[] }[];
  readonly output: readonly string[];
  readonly target: string;
}

/**
 * The argument list of one ffmpeg run, written by fluent-ffmpeg. It only writes it: running is the sandbox's business,
 * with limits and a deadline that fluent-ffmpeg does not know.
 */
export function ffmpegArguments(plan: FfmpegPlan): string[] {
  const command = ffmpeg(plan.source).inputOptions([
    ...openArguments(plan.format),
    ...DISPLAY_INPUT,
    ...(plan.decoding ?? []),
  ]);
  for (const { path, options } of plan.others ?? []) command.input(path).inputOptions([...options]);
  command.outputOptions([...plan.output]).output(plan.target);
  // its only way to say what it would run; the package is archived, so it stays
  // oxlint-disable-next-line no-underscore-dangle
  const written = (command as unknown as { _getArguments(): string[] })._getArguments();
  return ['-nostdin', '-hide_banner', ...written];
}
