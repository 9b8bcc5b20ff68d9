import { type Canvas, createCanvas } from '@napi-rs/canvas';

type Random = () => number;
type Colour = readonly [number, number, number];

const CLOUD = 360;
const GRAIN = 256;

/** Value noise of five octaves in three tones: the uneven colour of tissue. */
export function cloudTexture(random: Random, [dark, middle, light]: readonly [Colour, Colour, Colour]): Canvas {
  const height = new Float32Array(CLOUD * CLOUD);
  for (let octave = 0, cells = 4, weight = 0.5; octave < 5; octave += 1, cells *= 2, weight *= 0.55)
    addNoise(height, random, cells, weight);
  const canvas = createCanvas(CLOUD, CLOUD);
  const context = canvas.getContext('2d');
  const image = context.createImageData(CLOUD, CLOUD);
  for (let i = 0; i < height.length; i += 1) {
    const value = Math.min(1, Math.max(0, height[i]!));
    const [from, to, share] = value < 0.5 ? [dark, middle, value * 2] : [middle, light, value * 2 - 1];
    for (let c = 0; c < 3; c += 1) image.data[4 * i + c] = from[c]! + (to[c]! - from[c]!) * share;
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Grain of the sensor: drawn at another place on every frame. */
export function grainTile(random: Random): Canvas {
  const canvas = createCanvas(GRAIN, GRAIN);
  const context = canvas.getContext('2d');
  const image = context.createImageData(GRAIN, GRAIN);
  for (let i = 0; i < GRAIN * GRAIN; i += 1) {
    image.data.fill(Math.floor(random() * 256), 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Random values on a grid of `cells`, smoothed between them, added with the weight; expectation half the weight. */
function addNoise(height: Float32Array, random: Random, cells: number, weight: number): void {
  const grid = Float32Array.from({ length: (cells + 1) * (cells + 1) }, () => random());
  const eased = Array.from({ length: CLOUD }, (_, i) => {
    const position = (i * cells) / CLOUD;
    const cell = Math.floor(position);
    const share = position - cell;
    return { cell, share: share * share * (3 - 2 * share) };
  });
  for (let y = 0; y < CLOUD; y += 1) {
    const row = eased[y]!;
    for (let x = 0; x < CLOUD; x += 1) {
      const column = eased[x]!;
      const at = row.cell * (cells + 1) + column.cell;
      const top = grid[at]! + (grid[at + 1]! - grid[at]!) * column.share;
      const below = grid[at + cells + 1]! + (grid[at + cells + 2]! - grid[at + cells + 1]!) * column.share;
      height[y * CLOUD + x]! += weight * (top + (below - top) * row.share);
    }
  }
}
