import { encoders, presets, standardEncoder } from '@endoveil/media';
import { setting } from '@endoveil/runtime';
import { z } from 'zod';

/** What video-anonymizer reads beside the host's settings. */
export const videoSettings = {
  encoder: setting(
    'ENDOVEIL_VIDEO_ENCODER',
    z.enum(encoders).default(standardEncoder.encoder),
    'H.264 encoder; one in hardware is tested at start and libx264 used where it fails (untested by us)',
  ),
  quality: setting(
    'ENDOVEIL_VIDEO_QUALITY',
    z.coerce.number().int().min(0).max(40).default(standardEncoder.quality),
    'constant quality of the encode: 0 best, 40 worst',
  ),
  preset: setting(
    'ENDOVEIL_VIDEO_PRESET',
    z.enum(presets).default(standardEncoder.preset),
    "libx264's preset: slower makes smaller files",
  ),
  mostMegabits: setting(
    'ENDOVEIL_VIDEO_MOST_MEGABITS',
    z.coerce.number().min(1).max(400).default(standardEncoder.mostMegabits),
    'most megabits a second at 1920×1080, in proportion for other sizes',
  ),
  strict: setting(
    'ENDOVEIL_VIDEO_STRICT',
    z.stringbool().default(false),
    'black where the picture has not the colours of the inside of a body (a room, people; also tissue in narrow-band light), and a second more on both sides; a video where that cannot be told is held',
  ),
  lossless: setting(
    'ENDOVEIL_VIDEO_LOSSLESS',
    z.stringbool().default(false),
    'every unmasked sample as it was: for proofs; large, and not every player shows it',
  ),
} as const;
