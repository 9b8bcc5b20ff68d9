/** Left, top, right, bottom in display pixels; the right and bottom ones lie outside. */
export type TruthBox = readonly [number, number, number, number];

/** A piece of writing in one frame. */
export interface TruthItem {
  readonly text: string;
  readonly kind: string;
  /** False for what names nobody: settings of the device, words of medicine. */
  readonly phi: boolean;
  readonly box: TruthBox;
}

/** Frames `from` to `to`, both included, that all show the same items. */
export interface TruthStretch {
  readonly from: number;
  to: number;
  readonly items: readonly TruthItem[];
  /** On these frames there is no endoscope picture that could be lost. */
  readonly no_picture?: true;
}

/** What one frame shows. */
export interface FrameTruth {
  readonly items: readonly TruthItem[];
  readonly noPicture: boolean;
}

/** Collects the truth frame by frame; equal neighbours become one stretch. */
export class TruthTable {
  readonly stretches: TruthStretch[] = [];
  private last = '';

  add(frame: number, { items, noPicture }: FrameTruth): void {
    const key = JSON.stringify([items, noPicture]);
    const open = this.stretches.at(-1);
    if (open && key === this.last) open.to = frame;
    else this.stretches.push({ from: frame, to: frame, items, ...(noPicture ? { no_picture: true as const } : {}) });
    this.last = key;
  }

  get phiFrames(): number {
    return this.stretches
      .filter(({ items }) => items.some(({ phi }) => phi))
      .reduce((sum, { from, to }) => sum + to - from + 1, 0);
  }
}
