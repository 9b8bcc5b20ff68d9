import type { Rectangle } from '@endoveil/masking';

/** Grown to even sides, as the encoder's colours want it, and cut at the frame. */
export function evenBox(box: Rectangle, width: number, height: number): Rectangle {
  const x = Math.max(0, Math.floor(box.x / 2) * 2);
  const y = Math.max(0, Math.floor(box.y / 2) * 2);
  const right = Math.min(width, Math.ceil((box.x + box.width) / 2) * 2);
  const bottom = Math.min(height, Math.ceil((box.y + box.height) / 2) * 2);
  return { x, y, width: right - x, height: bottom - y };
}
