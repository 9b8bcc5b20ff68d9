/** A frame in 4:2:0, studio range (black is 16, white 235, grey 128): what decoders give and detectors look at. */
export interface YuvFrame {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Luma, row by row. */
  readonly y: Uint8Array;
  /** Colour differences, half as wide and half as high. */
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** The three planes of a frame as ffmpeg writes `yuv420p`. Nothing is copied. */
export function yuvFrame(data: Uint8Array, width: number, height: number): YuvFrame {
  const luma = width * height;
  const colour = luma >> 2;
  return {
    width,
    height,
    y: data.subarray(0, luma),
    u: data.subarray(luma, luma + colour),
    v: data.subarray(luma + colour, luma + 2 * colour),
  };
}

/** Every second pixel in both directions. */
export function halved({ width, height, y, u, v }: YuvFrame): YuvFrame {
  const wide = (width >> 2) * 2;
  const high = (height >> 2) * 2;
  return {
    width: wide,
    height: high,
    y: everySecond(y, width, wide, high),
    u: everySecond(u, width >> 1, wide >> 1, high >> 1),
    v: everySecond(v, width >> 1, wide >> 1, high >> 1),
  };
}

function everySecond(plane: Uint8Array, from: number, width: number, height: number): Uint8Array {
  const result = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y += 1)
    for (let x = 0, at = 2 * y * from; x < width; x += 1, to += 1, at += 2) result[to] = plane[at]!;
  return result;
}

/** How far from grey, for every second pixel: 0 to 256. */
export function colourAt({ u, v }: YuvFrame, at: number): number {
  return Math.abs(u[at]! - 128) + Math.abs(v[at]! - 128);
}

/** A frame of an interlaced video with each line mixed with its neighbours, in memory that is its own. */
export class MixedLines {
  private readonly y: Uint8Array;
  private readonly u: Uint8Array;
  private readonly v: Uint8Array;

  constructor(width: number, height: number) {
    this.y = new Uint8Array(width * height);
    this.u = new Uint8Array((width * height) / 4);
    this.v = new Uint8Array((width * height) / 4);
  }

  /** Holds until the next call. */
  of({ width, height, y, u, v }: YuvFrame): YuvFrame {
    const half = width >> 1;
    return { width, height, y: mixed(y, width, this.y), u: mixed(u, half, this.u), v: mixed(v, half, this.v) };
  }
}

/** Each line with its neighbours, into `to`: the two fields of an interlaced frame, moved apart, comb otherwise. */
function mixed(plane: Uint8Array, width: number, to: Uint8Array): Uint8Array {
  const last = plane.length - width;
  for (let here = 0; here <= last; here += width) {
    const [above, below] = [Math.max(0, here - width), Math.min(last, here + width)];
    for (let x = 0; x < width; x += 1)
      to[here + x] = (plane[above + x]! + 2 * plane[here + x]! + plane[below + x]! + 2) >> 2;
  }
  return to;
}
