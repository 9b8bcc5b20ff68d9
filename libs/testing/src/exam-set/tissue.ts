import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { seeded } from '../invented-patient.js';
import type { Area } from './layouts.js';
import { drawGlints, glintsFrom, type Glint } from './glints.js';
import { drawFolds, drawPits, drawVessels } from './tissue-structures.js';
import { cloudTexture, grainTile } from './tissue-noise.js';

type Random = () => number;
type Colour = readonly [number, number, number];

/** Dark, middle and light tones: mucosa, liver, fat, pale mucosa, narrow-band light. */
const palettes: readonly (readonly [Colour, Colour, Colour])[] = [
  [
    [118, 38, 34],
    [190, 98, 82],
    [236, 172, 150],
  ],
  [
    [74, 18, 22],
    [126, 42, 44],
    [178, 92, 84],
  ],
  [
    [150, 92, 44],
    [214, 160, 86],
    [244, 214, 150],
  ],
  [
    [164, 92, 88],
    [218, 156, 146],
    [246, 214, 202],
  ],
  [
    [38, 58, 50],
    [112, 132, 104],
    [186, 204, 176],
  ],
];
const SHARPEST = 1100;
/** Shaded strokes of a fold and the lit ones before them: how far out, how wide, which colour. */
const softRing = [
  [1, 0.16, 'rgba(30,6,4,0.10)'],
  [1, 0.1, 'rgba(30,6,4,0.10)'],
  [1, 0.04, 'rgba(30,6,4,0.12)'],
  [0.9, 0.12, 'rgba(255,222,204,0.06)'],
  [0.9, 0.05, 'rgba(255,222,204,0.07)'],
] as const;

/** A moving picture of the inside of a body: uneven colour, vessels, folds, a lumen, wet lights, dark edges, grain. */
export class Tissue {
  private readonly texture: Canvas;
  private readonly grain: Canvas;
  private readonly glints: readonly Glint[];
  private readonly motion: readonly number[];
  private readonly isTube: boolean;

  /** `reach`: diagonal of the picture it is drawn for, in pixels. */
  constructor(random: Random, reach: number) {
    const side = Math.min(SHARPEST, Math.ceil(reach * 1.25));
    const palette = palettes[Math.floor(random() * palettes.length)]!;
    this.isTube = random() < 0.6;
    this.texture = createCanvas(side, side);
    const context = this.texture.getContext('2d');
    context.drawImage(cloudTexture(random, palette), 0, 0, side, side);
    if (random() < 0.5) drawPits(context, random, palette[0]);
    drawFolds(context, random, palette);
    drawVessels(context, random, palette[0]);
    this.grain = grainTile(random);
    this.glints = glintsFrom(random);
    this.motion = Array.from({ length: 12 }, () => random());
  }

  /** `at`: seconds of the camera's own time; it stands still while a picture is frozen. */
  draw(context: SKRSContext2D, area: Area, at: number): void {
    const { x, y, width, height } = area;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.motion;
    const sway = (speed: number, phase: number) => Math.sin(at * (0.5 + 1.6 * speed) + 6.28 * phase);
    const size = Math.hypot(width, height) * 1.25 * (1 + 0.12 * sway(a, b));
    const centre = { x: x + width / 2 + 0.1 * width * sway(c, d), y: y + height / 2 + 0.1 * height * sway(e, f) };
    context.save();
    context.translate(centre.x, centre.y);
    context.rotate(6.28 * g + 0.14 * sway(h, a));
    context.drawImage(this.texture, -size / 2, -size / 2, size, size);
    context.restore();
    if (this.isTube) this.drawLumen(context, area, at);
    drawGlints(context, this.glints, area, centre, at);
    drawLight(context, area);
    context.globalAlpha = 0.05;
    // from the camera's time: the grain of a frozen picture is frozen too
    const chance = seeded(Math.round(at * 1000));
    const shift = () => Math.floor(chance() * 128);
    for (let top = y - shift(); top < y + height; top += 256)
      for (let left = x - shift(); left < x + width; left += 256) context.drawImage(this.grain, left, top);
    context.globalAlpha = 1;
  }

  /** Rings that come nearer, around a dark middle. */
  private drawLumen(context: SKRSContext2D, { x, y, width, height }: Area, at: number): void {
    const [, , , , , , , , a = 0, b = 0] = this.motion;
    const cx = x + width * (0.5 + 0.1 * Math.sin(at * 0.8 + a * 6));
    const cy = y + height * (0.5 + 0.1 * Math.cos(at * 0.7 + b * 6));
    for (let ring = 0; ring < 5; ring += 1) {
      const radius = height * (0.12 + 0.75 * ((ring + ((at * 0.22) % 1)) / 5) ** 1.6);
      const bend = (angle: number) =>
        1 + 0.09 * Math.sin(3 * angle + ring * 1.7 + a * 6) + 0.04 * Math.sin(5 * angle + ring + at);
      // soft on both sides: a fold has no outline
      for (const [offset, wide, style] of softRing) {
        context.strokeStyle = style;
        context.lineWidth = radius * wide;
        context.beginPath();
        for (let angle = 0; angle < 6.28; angle += 0.157) {
          const r = radius * offset * bend(angle);
          context.lineTo(cx + r * Math.cos(angle), cy + 0.85 * r * Math.sin(angle));
        }
        context.closePath();
        context.stroke();
      }
    }
    const dark = context.createRadialGradient(cx, cy, 2, cx, cy, height * 0.26);
    dark.addColorStop(0, 'rgba(12,2,2,0.96)');
    dark.addColorStop(1, 'rgba(40,10,8,0)');
    context.fillStyle = dark;
    context.fillRect(x, y, width, height);
  }
}

/** The lamp sits at the tip: bright in the middle, dark towards the edge. */
function drawLight(context: SKRSContext2D, { x, y, width, height }: Area): void {
  const [cx, cy, reach] = [x + width * 0.5, y + height * 0.48, Math.hypot(width, height) * 0.56];
  const light = context.createRadialGradient(cx, cy, reach * 0.1, cx, cy, reach);
  light.addColorStop(0, 'rgba(255,244,236,0.12)');
  light.addColorStop(0.45, 'rgba(0,0,0,0.05)');
  light.addColorStop(1, 'rgba(0,0,0,0.62)');
  context.fillStyle = light;
  context.fillRect(x, y, width, height);
}
