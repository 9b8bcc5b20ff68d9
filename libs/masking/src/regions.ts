/** Pixels that are set, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly set: Uint8Array;
}

/** Sets every pixel with a set one within `radius` (square). */
export function grown(plane: Plane, radius: number): Plane {
  return spread(plane, radius, 1);
}

/** Clears every pixel with a clear one within `radius` (square). What lies beyond the frame counts as set. */
export function shrunk(plane: Plane, radius: number): Plane {
  return spread(plane, radius, 0);
}

/** Along the rows, then down the columns; each pixel is written once, however wide the square is. */
function spread({ width, height, set }: Plane, radius: number, value: 0 | 1): Plane {
  const rows = new Uint8Array(set.length).fill(1 - value);
  for (let y = 0; y < height; y += 1) {
    let done = 0;
    for (let x = 0; x < width; x += 1) {
      if (set[y * width + x] !== value) continue;
      const to = Math.min(width, x + radius + 1);
      for (done = Math.max(done, x - radius); done < to; done += 1) rows[y * width + done] = value;
    }
  }
  const result = new Uint8Array(set.length).fill(1 - value);
  const done = new Int32Array(width);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (rows[y * width + x] !== value) continue;
      const to = Math.min(height, y + radius + 1);
      for (let at = Math.max(done[x]!, y - radius); at < to; at += 1) result[at * width + x] = value;
      done[x] = to;
    }
  return { width, height, set: result };
}

/** The largest connected region (four neighbours), with its holes filled. Empty when nothing is set. */
export function largestRegion(plane: Plane): Plane {
  const { width, height, set } = plane;
  const label = new Int32Array(set.length);
  const stack = new Int32Array(set.length);
  const sizes = [0];
  for (let start = 0; start < set.length; start += 1) {
    if (set[start] !== 1 || label[start] !== 0) continue;
    sizes.push(flood(plane, label, stack, start, sizes.length, 1));
  }
  const best = sizes.indexOf(Math.max(...sizes));
  const region = new Uint8Array(set.length);
  if (best > 0) for (let i = 0; i < set.length; i += 1) if (label[i] === best) region[i] = 1;
  return { width, height, set: withoutHoles({ width, height, set: region }) };
}

/** Names a region and answers its size. `stack`: room for as many places as there are. */
function flood(
  { width, height, set }: Plane,
  label: Int32Array,
  stack: Int32Array,
  start: number,
  name: number,
  value: 0 | 1,
): number {
  let [open, size] = [1, 0];
  stack[0] = start;
  label[start] = name;
  const last = (height - 1) * width;
  while (open > 0) {
    open -= 1;
    const at = stack[open]!;
    size += 1;
    const x = at % width;
    if (x > 0 && set[at - 1] === value && label[at - 1] === 0) {
      label[at - 1] = name;
      stack[open++] = at - 1;
    }
    if (x < width - 1 && set[at + 1] === value && label[at + 1] === 0) {
      label[at + 1] = name;
      stack[open++] = at + 1;
    }
    if (at >= width && set[at - width] === value && label[at - width] === 0) {
      label[at - width] = name;
      stack[open++] = at - width;
    }
    if (at < last && set[at + width] === value && label[at + width] === 0) {
      label[at + width] = name;
      stack[open++] = at + width;
    }
  }
  return size;
}

/** What cannot be reached from the frame's edge without crossing the region belongs to it. */
function withoutHoles(plane: Plane): Uint8Array {
  const { width, height, set } = plane;
  const reached = new Int32Array(set.length);
  const stack = new Int32Array(set.length);
  const edge = (at: number) => {
    if (set[at] === 0 && reached[at] === 0) flood(plane, reached, stack, at, 1, 0);
  };
  for (let x = 0; x < width; x += 1) {
    edge(x);
    edge((height - 1) * width + x);
  }
  for (let y = 0; y < height; y += 1) {
    edge(y * width);
    edge(y * width + width - 1);
  }
  return set.map((_, i) => (reached[i] === 0 ? 1 : 0));
}
