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

/** Each line mixed with its neighbours, into `to`: the two fields of an interlaced frame, moved apart, comb otherwise. */
export function mixLines({ y, width, height }: YuvFrame, to: Uint8Array): Uint8Array {
  for (let row = 0; row < height; row += 1) {
    const here = row * width;
    const above = Math.max(0, row - 1) * width;
    const below = Math.min(height - 1, row + 1) * width;
    for (let x = 0; x < width; x += 1) to[here + x] = (y[above + x]! + 2 * y[here + x]! + y[below + x]! + 2) >> 2;
  }
  return to;
}
