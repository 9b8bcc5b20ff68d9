import { z } from 'zod';

const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
/** Frames by their place in the video, counted from 0; the last one belongs to it. */
const Stretch = z.object({ first: z.int().nonnegative(), last: z.int().nonnegative() });

/**
 * All that a machine needs to encode any window of a video again: what is painted black on which frames, where a window
 * begins, and the time of every frame. Numbers of pixels and times only; nothing that anybody wrote.
 */
export const EncodePlan = z.object({
  version: z.literal(3),
  /** Display pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** In order, without a gap, the whole video; outside the picture, shrunk by the inset on all sides, all is black. */
  segments: z.array(
    Stretch.extend({
      /** Null: all black. */
      picture: z
        .object({
          shape: z.enum(['rectangle', 'octagon', 'ellipse']),
          box: Box,
          /** How much of each corner is missing, in pixels, clockwise from top left. */
          cuts: z.tuple([z.number(), z.number(), z.number(), z.number()]),
          /** Of an ellipse: its own box, where it reaches beyond the picture's. */
          ellipse: Box.exactOptional(),
        })
        .nullable(),
      insetPixels: z.number(),
    }),
  ),
  /** Filled rectangles. */
  covers: z.array(Stretch.extend({ box: Box })),
  windows: z.array(Stretch),
  /** Seconds of one tick: numerator and denominator. */
  timeBase: z.tuple([z.int(), z.int()]),
  /** The first frame's time, in ticks. */
  start: z.int(),
  /** From each frame to the next, in ticks, and for how many frames that goes on. */
  steps: z.array(z.tuple([z.int(), z.int().positive()])),
});
export type EncodePlan = z.infer<typeof EncodePlan>;
