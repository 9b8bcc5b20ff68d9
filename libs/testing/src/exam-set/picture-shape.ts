import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area, PictureShape } from './layouts.js';

/** Everything drawn from now on stays inside the shape. */
export function clipToShape(context: SKRSContext2D, shape: PictureShape, { x, y, width, height }: Area): void {
  context.beginPath();
  if (shape === 'circle' || shape === 'ellipse')
    context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
  else {
    const cut = { rectangle: 0, octagon: 0.2, 'cut-corners': 0.07 }[shape] * height;
    const corners = [
      [x + cut, y],
      [x + width - cut, y],
      [x + width, y + cut],
      [x + width, y + height - cut],
      [x + width - cut, y + height],
      [x + cut, y + height],
      [x, y + height - cut],
      [x, y + cut],
    ] as const;
    for (const [cornerX, cornerY] of corners) context.lineTo(cornerX, cornerY);
    context.closePath();
  }
  context.clip();
}
