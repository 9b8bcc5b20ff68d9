import type { Box } from '@endoveil/media';

/** True when a box covers part of a word; a margin that just brushes the neighbouring line or word is no hit. */
export function touches(box: Box, word: Box): boolean {
  const wide = Math.min(box.x + box.width, word.x + word.width) - Math.max(box.x, word.x);
  const high = Math.min(box.y + box.height, word.y + word.height) - Math.max(box.y, word.y);
  return wide > 3 && high > 0.3 * Math.min(box.height, word.height);
}

/** True when they share anything at all. */
export function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
