import type { OcrImage } from '@endoveil/media';
import type { LetterRow } from './video/letter-rows.js';
import { middleOf } from './video/slanted-rows.js';

export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** OCR reads letters of about this height best, in pixels. */
const LETTER_HEIGHT = 34;
const MOST_PIXELS = 1_200_000;

/** The row alone, dark on white, at the size OCR likes; once for each way it may have been turned. */
export function imagesOfRow(luma: Gray, row: LetterRow): OcrImage[] {
  const [wide, high] = [row.right - row.left + 1, row.bottom - row.top + 1];
  const margin = Math.round(0.5 * Math.min(wide, high)) + 4;
  const heights = row.letters.map((one) => (row.runs === 'down' ? one.right - one.left : one.bottom - one.top) + 1);
  const tall = Math.max(...heights);
  const cut =
    row.runs === 'aslant'
      ? straightened(luma, row, 2.4 * tall)
      : cutOut(luma, row.left - margin, row.top - margin, wide + 2 * margin, high + 2 * margin);
  const ink = strengthened(cut, row.sign, row.contrast);
  const scale = Math.min(LETTER_HEIGHT / tall, Math.sqrt(MOST_PIXELS / (ink.width * ink.height)));
  const ways = {
    across: [ink],
    down: [turned(ink), turned(turned(turned(ink)))],
    aslant: [ink, turned(turned(ink))],
    bars: [],
  };
  return ways[row.runs].map((one) => ({ bytes: pgm(resized(one, scale)), layout: 'line' }));
}

/** A slanted row made level, so high; the nearest pixel of each. */
function straightened({ width, height, data }: Gray, { letters }: LetterRow, high: number): Gray {
  const [from, to] = [middleOf(letters[0]!), middleOf(letters.at(-1)!)];
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [columns, lines] = [Math.round(length + 2 * high), Math.round(high)];
  const out = new Uint8Array(columns * lines);
  for (let line = 0; line < lines; line += 1)
    for (let column = 0; column < columns; column += 1) {
      const [along, aside] = [column - high, line - lines / 2];
      const x = Math.round(from.x + along * dx - aside * dy);
      const y = Math.round(from.y + along * dy + aside * dx);
      out[line * columns + column] =
        data[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))]!;
    }
  return { width: columns, height: lines, data: out };
}

/** A part of a frame as it is, but dark on white; scattered writing. */
export const imageOfPart = (luma: Gray, left: number, top: number, width: number, height: number): OcrImage => {
  const part = cutOut(luma, left, top, width, height);
  for (let i = 0; i < part.data.length; i += 1) part.data[i] = 255 - part.data[i]!;
  return { bytes: pgm(part), layout: 'sparse' };
};

function cutOut({ width, height, data }: Gray, x: number, y: number, wide: number, high: number): Gray {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(width, x + wide), Math.min(height, y + high)];
  const cut = new Uint8Array((right - left) * (bottom - top));
  for (let line = top; line < bottom; line += 1)
    cut.set(data.subarray(line * width + left, line * width + right), (line - top) * (right - left));
  return { width: right - left, height: bottom - top, data: cut };
}

/** What stands out by the row's own strength becomes black, its ground white: tissue under the letters goes. */
function strengthened({ width, height, data }: Gray, sign: 1 | -1, contrast: number): Gray {
  const ground = blurred({ width, height, data }, Math.max(6, Math.round(Math.min(width, height) / 2)));
  const gain = 170 / Math.max(8, contrast);
  const out = new Uint8Array(data.length);
  for (let i = 0; i < out.length; i += 1) {
    const ink = 235 - gain * sign * (data[i]! - ground[i]!);
    out[i] = ink < 0 ? 0 : ink > 255 ? 255 : ink;
  }
  return { width, height, data: out };
}

/** Mean of the square around each pixel. */
function blurred({ width, height, data }: Gray, radius: number): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let line = 0;
    for (let x = 0; x < width; x += 1) {
      line += data[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + line;
    }
  }
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - radius) * (width + 1);
    const bottom = Math.min(height, y + radius + 1) * (width + 1);
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      out[y * width + x] = (sum * (width + 1)) / ((bottom - top) * (right - left));
    }
  }
  return out;
}

/** By a quarter, clockwise. */
function turned({ width, height, data }: Gray): Gray {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) out[x * height + height - 1 - y] = data[y * width + x]!;
  return { width: height, height: width, data: out };
}

function resized({ width, height, data }: Gray, scale: number): Gray {
  const [wide, high] = [Math.max(8, Math.round(width * scale)), Math.max(8, Math.round(height * scale))];
  const out = new Uint8Array(wide * high);
  for (let y = 0; y < high; y += 1) {
    const sy = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / high - 0.5));
    const [y0, fy] = [Math.floor(sy), sy - Math.floor(sy)];
    const y1 = Math.min(height - 1, y0 + 1);
    for (let x = 0; x < wide; x += 1) {
      const sx = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / wide - 0.5));
      const [x0, fx] = [Math.floor(sx), sx - Math.floor(sx)];
      const x1 = Math.min(width - 1, x0 + 1);
      const upper = data[y0 * width + x0]! * (1 - fx) + data[y0 * width + x1]! * fx;
      const lower = data[y1 * width + x0]! * (1 - fx) + data[y1 * width + x1]! * fx;
      out[y * wide + x] = upper * (1 - fy) + lower * fy;
    }
  }
  return { width: wide, height: high, data: out };
}

const pgm = ({ width, height, data }: Gray): Buffer =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
