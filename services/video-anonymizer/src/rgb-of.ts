/** Interleaved RGB of a `yuv420p` frame in limited range (ITU-R BT.601). Sides are even. */
export function rgbOf(
  yuv: Uint8Array,
  width: number,
  height: number,
  into: Uint8Array = new Uint8Array(3 * width * height),
): Uint8Array {
  const [blue, red] = [width * height, width * height * 1.25];
  const half = width / 2;
  const byte = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const colour = (y >> 1) * half + (x >> 1);
      const luma = 298 * (yuv[y * width + x]! - 16) + 128;
      const [u, v] = [yuv[blue + colour]! - 128, yuv[red + colour]! - 128];
      const at = 3 * (y * width + x);
      into[at] = byte((luma + 409 * v) >> 8);
      into[at + 1] = byte((luma - 100 * u - 208 * v) >> 8);
      into[at + 2] = byte((luma + 516 * u) >> 8);
    }
  return into;
}
