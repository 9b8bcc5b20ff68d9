import type { SKRSContext2D } from '@napi-rs/canvas';
import type { InventedPatient } from '../invented-patient.js';
import type { Area, ExamLayout, PictureShape } from './layouts.js';
import { widthOf } from './lettering.js';
import type { TruthItem } from './truth.js';

export const examLanguages = ['de', 'en', 'fr', 'pl'] as const;
export type ExamLanguage = (typeof examLanguages)[number];

/** What an exam is made of; everything in it follows from the seed. */
export interface Scene {
  readonly context: SKRSContext2D;
  readonly random: () => number;
  /** Some writing inside the picture is as bright as what it stands on. Default: drawn for each line, from `ink`. */
  readonly colourAlone?: boolean;
  /** A sequence of its own: whatever is drawn from it, all else that a seed makes stays the same. */
  readonly ink: () => number;
  readonly layout: ExamLayout;
  /** Display pixels. */
  readonly width: number;
  readonly height: number;
  readonly shape: PictureShape;
  readonly picture: Area;
  readonly frames: number;
  readonly patient: InventedPatient;
  /** Somebody else: whose exam was before, or who stands in the worklist. */
  readonly others: readonly InventedPatient[];
  readonly language: ExamLanguage;
}

/** What happens in an exam beside the picture and the patient's panel. Frames count from 0. */
export interface Happening {
  /** Whose panel is shown; default the patient's. */
  panelOf?(frame: number): InventedPatient | undefined;
  /** Another arrangement of the screen. */
  layoutAt?(frame: number): ExamLayout;
  /** The picture stands still. */
  isFrozen?(frame: number): boolean;
  /** Drawn upon the tissue, within the shape of the picture. */
  inPicture?(frame: number): readonly TruthItem[];
  /** Drawn last, upon everything. `hides`: what stood there before is gone. */
  over?(frame: number): { readonly items: readonly TruthItem[]; readonly hides?: Area };
  /** There is no endoscope picture on this frame. */
  noPicture?(frame: number): boolean;
}

export const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
export const between = (random: () => number, low: number, high: number): number => low + random() * (high - low);

/** A stretch of frames of about this share of the clip, at least one frame long. */
export function stretchOf({ random, frames }: Scene, share: number): { readonly first: number; readonly last: number } {
  const length = Math.max(1, Math.round(frames * share));
  const first = Math.floor(random() * (frames - length + 1));
  return { first, last: first + length - 1 };
}

export const isWithin = (frame: number, { first, last }: { first: number; last: number }) =>
  frame >= first && frame <= last;

/** Where a line of text of this size lies well inside the picture: the left end of its base line. */
export function placeInPicture(
  { context, random, picture, shape }: Scene,
  text: string,
  wanted: { readonly size: number; readonly font: (size: number) => string; readonly turned?: number },
): { readonly x: number; readonly y: number; readonly font: string } {
  const { x, y, width, height } = picture;
  const angle = ((wanted.turned ?? 0) * Math.PI) / 180;
  let { size } = wanted;
  const extent = () => {
    const long = widthOf(context, text, wanted.font(size));
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return {
      long,
      wide: Math.abs(long * cos) + Math.abs(size * sin),
      tall: Math.abs(long * sin) + Math.abs(size * cos),
      cos,
      sin,
    };
  };
  while (size > 8 && (extent().wide > width * 0.72 || extent().tall > height * 0.72)) size *= 0.93;
  const { long, wide, tall, cos, sin } = extent();
  let centre = { x: x + width / 2, y: y + height / 2 };
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const tried = { x: x + random() * width, y: y + random() * height };
    const [dx, dy] = [Math.abs(tried.x - x - width / 2) + wide / 2, Math.abs(tried.y - y - height / 2) + tall / 2];
    const fits =
      shape === 'rectangle'
        ? dx < width * 0.47 && dy < height * 0.47
        : (dx / (width * 0.48)) ** 2 + (dy / (height * 0.48)) ** 2 < 1;
    if (!fits) continue;
    centre = tried;
    break;
  }
  const [back, down] = [long / 2, size * 0.35];
  return { x: centre.x - back * cos - down * sin, y: centre.y - back * sin + down * cos, font: wanted.font(size) };
}
