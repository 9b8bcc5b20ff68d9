import { type Rectangle, within } from '../picture/picture.js';

type Size = { readonly width: number; readonly height: number };

/** No upright line is so high, in pixels of the surveyed frame. */
export const HIGHEST_LINE = 80;

/** Upright lines are seldom so high; a slanted one is, where it is long. */
const SLANTED = 44;

/** A slanted line's own box reaches beyond its letters at the corners, the more the longer it is. */
export function withRoom(box: Rectangle, around: number, frame: Size): Rectangle {
  const lesser = Math.min(box.width, box.height);
  const room = around + (lesser > SLANTED ? Math.round(0.1 * lesser) : 0);
  return within(box, room, room, frame);
}
