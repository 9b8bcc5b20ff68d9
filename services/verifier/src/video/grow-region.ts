/** All pixels within `reach` of a set one, by the larger of both distances (chessboard). Values are 0 and 1. */
export function grown(set: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const across = new Uint8Array(set.length);
  for (let row = 0; row < set.length; row += width) {
    let since = reach + 1;
    for (let at = row; at < row + width; at += 1) {
      since = set[at] === 1 ? 0 : since + 1;
      if (since <= reach) across[at] = 1;
    }
    since = reach + 1;
    for (let at = row + width - 1; at >= row; at -= 1) {
      since = set[at] === 1 ? 0 : since + 1;
      if (since <= reach) across[at] = 1;
    }
  }
  const out = new Uint8Array(set.length);
  const since = new Uint16Array(width).fill(reach + 1);
  const pass = (from: number, to: number, step: number) => {
    since.fill(reach + 1);
    for (let y = from; y !== to; y += step)
      for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
        since[x] = across[at] === 1 ? 0 : Math.min(reach + 1, since[x]! + 1);
        if (since[x]! <= reach) out[at] = 1;
      }
  };
  pass(0, height, 1);
  pass(height - 1, -1, -1);
  return out;
}

/** What is left when everything within `reach` of an unset pixel is taken away. Beyond the frame nothing is unset. */
export const shrunk = (set: Uint8Array, width: number, height: number, reach: number): Uint8Array =>
  inverted(grown(inverted(set), width, height, reach));

function inverted(set: Uint8Array): Uint8Array {
  const out = new Uint8Array(set.length);
  for (let i = 0; i < out.length; i += 1) out[i] = 1 - set[i]!;
  return out;
}

/** The largest connected part. Told by squares of four pixels: a gap of less does not part. */
export function largestPart(set: Uint8Array, width: number, height: number): Uint8Array {
  const columns = Math.ceil(width / CELL);
  const cells = new Uint32Array(columns * Math.ceil(height / CELL));
  const cellOf = (at: number) => Math.floor(Math.floor(at / width) / CELL) * columns + Math.floor((at % width) / CELL);
  for (let at = set.indexOf(1); at >= 0; at = set.indexOf(1, at + 1)) cells[cellOf(at)]! += 1;
  const label = new Uint32Array(cells.length);
  let best = { name: 0, size: 0 };
  let names = 0;
  for (let start = 0; start < cells.length; start += 1) {
    if (cells[start] === 0 || label[start] !== 0) continue;
    names += 1;
    label[start] = names;
    const stack = [start];
    let size = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      size += cells[at]!;
      const x = at % columns;
      for (const to of [x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns]) {
        if (to < 0 || to >= cells.length || label[to] !== 0 || cells[to] === 0) continue;
        label[to] = names;
        stack.push(to);
      }
    }
    if (size > best.size) best = { name: names, size };
  }
  const out = new Uint8Array(set.length);
  for (let at = set.indexOf(1); at >= 0; at = set.indexOf(1, at + 1)) if (label[cellOf(at)] === best.name) out[at] = 1;
  return out;
}

const CELL = 4;
