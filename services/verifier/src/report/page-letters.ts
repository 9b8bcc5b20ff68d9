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
 * Looks for letters on a page as shapes, where the levels look for strokes: small connected regions that stand out from their
 * neighbourhood, of a letter's proportions, several of one height side by side. Both bright and dark ones.
 * `contrast`: by how many grey levels a shape must differ from its neighbourhood. Keeps its buffers between frames.
 */
export function letterFinder(width: number, height: number): (gray: Uint8Array, contrast: number) => Candidate[] {
  const tallest = Math.max(24, Math.round(height / 10));
  const radius = Math.max(8, Math.round(height / 40));
  const sums = new Uint32Array((width + 1) * (height + 1));
  const set = new Uint8Array(width * height);
  return (gray, contrast) => {
    addUp(gray, width, height, sums);
    const found = standOut(gray, width, height, sums, radius, contrast, set);
    if (found === 0) return [];
    return [BRIGHT, DARK]
      .flatMap((kind) => rowsOf(shapesOf(set, kind, width, height, tallest)))
      .map((row) => cutOut({ width, height, gray }, row));
  };
}

const BRIGHT = 1;
const DARK = 2;

/** Sums over all rectangles from the origin (Viola and Jones 2001). 255 × 4096 × 4096 fits 32 bits. */
function addUp(gray: Uint8Array, width: number, height: number, sums: Uint32Array): void {
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    let at = (y + 1) * (width + 1) + 1;
    for (let i = y * width; i < (y + 1) * width; i += 1, at += 1) {
      row += gray[i]!;
      sums[at] = sums[at - width - 1]! + row;
    }
  }
}

/** Marks what differs from the mean of the square around it; answers how many pixels do. */
function standOut(
  gray: Uint8Array,
  width: number,
  height: number,
  sums: Uint32Array,
  radius: number,
  contrast: number,
  set: Uint8Array,
): number {
  let found = 0;
  for (let y = 0; y < height; y += 1) {
    const [from, to] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
    const [top, bottom] = [from * (width + 1), to * (width + 1)];
    for (let x = 0; x < width; x += 1) {
      const left = x < radius ? 0 : x - radius;
      const right = x + radius + 1 > width ? width : x + radius + 1;
      const area = (to - from) * (right - left);
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      const more = gray[y * width + x]! * area - sum;
      const kind = more > contrast * area ? BRIGHT : -more > contrast * area ? DARK : 0;
      set[y * width + x] = kind;
      if (kind !== 0) found += 1;
    }
  }
  return found;
}

/** Connected regions of one kind that could be a letter. Takes them out of the set. */
function shapesOf(set: Uint8Array, kind: number, width: number, height: number, tallest: number): Shape[] {
  const shapes: Shape[] = [];
  const stack: number[] = [];
  for (let start = 0; start < set.length; start += 1) {
    if (set[start] !== kind) continue;
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
      const grow = (to: number) => {
        if (set[to] !== kind) return;
        set[to] = 0;
        stack.push(to);
      };
      if (x > 0) grow(at - 1);
      if (x < width - 1) grow(at + 1);
      grow(at - width);
      grow(at + width);
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
