import type { SKRSContext2D } from '@napi-rs/canvas';
import { extentOf, type Lettering } from './lettering.js';

type Rgb = readonly [red: number, green: number, blue: number];

const hues: readonly Rgb[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [0, 255, 255],
  [255, 0, 255],
  [255, 255, 0],
];
/** How far an ink must be from its ground, as both colour differences together, to be read. */
const READABLE = 30;

const luma = ([r, g, b]: Rgb) => 0.299 * r + 0.587 * g + 0.114 * b;
const differences = (colour: Rgb) => [(colour[2] - luma(colour)) / 1.772, (colour[0] - luma(colour)) / 1.402] as const;

/** The hue mixed with white or black until it is as bright as the other colour. */
function asBrightAs(hue: Rgb, other: Rgb): Rgb {
  const [own, wanted] = [luma(hue), luma(other)];
  const mixed = (value: number) =>
    own < wanted ? value + ((wanted - own) / (255 - own)) * (255 - value) : (value * wanted) / own;
  return [mixed(hue[0]), mixed(hue[1]), mixed(hue[2])];
}

function away(one: Rgb, other: Rgb): number {
  const [a, b] = [differences(one), differences(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** An ink as bright as what the line will stand on, as a colour of CSS: it is told from it by its colour alone. */
export function inkAsBrightAsGround(
  context: SKRSContext2D,
  lettering: Omit<Lettering, 'colour'>,
  random: () => number,
): string {
  const ground = meanWithin(context, lettering);
  const inks = hues.map((hue) => asBrightAs(hue, ground)).toSorted((a, b) => away(b, ground) - away(a, ground));
  const readable = inks.filter((ink) => away(ink, ground) >= READABLE);
  const ink = readable[Math.floor(random() * readable.length)] ?? inks[0]!;
  return `rgb(${ink.map(Math.round).join(',')})`;
}

function meanWithin(context: SKRSContext2D, lettering: Omit<Lettering, 'colour'>): Rgb {
  const [left, top, right, bottom] = extentOf(context, lettering);
  const [wide, high] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  const { data } = context.getImageData(left, top, wide, high);
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c += 1) sums[c]! += data[i + c]!;
  return sums.map((sum) => sum / (wide * high)) as unknown as Rgb;
}
