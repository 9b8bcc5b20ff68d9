import type { WritingTrack } from './track.js';

/** Frames that are looked up together. */
const BIN = 32;

/** Covers by the frames that they last: in half an hour of moving writing each is compared with those of its moment only. */
export class CoversByTime {
  private readonly bins = new Map<number, WritingTrack[]>();

  constructor(covers: readonly WritingTrack[] = []) {
    for (const cover of covers) this.add(cover);
  }

  add(cover: WritingTrack): void {
    for (let bin = Math.floor(cover.first / BIN); bin <= Math.floor(cover.last / BIN); bin += 1) {
      const there = this.bins.get(bin);
      if (there) there.push(cover);
      else this.bins.set(bin, [cover]);
    }
  }

  /** All that last on a frame, and some that last near it. */
  near(frame: number): readonly WritingTrack[] {
    return this.bins.get(Math.floor(frame / BIN)) ?? [];
  }
}
