import type { Rectangle } from '../picture/picture.js';
import type { Cover, Sighting } from './track.js';

export const isAt = ({ first, last }: Readonly<Cover>, index: number) => first <= index && last >= index;

/** A line's box may be longer than its letters by so much at both ends together, in pixels. */
const LONGER = 32;

/** Most of the line's length lies on the box, of one that moves nearly all: it is what was covered there. */
export function isOn({ box, turned }: Sighting, cover: Rectangle, isMoving: boolean): boolean {
  const wide = Math.min(box.x + box.width, cover.x + cover.width) - Math.max(box.x, cover.x);
  const high = Math.min(box.y + box.height, cover.y + cover.height) - Math.max(box.y, cover.y);
  const [on, long] = turned ? [high, box.height] : [wide, box.width];
  return wide > 0 && high > 0 && on >= (isMoving ? Math.max(0.5 * long, long - LONGER) : 0.5 * long);
}
