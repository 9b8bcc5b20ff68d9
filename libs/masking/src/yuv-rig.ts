import type { YuvFrame } from './yuv-frame.js';

export type Colour = readonly [red: number, green: number, blue: number];

const luma = ([r, g, b]: Colour) => 0.257 * r + 0.504 * g + 0.098 * b;
const blue = ([r, g, b]: Colour) => 0.439 * b - 0.148 * r - 0.291 * g;
const red = ([r, g, b]: Colour) => 0.439 * r - 0.368 * g - 0.071 * b;

/** A frame of a test, drawn pixel by pixel in red, green and blue; of four pixels' colours the mean is kept. */
export function drawnFrame(width: number, height: number, draw: (x: number, y: number) => Colour): YuvFrame {
  const y = new Uint8Array(width * height);
  const [us, vs] = [new Float32Array((width * height) / 4), new Float32Array((width * height) / 4)];
  for (let i = 0; i < y.length; i += 1) {
    const [row, column] = [Math.floor(i / width), i % width];
    const drawn = draw(column, row);
    y[i] = 16 + luma(drawn);
    const colour = (row >> 1) * (width >> 1) + (column >> 1);
    us[colour]! += blue(drawn) / 4;
    vs[colour]! += red(drawn) / 4;
  }
  const [u, v] = [us, vs].map((plane) => Uint8Array.from(plane, (value) => 128 + value));
  return { width, height, y, u: u!, v: v! };
}

/** The colour mixed with white or black until it is as bright as the other one. */
export function asBrightAs(colour: Colour, other: Colour): Colour {
  const [own, wanted] = [luma(colour), luma(other)];
  const white = luma([255, 255, 255]);
  const share = own < wanted ? (wanted - own) / (white - own) : 0;
  const scale = own > wanted ? wanted / own : 1;
  return colour.map((value) => scale * (value + share * (255 - value))) as unknown as Colour;
}

/** How far two colours are apart, their brightness aside. */
export const differenceOf = (one: Colour, other: Colour): number =>
  Math.hypot(blue(one) - blue(other), red(one) - red(other));

/** The frame with ink (a share of each pixel) of this colour in it; each pixel stays as bright as it was. */
export function inColour({ width, height, y, u, v }: YuvFrame, ink: Float32Array, colour: Colour): YuvFrame {
  const half = width >> 1;
  const share = (i: number) => {
    const at = 2 * Math.floor(i / half) * width + 2 * (i % half);
    return (ink[at]! + ink[at + 1]! + ink[at + width]! + ink[at + width + 1]!) / 4;
  };
  const inked = (plane: Uint8Array, difference: number) =>
    plane.map((value, i) => Math.round(value + share(i) * (128 + difference - value)));
  return { width, height, y, u: inked(u, blue(colour)), v: inked(v, red(colour)) };
}
