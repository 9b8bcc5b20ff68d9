import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stretch } from '../decoding/frames.js';

/** Some frames and what is kept of them. */
export interface MaskedSegment extends Stretch {
  /** Row by row, 1 where the picture is kept and 0 where it becomes black; null: all black. Display size. */
  readonly keep: Uint8Array | null;
}

/** A rectangle that becomes black, in display pixels, even on all sides. */
export interface MaskedBox extends Stretch {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** What becomes black, by frame. Frames that no segment speaks of are black. */
export interface Masking {
  readonly width: number;
  readonly height: number;
  readonly segments: readonly MaskedSegment[];
  readonly covers: readonly MaskedBox[];
}

export interface MaskFilters {
  /** Names in the scratch folder, one raw `yuv420p` picture in display size for each further input. */
  readonly pictures: readonly string[];
  /** Filters from `[from]` to `[to]`, inputs counted from 1. */
  readonly chain: (from: string, to: string) => string;
}

/**
 * Solid fill in all planes: a blur can be undone, and a mask a frame late shows a frame. For each different mask two still
 * pictures hold the least and the most that a sample may be: black where nothing is kept, anything elsewhere. That is
 * cheaper than drawing the mask's parts, and than mixing two pictures.
 *
 * `selected`: the frames that go through the filters, in order; default all. Covers of other frames are left out.
 */
export async function maskFilters(
  masking: Masking,
  folder: string,
  name: string,
  selected: readonly Stretch[] = [{ first: 0, last: Infinity }],
): Promise<MaskFilters> {
  const layers = layersOf(masking, selected);
  const pictures: string[] = [];
  for (const [i, { keep }] of layers.entries())
    for (const [bound, anything] of BOUNDS) {
      const picture = `${name}-${i}.${bound}`;
      // oxlint-disable-next-line no-await-in-loop -- one large picture in memory at a time
      await writeFile(join(folder, picture), boundOf(keep, masking, anything), { mode: 0o600 });
      pictures.push(picture);
    }
  const boxes = masking.covers
    .filter((cover) => !isWhole(cover, masking))
    .flatMap(({ box: { x, y, width, height }, ...stretch }) => {
      const enabled = timeline([stretch], selected);
      const drawn = `drawbox=x=${x}:y=${y}:w=${width}:h=${height}:color=black:t=fill`;
      return enabled === 'never' ? [] : [enabled === 'always' ? drawn : `${drawn}:enable='${enabled}'`];
    });
  return {
    pictures,
    chain(from, to) {
      const clamps = layers.map(({ enabled }, i) => {
        const enable = enabled === 'always' ? '' : `=enable='${enabled}'`;
        return `[m${i}][${2 * i + 1}:v][${2 * i + 2}:v]maskedclamp${enable}[m${i + 1}]`;
      });
      return [`[${from}]null[m0]`, ...clamps, `[m${layers.length}]${['null', ...boxes].join(',')}[${to}]`].join(';');
    },
  };
}

interface Layer {
  readonly keep: Uint8Array | null;
  readonly enabled: string;
}

function layersOf(masking: Masking, selected: readonly Stretch[]): Layer[] {
  const masks = new Map<Uint8Array | null, Stretch[]>();
  for (const { keep, first, last } of masking.segments)
    if (keep) masks.set(keep, [...(masks.get(keep) ?? []), { first, last }]);
  const black = [...gaps(masking.segments), ...masking.covers.filter((cover) => isWhole(cover, masking))];
  return [...masks, [null, black] as const]
    .map(([keep, stretches]) => ({ keep, enabled: timeline(stretches, selected) }))
    .filter(({ enabled }) => enabled !== 'never');
}

const isWhole = ({ box }: MaskedBox, { width, height }: Masking) =>
  box.x <= 0 && box.y <= 0 && box.width >= width && box.height >= height;

/** Frames that no segment with a mask of its own speaks of, to the end of time. */
function gaps(segments: readonly MaskedSegment[]): Stretch[] {
  const found: Stretch[] = [];
  let next = 0;
  for (const { first, last, keep } of segments.toSorted((a, b) => a.first - b.first)) {
    if (!keep) continue;
    if (first > next) found.push({ first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  if (next !== Infinity) found.push({ first: next, last: Infinity });
  return found;
}

/** An expression of `n`, the frame's place among those selected, that is true on the frames of the stretches. */
function timeline(stretches: readonly Stretch[], selected: readonly Stretch[]): string {
  const terms: string[] = [];
  let begun = 0;
  let always = true;
  for (const { first, last } of selected) {
    const inside = stretches
      .map((one) => ({
        first: Math.max(first, one.first) - first + begun,
        last: Math.min(last, one.last) - first + begun,
      }))
      .filter((one) => one.first <= one.last);
    terms.push(
      ...inside.map((one) => (one.last === Infinity ? `gte(n,${one.first})` : `between(n,${one.first},${one.last})`)),
    );
    const end = last - first + begun;
    always &&= inside.some((one) => one.first === begun && one.last === end);
    begun = end + 1;
  }
  return terms.length === 0 ? 'never' : always ? 'always' : terms.join('+');
}

/** A picture of the least, and one of the most: what each says of a sample that is kept. */
const BOUNDS = [
  ['least', 0],
  ['most', 255],
] as const;
/** Of limited range. */
const BLACK = { luma: 16, colour: 128 };

/**
 * Black where nothing is kept, else `anything`. Decided for two by two pixels together, so that colour, which has one
 * sample for four pixels, is kept or black but never mixed.
 */
function boundOf(keep: Uint8Array | null, { width, height }: Masking, anything: number): Buffer {
  const [luma, colour] = [width * height, (width * height) / 4];
  const samples = Buffer.alloc(luma + 2 * colour);
  samples.fill(BLACK.luma, 0, luma).fill(BLACK.colour, luma);
  if (!keep) return samples;
  for (let y = 0, pair = luma; y < height; y += 2)
    for (let x = 0; x < width; x += 2, pair += 1) {
      const at = y * width + x;
      if ((keep[at]! & keep[at + 1]! & keep[at + width]! & keep[at + width + 1]!) === 0) continue;
      samples.fill(anything, at, at + 2).fill(anything, at + width, at + width + 2);
      samples[pair] = anything;
      samples[pair + colour] = anything;
    }
  return samples;
}
