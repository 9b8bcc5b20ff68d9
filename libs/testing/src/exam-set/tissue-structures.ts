import type { SKRSContext2D } from '@napi-rs/canvas';

type Random = () => number;
type Colour = readonly [number, number, number];

const rgba = ([red, green, blue]: Colour, alpha: number) => `rgba(${red},${green},${blue},${alpha})`;

/** Thin dark lines that wander, narrow and branch. */
export function drawVessels(context: SKRSContext2D, random: Random, dark: Colour): void {
  const side = context.canvas.width;
  context.lineCap = 'round';
  const trees = 6 + Math.floor(random() * 14);
  for (let tree = 0; tree < trees; tree += 1)
    grow(
      {
        x: random() * side,
        y: random() * side,
        direction: random() * 6.28,
        width: 1 + random() * 4,
        left: 40 + random() * 60,
      },
      0,
    );

  function grow(tip: { x: number; y: number; direction: number; width: number; left: number }, depth: number): void {
    context.strokeStyle = rgba(dark.map((value) => value * 0.6) as unknown as Colour, 0.25 + 0.35 * random());
    let { x, y, direction, width } = tip;
    for (let step = 0; step < tip.left; step += 1) {
      const [fromX, fromY] = [x, y];
      direction += (random() - 0.5) * 0.6;
      x += 6 * Math.cos(direction);
      y += 6 * Math.sin(direction);
      width = Math.max(0.6, width * 0.985);
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(fromX, fromY);
      context.lineTo(x, y);
      context.stroke();
      if (depth < 3 && random() < 0.06)
        grow(
          { x, y, direction: direction + (random() < 0.5 ? 0.7 : -0.7), width: width * 0.7, left: tip.left * 0.6 },
          depth + 1,
        );
    }
  }
}

/** Soft ridges with a lit and a shaded side. */
export function drawFolds(
  context: SKRSContext2D,
  random: Random,
  [dark, , light]: readonly [Colour, Colour, Colour],
): void {
  const side = context.canvas.width;
  const folds = 4 + Math.floor(random() * 6);
  for (let fold = 0; fold < folds; fold += 1) {
    const at = () => random() * side;
    const curve = [at(), at(), at(), at(), at(), at(), at(), at()] as const;
    const shift = 8 + random() * 16;
    for (const [colour, offset] of [
      [dark, shift],
      [light, -shift],
    ] as const)
      for (let width = 70; width >= 6; width *= 0.7) {
        context.strokeStyle = rgba(colour, 0.07);
        context.lineWidth = width;
        context.beginPath();
        const [x0, y0, x1, y1, x2, y2, x3, y3] = curve;
        context.moveTo(x0 + offset, y0 + offset);
        context.bezierCurveTo(x1 + offset, y1 + offset, x2 + offset, y2 + offset, x3 + offset, y3 + offset);
        context.stroke();
      }
  }
}

/** The fine pattern of glands. */
export function drawPits(context: SKRSContext2D, random: Random, dark: Colour): void {
  const side = context.canvas.width;
  context.fillStyle = rgba(dark, 0.16);
  for (let pit = 0; pit < 2500; pit += 1) {
    context.beginPath();
    context.ellipse(random() * side, random() * side, 1 + random() * 2.5, 1 + random(), random() * 3, 0, 6.29);
    context.fill();
  }
}
