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
  /** Paths in the scratch folder, one still picture for each further input. */
  readonly pictures: readonly string[];
  /** Filters from `[from]` to `[to]`, inputs counted from 1. */
  readonly chain: (from: string, to: string) => string;
}

/**
 * Solid fill in all planes: a blur can be undone, and a mask a frame late shows a frame. One still picture for each
 * different mask, laid over the frames it is for: cheaper than drawing its parts.
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
  for (const [i, { keep }] of layers.entries()) {
    const picture = `${name}-${i}.pam`;
    // oxlint-disable-next-line no-await-in-loop -- one large picture in memory at a time
    await writeFile(join(folder, picture), blackOutside(keep, masking.width, masking.height), { mode: 0o600 });
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
      const overlays = layers.map(({ enabled }, i) => {
        const enable = enabled === 'always' ? '' : `:enable='${enabled}'`;
        return `[m${i}][${i + 1}:v]overlay=0:0:format=yuv420${enable}[m${i + 1}]`;
      });
      return [`[${from}]null[m0]`, ...overlays, `[m${layers.length}]${['null', ...boxes].join(',')}[${to}]`].join(';');
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

/**
 * A PAM picture with an alpha channel: opaque black where nothing is kept. Decided for two by two pixels together, so
 * that colour, which has one sample for four pixels, is kept or black but never mixed.
 */
function blackOutside(keep: Uint8Array | null, width: number, height: number): Buffer {
  const header = Buffer.from(`P7\nWIDTH ${width}\nHEIGHT ${height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`);
  const pixels = Buffer.alloc(4 * width * height);
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const at = y * width + x;
      if (keep && (keep[at]! & keep[at + 1]! & keep[at + width]! & keep[at + width + 1]!) === 1) continue;
      for (const i of [at, at + 1, at + width, at + width + 1]) pixels[4 * i + 3] = 255;
    }
  return Buffer.concat([header, pixels]);
}
