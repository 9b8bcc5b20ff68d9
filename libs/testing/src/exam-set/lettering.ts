import type { SKRSContext2D } from '@napi-rs/canvas';
import type { TruthBox, TruthItem } from './truth.js';

export interface Lettering {
  readonly text: string;
  readonly kind: string;
  readonly phi: boolean;
  /** Left end of the base line, before turning. */
  readonly x: number;
  readonly y: number;
  /** CSS font, as in `bold 20px "DejaVu Sans"`. */
  readonly font: string;
  readonly colour: string;
  /** 0 to 1; default 1. */
  readonly opacity?: number;
  /** Degrees clockwise about the left end of the base line. */
  readonly turned?: number;
}

/** Writes and answers what now stands in the frame: one item, or none where all of it lies beyond the frame. */
export function write(context: SKRSContext2D, lettering: Lettering): TruthItem[] {
  const { text, kind, phi, x, y, opacity = 1, turned = 0 } = lettering;
  if (opacity <= 0 || text.trim() === '') return [];
  context.save();
  context.globalAlpha = opacity;
  context.font = lettering.font;
  context.fillStyle = lettering.colour;
  context.translate(x, y);
  context.rotate((turned * Math.PI) / 180);
  context.fillText(text, 0, 0);
  context.restore();
  const box = extentOf(context, lettering);
  return box[2] > box[0] && box[3] > box[1] ? [{ text, kind, phi, box }] : [];
}

/** The part of the frame that the line takes, or would take. */
export function extentOf(
  context: SKRSContext2D,
  { text, font, x, y, turned = 0 }: Pick<Lettering, 'text' | 'font' | 'x' | 'y' | 'turned'>,
): TruthBox {
  context.save();
  context.font = font;
  const size = context.measureText(text);
  context.restore();
  const corners = [
    [-size.actualBoundingBoxLeft, -size.actualBoundingBoxAscent],
    [size.actualBoundingBoxRight, -size.actualBoundingBoxAscent],
    [size.actualBoundingBoxRight, size.actualBoundingBoxDescent],
    [-size.actualBoundingBoxLeft, size.actualBoundingBoxDescent],
  ] as const;
  const { width, height } = context.canvas;
  return boxAround(
    corners.map(([dx, dy]) => turnedPoint(x, y, dx, dy, turned)),
    width,
    height,
  );
}

export function widthOf(context: SKRSContext2D, text: string, font: string): number {
  context.font = font;
  return context.measureText(text).width;
}

export function turnedPoint(x: number, y: number, dx: number, dy: number, degrees: number): readonly [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [x + dx * Math.cos(angle) - dy * Math.sin(angle), y + dx * Math.sin(angle) + dy * Math.cos(angle)];
}

export function boxAround(points: readonly (readonly [number, number])[], width: number, height: number): TruthBox {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(width, Math.ceil(Math.max(...xs))),
    Math.min(height, Math.ceil(Math.max(...ys))),
  ];
}
