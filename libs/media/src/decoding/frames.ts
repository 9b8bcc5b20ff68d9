/** What ffprobe says of the one picture stream that counts. Nothing in it names a person. */
export interface VideoFacts {
  /** The forced demuxer: `mov`, `matroska`, `avi`, `mpegts`, … */
  readonly format: string;
  readonly codec: string;
  /** Stored size in pixels, before rotation and sample aspect. */
  readonly width: number;
  readonly height: number;
  /** As a person sees it: after rotation and with square samples, even on both sides. */
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** Clockwise degrees, 0 to 270. */
  readonly rotation: number;
  readonly interlaced: boolean;
  /** Luma from 0 to 255 instead of 16 to 235. */
  readonly fullRange: boolean;
  /** Frames a second, as numerator and denominator; a mean where they come irregularly, 25 where nothing is said. */
  readonly frameRate: readonly [number, number];
  /** Seconds per PTS unit, as numerator and denominator. */
  readonly timeBase: readonly [number, number];
  /** Presentation times in units of `timeBase`, rising, one for each frame. Of the packets, until all were decoded. */
  readonly ptsTable: readonly bigint[];
  readonly durationMs: number;
}

/** Some frames one behind the other, by index; both ends belong to it. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** One decoded frame in display space. `data` is valid until the next frame is asked for, or as `staysFor` says. */
export interface Frame {
  readonly index: number;
  readonly pts: bigint;
  readonly data: Uint8Array;
}

/** `gray`: width × height bytes. `rgb24`: three times as many, interleaved. `yuv420p`: gray, then two quarter planes. */
export type PixelFormat = 'gray' | 'rgb24' | 'yuv420p';

/** Bytes of one frame. Sides are even where the format is `yuv420p`. */
export function frameBytes(width: number, height: number, pixelFormat: PixelFormat): number {
  return width * height * { gray: 1, rgb24: 3, yuv420p: 1.5 }[pixelFormat];
}

export interface FrameRequest {
  readonly path: string;
  readonly facts: VideoFacts;
  /** Size of the frames wanted; default display size. */
  readonly width?: number;
  readonly height?: number;
  readonly pixelFormat: PixelFormat;
  /** Both sides are filled up with black, right and bottom, to a multiple of this. */
  readonly multipleOf?: number;
  /** For how many frames, itself and later ones, a frame's data stays valid. Default 1: only until the next. */
  readonly staysFor?: number;
  /** Only these frames, by index, rising; default all. Frames between are decoded all the same. */
  readonly only?: readonly number[];
  /** Also what the stream says is not to be shown, at the rim; the size wanted is that of the recorded pictures then. */
  readonly uncropped?: boolean;
  readonly signal: AbortSignal;
  /** Called when the decoder says that something is damaged. */
  readonly onDamage?: () => void;
}
