import type { YuvFrame } from './yuv-frame.js';

export type Colour = readonly [red: number, green: number, blue: number];

/** A frame of a test, drawn pixel by pixel in red, green and blue. */
export function drawnFrame(width: number, height: number, draw: (x: number, y: number) => Colour): YuvFrame {
  const y = new Uint8Array(width * height);
  const u = new Uint8Array((width * height) / 4);
  const v = new Uint8Array((width * height) / 4);
  for (let i = 0; i < y.length; i += 1) {
    const [row, column] = [Math.floor(i / width), i % width];
    const [r, g, b] = draw(column, row);
    y[i] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
    const colour = (row >> 1) * (width >> 1) + (column >> 1);
    u[colour] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
    v[colour] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
  }
  return { width, height, y, u, v };
}
