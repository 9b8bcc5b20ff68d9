import ffmpeg from 'fluent-ffmpeg';
import type { VideoFormat } from '../probing/content-magic.js';
import { allowedDecoders } from './allowed-codecs.js';
import { DISPLAY_INPUT } from './display-filters.js';

/** How one file is opened: its demuxer forced, so that no guess opens a playlist and through it other files. */
export function openArguments(format: VideoFormat): string[] {
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', format, '-f', format],
    ...['-codec_whitelist', allowedDecoders.join(',')],
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
