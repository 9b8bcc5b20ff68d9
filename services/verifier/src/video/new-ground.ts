import { BLOCK, type FrameBlocks } from './frame-blocks.js';

/** A part of a frame, in pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Grey levels by which a block's darkest or brightest must differ from what was read there, to be worth reading. */
const DIFFERENT = 6;

/** Tells which part of a picture shows something else than when that part was read last. */
export class NewGround {
  private readonly least: Uint8Array;
  private readonly most: Uint8Array;

  constructor(blocks: FrameBlocks) {
    this.least = new Uint8Array(blocks.least.length);
    this.most = new Uint8Array(blocks.most.length);
  }

  /** The rectangle around all busy blocks that differ; it counts as read from now on. Undefined: nothing differs. */
  take({ busy, least, most, columns }: FrameBlocks): Part | undefined {
    let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
    for (let block = 0; block < busy.length; block += 1) {
      if (busy[block] === 0) continue;
      const differs = Math.max(
        Math.abs(least[block]! - this.least[block]!),
        Math.abs(most[block]! - this.most[block]!),
      );
      if (differs <= DIFFERENT) continue;
      const column = block % columns;
      const row = (block - column) / columns;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
    if (right < 0) return undefined;
    for (let row = top; row <= bottom; row += 1)
      for (let block = row * columns + left; block <= row * columns + right; block += 1) {
        this.least[block] = least[block]!;
        this.most[block] = most[block]!;
      }
    return {
      left: left * BLOCK - BLOCK,
      top: top * BLOCK - BLOCK,
      width: (right - left + 3) * BLOCK,
      height: (bottom - top + 3) * BLOCK,
    };
  }
}
