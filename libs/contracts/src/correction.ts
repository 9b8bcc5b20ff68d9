import { z } from 'zod';

const share = z.number().min(0).max(1);

/** A place in shares of width and height, from the upper left corner: the same whatever it is shown at. */
export const ShareBox = z
  .object({ x: share, y: share, width: share, height: share })
  .refine(({ x, y, width, height }) => width > 0 && height > 0 && x + width <= 1.0001 && y + height <= 1.0001, {
    error: 'lies outside',
  });
export type ShareBox = z.infer<typeof ShareBox>;

const seconds = z
  .number()
  .min(0)
  .max(24 * 3600);

/** What a person wants covered beside what the level finds: over a time of a video, or on a page of a report. */
export const Correction = z.union([
  z.strictObject({
    /** From the first frame on, both ends included. */
    seconds: z.tuple([seconds, seconds]).refine(([from, to]) => from <= to, { error: 'ends before it begins' }),
    box: ShareBox,
  }),
  z.strictObject({ page: z.int().positive(), box: ShareBox }),
]);
export type Correction = z.infer<typeof Correction>;
