/** How every video is encoded, in one place. Validated where the settings are read. */
export interface EncoderSettings {
  /** By ffmpeg's names. Anything but `libx264` needs a self-test on the machine first: see `chooseEncoder`. */
  readonly encoder: Encoder;
  /** Constant quality: 0 best, 51 worst; libx264's scale. Luma SSIM of an untouched picture is 0.984 at 18. */
  readonly quality: number;
  /** libx264's presets. */
  readonly preset: Preset;
  /** Most megabits a second at 1920×1080, in proportion for other sizes; the buffer holds two seconds of it. */
  readonly mostMegabits: number;
  /** Every unmasked sample as it was. For proofs: such files are large and not every player shows them. */
  readonly lossless?: boolean;
}

export const encoders = ['libx264', 'h264_nvenc', 'h264_vaapi', 'h264_qsv'] as const;
export type Encoder = (typeof encoders)[number];

export const presets = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow'] as const;
export type Preset = (typeof presets)[number];

export const standardEncoder: EncoderSettings = {
  encoder: 'libx264',
  quality: 18,
  preset: 'veryfast',
  mostMegabits: 20,
};

interface Hardware {
  /** Devices that the sandbox must show. */
  readonly devices: readonly string[];
  readonly options: readonly string[];
  /** Filters behind the masks. */
  readonly filters: readonly string[];
}

/** What an encoder needs beside ffmpeg. Those in hardware were never run by us: the self-test decides. */
export function hardwareOf(encoder: Encoder): Hardware {
  switch (encoder) {
    case 'libx264':
      return { devices: [], options: [], filters: [] };
    case 'h264_nvenc':
      return { devices: ['/dev/nvidia0', '/dev/nvidiactl', '/dev/nvidia-uvm'], options: [], filters: [] };
    case 'h264_vaapi':
      return {
        devices: ['/dev/dri'],
        options: ['-vaapi_device', '/dev/dri/renderD128'],
        filters: ['format=nv12', 'hwupload'],
      };
    case 'h264_qsv':
      return { devices: ['/dev/dri'], options: [], filters: ['format=nv12'] };
    default:
      return encoder satisfies never;
  }
}

/** Only pictures: no other stream, tag, chapter, side data, time code, caption, user data or encoder's mark. */
const ONLY_PICTURES = [
  ...['-an', '-sn', '-dn', '-map_metadata', '-1', '-map_metadata:s', '-1', '-map_chapters', '-1'],
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-write_tmcd', '0'],
  ...['-bsf:v', 'filter_units=remove_types=6'],
];

/**
 * Output options for H.264 High in closed groups, one beginning at every `windowFrames`-th frame at the latest. Needs
 * `yuv420p` frames.
 */
export function encoderOptions(
  settings: EncoderSettings,
  windowFrames: number,
  size: { readonly width: number; readonly height: number },
): string[] {
  const { encoder, quality, preset, lossless } = settings;
  const share = Math.max(0.1, (size.width * size.height) / (1920 * 1080));
  const rate = Math.round(settings.mostMegabits * share * 1000);
  const bounded = ['-maxrate', `${rate}k`, '-bufsize', `${2 * rate}k`];
  const groups = ['-g', String(windowFrames), '-force_key_frames', `expr:not(mod(n,${windowFrames}))`];
  return [...ONLY_PICTURES, ...groups, '-c:v', encoder, ...codec()];

  function codec(): string[] {
    switch (encoder) {
      case 'libx264':
        return [
          ...['-preset', preset, '-pix_fmt', 'yuv420p', '-forced-idr', '1', '-a53cc', '0', '-udu_sei', '0'],
          ...['-x264-params', 'open-gop=0'],
          ...(lossless ? ['-qp', '0'] : ['-crf', String(quality), '-profile:v', 'high', ...bounded]),
        ];
      case 'h264_nvenc':
        return ['-profile:v', 'high', '-forced-idr', '1', '-rc', 'vbr', '-cq', String(quality), ...bounded];
      case 'h264_vaapi':
        return ['-profile:v', 'high', '-rc_mode', 'QVBR', '-global_quality', String(quality), ...bounded];
      case 'h264_qsv':
        return ['-profile:v', 'high', '-forced_idr', '1', '-global_quality', String(quality), ...bounded];
      default:
        return encoder satisfies never;
    }
  }
}
