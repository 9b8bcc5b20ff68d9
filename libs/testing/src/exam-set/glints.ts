import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from './layouts.js';

type Random = () => number;

/** Small bright reflections, in clusters, as wet tissue has them; a detector takes them for letters. */
export interface Glint {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly stretch: number;
  readonly turned: number;
  readonly rhythm: number;
  readonly phase: number;
}

/** Some clusters, each of them a row that wavers. */
export function glintsFrom(random: Random): Glint[] {
  return Array.from({ length: 10 + Math.floor(random() * 14) }, () => {
    const [cx, cy, direction] = [random(), random(), random() * 3.14];
    return Array.from({ length: 1 + Math.floor(random() * 12) }, (_, i) => ({
      x: cx + (i - 4) * 0.009 * Math.cos(direction) + random() * 0.02,
      y: cy + (i - 4) * 0.012 * Math.sin(direction) + random() * 0.02,
      radius: 0.001 + random() ** 4 * 0.009,
      stretch: 1 + random() * 1.6,
      turned: direction + random(),
      rhythm: 1 + random() * 5,
      phase: random() * 6.28,
    }));
  }).flat();
}

/** `centre`: where the tissue is now. `at`: seconds of the camera's own time. */
export function drawGlints(
  context: SKRSContext2D,
  glints: readonly Glint[],
  { width, height }: Area,
  centre: { x: number; y: number },
  at: number,
): void {
  context.fillStyle = 'rgb(255,250,244)';
  for (const { x, y, radius, stretch, turned, rhythm, phase } of glints) {
    const shine = Math.sin(at * rhythm + phase);
    if (shine < -0.3) continue;
    context.globalAlpha = Math.min(1, 0.5 + shine);
    context.beginPath();
    const r = radius * height * (0.8 + 0.3 * shine);
    context.ellipse(
      centre.x + (x - 0.5) * width * 1.1,
      centre.y + (y - 0.5) * height * 1.1,
      r * stretch,
      r,
      turned,
      0,
      6.29,
    );
    context.fill();
  }
  context.globalAlpha = 1;
}
