import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Left, top, right, bottom in display pixels; the right and bottom ones lie outside. */
const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type TruthBox = z.infer<typeof Box>;

const Item = z.object({
  text: z.string(),
  kind: z.string(),
  /** False for what names nobody: settings of the device, words of medicine. */
  phi: z.boolean(),
  box: Box,
});
export type TruthItem = z.infer<typeof Item>;

/** Frames `from` to `to`, both included, that all show the same items. */
const Stretch = z.object({
  from: z.int().min(0),
  to: z.int().min(0),
  items: z.array(Item),
  /** On these frames there is no endoscope picture that could be lost: a worklist, a label before the lens. */
  no_picture: z.boolean().optional(),
});
export type TruthStretch = z.infer<typeof Stretch>;

const Clip = z.object({
  file: z.string().regex(/^[^/]+$/, 'a plain file name'),
  desc: z.string().default(''),
  frames: z.int().positive(),
  /** Display size: after rotation, with square pixels. */
  size: z.tuple([z.int().positive(), z.int().positive()]),
  picture_box: Box,
  phi_frames: z.int().min(0),
});

export type TruthClip = z.infer<typeof Clip> & { readonly truth: readonly TruthStretch[] };

/** The clips of a folder with `manifest.json` and, for each clip, `NAME.gt.json`. */
export async function readTruth(folder: string): Promise<readonly TruthClip[]> {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const { clips } = z.object({ clips: z.array(Clip) }).parse(await read('manifest.json'));
  return await Promise.all(
    clips.map(async (clip) => ({
      ...clip,
      truth: z.array(Stretch).parse(await read(`${clip.file.replace(/\.[^.]+$/, '')}.gt.json`)),
    })),
  );
}

/** What stands on each frame, by frame number. */
export function framesOfTruth({ frames, truth }: TruthClip): readonly (TruthStretch | undefined)[] {
  const table: (TruthStretch | undefined)[] = Array.from({ length: frames });
  for (const stretch of truth) for (let n = stretch.from; n <= stretch.to && n < frames; n += 1) table[n] = stretch;
  return table;
}
