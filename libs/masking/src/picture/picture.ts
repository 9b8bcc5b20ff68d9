/** A rectangle in pixels, origin top left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the endoscope picture is. */
export interface Picture {
  readonly shape: 'rectangle' | 'octagon' | 'ellipse';
  readonly box: Rectangle;
  /** How much of each corner is missing, in pixels, clockwise from top left. */
  readonly cuts: readonly [number, number, number, number];
  /** Of an ellipse: its own box, where it reaches beyond the picture's (a circle that is cut off above and below). */
  readonly ellipse?: Rectangle;
}

/** True where the centre of the pixel lies inside of the picture shrunk by `inset` pixels on all sides. */
export function isInside({ shape, box, cuts, ellipse }: Picture, x: number, y: number, inset = 0): boolean {
  const left = x + 0.5 - box.x - inset;
  const top = y + 0.5 - box.y - inset;
  const right = box.width - 2 * inset - left;
  const bottom = box.height - 2 * inset - top;
  if (left < 0 || top < 0 || right < 0 || bottom < 0) return false;
  if (shape === 'ellipse') {
    const round = ellipse ?? box;
    const rx = round.width / 2;
    const ry = round.height / 2;
    return ((x + 0.5 - round.x - rx) / (rx - inset)) ** 2 + ((y + 0.5 - round.y - ry) / (ry - inset)) ** 2 <= 1;
  }
  // measured from the shrunk box: its corner has moved by two insets, the diagonal edge by the square root of two
  const less = (2 - Math.SQRT2) * inset;
  return (
    (cuts[0] === 0 || left + top >= cuts[0] - less) &&
    (cuts[1] === 0 || right + top >= cuts[1] - less) &&
    (cuts[2] === 0 || right + bottom >= cuts[2] - less) &&
    (cuts[3] === 0 || left + bottom >= cuts[3] - less)
  );
}

/** Pixels of a row that lie inside, from the first to before the second: pictures have no dents. */
export function rowInside(picture: Picture, y: number, width: number, inset = 0): readonly [from: number, to: number] {
  const { box } = picture;
  let from = Math.max(0, Math.floor(box.x + inset) - 1);
  let to = Math.min(width, Math.ceil(box.x + box.width - inset) + 1);
  if (y + 0.5 - box.y - inset < 0 || y + 0.5 > box.y + box.height - inset + 1) return [0, 0];
  while (from < to && !isInside(picture, from, y, inset)) from += 1;
  while (to > from && !isInside(picture, to - 1, y, inset)) to -= 1;
  return [from, Math.max(from, to)];
}

/** 1 inside, 0 outside, row by row. */
export function maskOf(picture: Picture, width: number, height: number, inset = 0): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [from, to] = rowInside(picture, y, width, inset);
    mask.fill(1, y * width + from, y * width + to);
  }
  return mask;
}

/** The same picture in frames of another size. */
export function scaled({ shape, box, cuts, ellipse }: Picture, factorX: number, factorY: number): Picture {
  const scaledBox = ({ x, y, width, height }: Rectangle): Rectangle => ({
    x: x * factorX,
    y: y * factorY,
    width: width * factorX,
    height: height * factorY,
  });
  return {
    shape,
    box: scaledBox(box),
    cuts: cuts.map((cut) => (cut * (factorX + factorY)) / 2) as unknown as Picture['cuts'],
    ...(ellipse ? { ellipse: scaledBox(ellipse) } : {}),
  };
}

/** Intersection over union of what both cover, 0 to 1, sampled on a grid of some 100 by 100. */
export function overlapOf(a: Picture, b: Picture): number {
  const left = Math.min(a.box.x, b.box.x);
  const top = Math.min(a.box.y, b.box.y);
  const stepX = (Math.max(a.box.x + a.box.width, b.box.x + b.box.width) - left) / 100;
  const stepY = (Math.max(a.box.y + a.box.height, b.box.y + b.box.height) - top) / 100;
  let [both, either] = [0, 0];
  for (let row = 0; row < 100; row += 1)
    for (let column = 0; column < 100; column += 1) {
      const [x, y] = [left + stepX * (column + 0.5) - 0.5, top + stepY * (row + 0.5) - 0.5];
      const [inA, inB] = [isInside(a, x, y), isInside(b, x, y)];
      if (inA && inB) both += 1;
      if (inA || inB) either += 1;
    }
  return either === 0 ? 0 : both / either;
}

/** The smallest rectangle around both. */
export function union(a: Rectangle, b: Rectangle): Rectangle {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The rectangle grown on both sides of both directions, as far as the frame goes. */
export function within(
  { x, y, width, height }: Rectangle,
  dx: number,
  dy: number,
  frame: { readonly width: number; readonly height: number },
): Rectangle {
  const [left, top] = [Math.max(0, x - dx), Math.max(0, y - dy)];
  return {
    x: left,
    y: top,
    width: Math.min(frame.width, x + width + dx) - left,
    height: Math.min(frame.height, y + height + dy) - top,
  };
}

export const areaOf = ({ width, height }: Rectangle): number => width * height;

/** What lies in both; neither wide nor high where nothing does. */
export function common(a: Rectangle, b: Rectangle): Rectangle {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x);
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y);
  return { x, y, width, height };
}

/** Pixels that lie in both. */
export const overlapArea = (a: Rectangle, b: Rectangle): number => areaOf(common(a, b));
