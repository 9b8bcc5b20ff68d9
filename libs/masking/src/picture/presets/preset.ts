import type { Picture, Rectangle } from '../picture.js';

/** What is known of a processor's screen. A device's name or a size alone proves nothing: 1920 by 1080 is everybody's. */
export interface Preset {
  readonly device: string;
  /** Of the whole frame, in display pixels. */
  readonly width: number;
  readonly height: number;
  /** The picture's box, in display pixels. */
  readonly picture: Rectangle;
  /** Where the overlay shows a field, as far as known. */
  readonly fields: readonly { readonly name: string; readonly box: Rectangle }[];
  /** `measured`: on published pictures of the device. `claimed`: somebody wrote it down, nobody here saw it. */
  readonly evidence: 'measured' | 'claimed';
  readonly source: string;
}

/** How far a side may be off, as a share of the frame. */
const MAY_DIFFER = 0.015;

/** The preset that says what was found, for a frame of this size. Only measured ones count. */
export function agreeingPreset(
  presets: readonly Preset[],
  { box }: Picture,
  width: number,
  height: number,
): Preset | undefined {
  return presets.find(({ evidence, picture, ...size }) => {
    if (evidence !== 'measured' || size.width !== width || size.height !== height) return false;
    const across = [box.x - picture.x, box.x + box.width - picture.x - picture.width];
    const down = [box.y - picture.y, box.y + box.height - picture.y - picture.height];
    return (
      across.every((off) => Math.abs(off) <= MAY_DIFFER * width) &&
      down.every((off) => Math.abs(off) <= MAY_DIFFER * height)
    );
  });
}
