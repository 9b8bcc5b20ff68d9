import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Unreadable } from '@endoveil/contracts';
import { type Bitmap, turned } from './bitmap.js';
import { leant } from './leant.js';
import type { PageFile } from './render.js';
import type { Upright } from './straighten.js';

/** Red, green and blue, each as a grey picture of the upright page. */
export type ColourPage = readonly [Bitmap, Bitmap, Bitmap];

/** The page in colour, turned as its grey picture was; undefined where it holds no colour. */
export async function loadColourPage(
  { colour, width, height }: PageFile,
  { quarters, degrees }: Upright['turn'],
): Promise<ColourPage | undefined> {
  if (!colour) return undefined;
  await using file = await open(colour.path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const rgb = await file.readFile();
  if (rgb.length !== 3 * colour.width * colour.height) throw new Unreadable('not-decodable');
  const planes = [0, 1, 2].map((offset) => {
    const gray = new Uint8Array(colour.width * colour.height);
    for (let i = 0, at = offset; i < gray.length; i += 1, at += 3) gray[i] = rgb[at]!;
    const side = turned({ width: colour.width, height: colour.height, gray }, quarters);
    return degrees === 0 ? side : leant(side, degrees);
  });
  if (planes.some((plane) => plane.width !== width || plane.height !== height)) throw new Unreadable('not-decodable');
  return planes as unknown as ColourPage;
}
