/** A row of letter-like shapes, cut out with a margin. */
export interface Candidate {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
  /** Shapes in the row. */
  readonly letters: number;
}

export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
}

interface Shape {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const SMALLEST = 7;
const LETTERS_IN_A_ROW = 4;

/**
 * Looks for letters as shapes, where the levels look for strokes: small connected regions that stand out from their
 * neighbourhood, of a letter's proportions, several of one height side by side. Both bright and dark ones.
 * `contrast`: by how many grey levels a shape must differ from its neighbourhood.
 */
export function letterRows(picture: GrayPicture, contrast: number): Candidate[] {
  const tallest = Math.max(24, Math.round(picture.height / 10));
  const mean = neighbourhood(picture, Math.max(8, Math.round(picture.height / 40)));
  const rows = [1, -1].flatMap((sign) => {
    const set = new Uint8Array(picture.gray.length);
    for (let i = 0; i < set.length; i += 1) if (sign * (picture.gray[i]! - mean[i]!) > contrast) set[i] = 1;
    return rowsOf(shapesOf(set, picture.width, picture.height, tallest));
  });
  return rows.map((row) => cutOut(picture, row));
}

/** Mean of the square around each pixel, by sums over the whole picture. */
function neighbourhood({ width, height, gray }: GrayPicture, radius: number): Uint8Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += gray[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const mean = new Uint8Array(gray.length);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - radius) * (width + 1);
    const bottom = Math.min(height, y + radius + 1) * (width + 1);
    const rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      mean[y * width + x] =
        (sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!) /
        (rows * (right - left));
    }
  }
  return mean;
}

function shapesOf(set: Uint8Array, width: number, height: number, tallest: number): Shape[] {
  const shapes: Shape[] = [];
  const stack: number[] = [];
  for (let start = 0; start < set.length; start += 1) {
    if (set[start] === 0) continue;
    set[start] = 0;
    stack.push(start);
    let [left, right, top, bottom, size] = [width, 0, height, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      size += 1;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      for (const to of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (to < 0 || to >= set.length || set[to] === 0) continue;
        set[to] = 0;
        stack.push(to);
      }
    }
    const [wide, high] = [right - left + 1, bottom - top + 1];
    const fill = size / (wide * high);
    if (high >= SMALLEST && high <= tallest && wide >= 2 && wide <= 2.2 * high && fill > 0.12 && fill < 0.92)
      shapes.push({ left, right, top, bottom });
  }
  return shapes;
}

/** Shapes of like height on one line, each close to the one before. */
function rowsOf(shapes: readonly Shape[]): { row: Shape; letters: number }[] {
  const rows: { row: { left: number; right: number; top: number; bottom: number }; letters: number }[] = [];
  for (const shape of shapes.toSorted((a, b) => a.left - b.left)) {
    const high = shape.bottom - shape.top + 1;
    const row = rows.find(({ row: one }) => {
      const tall = one.bottom - one.top + 1;
      const gap = shape.left - one.right;
      const overlap = Math.min(one.bottom, shape.bottom) - Math.max(one.top, shape.top) + 1;
      return (
        gap >= -2 && gap <= 1.1 * tall && high < 1.9 * tall && tall < 1.9 * high && overlap > 0.5 * Math.min(tall, high)
      );
    });
    if (row) {
      row.letters += 1;
      row.row.right = Math.max(row.row.right, shape.right);
      row.row.top = Math.min(row.row.top, shape.top);
      row.row.bottom = Math.max(row.row.bottom, shape.bottom);
    } else rows.push({ row: { ...shape }, letters: 1 });
  }
  return rows.filter(({ letters }) => letters >= LETTERS_IN_A_ROW);
}

function cutOut({ width, height, gray }: GrayPicture, { row, letters }: { row: Shape; letters: number }): Candidate {
  const margin = 10;
  const x = Math.max(0, row.left - margin);
  const y = Math.max(0, row.top - margin);
  const wide = Math.min(width, row.right + margin) - x;
  const high = Math.min(height, row.bottom + margin) - y;
  const cut = new Uint8Array(wide * high);
  for (let line = 0; line < high; line += 1)
    cut.set(gray.subarray((y + line) * width + x, (y + line) * width + x + wide), line * wide);
  return { x, y, width: wide, height: high, gray: cut, letters };
}
