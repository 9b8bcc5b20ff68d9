/** A rectangle in pixels, origin top left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the endoscope picture is. `cuts`: how much of each corner is missing, in pixels, clockwise from top left. */
export interface Picture {
  readonly shape: 'rectangle' | 'octagon' | 'ellipse';
  readonly box: Rectangle;
  readonly cuts: readonly [number, number, number, number];
}

/** True where the centre of the pixel lies inside of the picture shrunk by `inset` pixels on all sides. */
export function isInside({ shape, box, cuts }: Picture, x: number, y: number, inset = 0): boolean {
  const left = x + 0.5 - box.x - inset;
  const top = y + 0.5 - box.y - inset;
  const right = box.width - 2 * inset - left;
  const bottom = box.height - 2 * inset - top;
  if (left < 0 || top < 0 || right < 0 || bottom < 0) return false;
  if (shape === 'ellipse') {
    const rx = box.width / 2 - inset;
    const ry = box.height / 2 - inset;
    return ((left - rx) / rx) ** 2 + ((top - ry) / ry) ** 2 <= 1;
  }
  // measured from the shrunk box: its corner has moved by two insets, the diagonal edge by the square root of two
  const [tl, tr, br, bl] = cuts.map((cut) =>
    cut > 0 ? cut - (2 - Math.SQRT2) * inset : 0,
  ) as unknown as Picture['cuts'];
  return left + top >= tl && right + top >= tr && right + bottom >= br && left + bottom >= bl;
}

/** 1 inside, 0 outside, row by row. */
export function maskOf(picture: Picture, width: number, height: number, inset = 0): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (isInside(picture, x, y, inset)) mask[y * width + x] = 1;
  return mask;
}

/** The same picture in frames of another size. */
export function scaled({ shape, box, cuts }: Picture, factorX: number, factorY: number): Picture {
  return {
    shape,
    box: { x: box.x * factorX, y: box.y * factorY, width: box.width * factorX, height: box.height * factorY },
    cuts: cuts.map((cut) => (cut * (factorX + factorY)) / 2) as unknown as Picture['cuts'],
  };
}
