import { describe, expect, it } from 'vitest';
import type { ClipResult } from './evaluate-video.js';
import { gatesOf, summed } from './gates-of-set.js';
import { type Frames, scoreClip } from './score-clip.js';
import type { TruthClip, TruthItem } from './truth.js';

const [width, height, frames] = [160, 120, 4];
const name: TruthItem = { text: 'Wöhrlemann', kind: 'name', phi: true, box: [20, 20, 60, 30] };
const clip: TruthClip = {
  file: 'clip.mp4',
  desc: '',
  frames,
  size: [width, height],
  picture_box: [80, 0, 160, 120],
  phi_frames: 2,
  truth: [
    { from: 0, to: 1, items: [] },
    { from: 2, to: 3, items: [name, { ...name, text: 'GIF', kind: 'device', phi: false, box: [20, 60, 60, 70] }] },
  ],
};

type Painter = (luma: Uint8Array, colour: Uint8Array, frame: number) => void;

/** Grey tissue on the right, black beside it, and what is painted upon it. */
function video(paint: Painter = () => undefined, count = frames): Frames {
  let n = 0;
  return {
    async next() {
      if (n >= count) return undefined;
      const planes = [0, 128, 128].map((value) => new Uint8Array(width * height).fill(value));
      const [luma, blue, red] = planes as [Uint8Array, Uint8Array, Uint8Array];
      for (let y = 0; y < height; y += 1) luma.fill(90, y * width + 80, (y + 1) * width);
      paint(luma, blue, n);
      n += 1;
      return { width, height, planes: [luma, blue, red] };
    },
  };
}

/** Strokes, as letters are. */
function strokes(plane: Uint8Array, [left, top, right, bottom]: TruthItem['box'], value: number): void {
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 3) plane[y * width + x] = value;
}

const written: Painter = (luma, _, frame) => frame >= 2 && strokes(luma, name.box, 225);

describe('legible', () => {
  it('is what an output still shows, on one frame alone too', async () => {
    const score = await scoreClip(
      clip,
      video(written),
      video((luma, _, frame) => frame === 3 && strokes(luma, name.box, 225)),
    );
    expect(score).toMatchObject({ boxes: 2, legibleBoxes: 1, phiFrames: 2, legibleFrames: 1 });
    expect(score.first).toMatchObject({ frame: 3, kind: 'name' });
  });

  it('is faint writing, writing in colour alone, and half a letter beside the box', async () => {
    const faint = await scoreClip(
      clip,
      video(written),
      video((luma) => strokes(luma, name.box, 12)),
    );
    const coloured = await scoreClip(
      clip,
      video(written),
      video((_, blue) => strokes(blue, name.box, 150)),
    );
    const beside = await scoreClip(
      clip,
      video(written),
      video((luma) => strokes(luma, [13, 20, 20, 30], 225)),
    );
    expect([faint, coloured, beside].map(({ legibleBoxes }) => legibleBoxes)).toEqual([2, 2, 2]);
  });

  it('is nothing where everything has one colour, and nothing that names nobody', async () => {
    const device: Painter = (luma) => strokes(luma, [20, 60, 60, 70], 225);
    const score = await scoreClip(clip, video(written), video(device));
    expect(score).toMatchObject({ legibleBoxes: 0, legibleFrames: 0, framesIn: 4, framesOut: 4 });
    expect(score.first).toBeUndefined();
  });
});

describe('lost picture', () => {
  it('is what was lit and became black, inside the picture and outside of truth boxes', async () => {
    const cover: Painter = (luma) => {
      for (let y = 40; y < 80; y += 1) luma.fill(0, y * width + 100, y * width + 120);
    };
    const { lost } = await scoreClip(clip, video(), video(cover));
    expect(lost.share).toBeCloseTo((40 * 20) / (120 * 80), 6);
    expect(lost.inside).toBe(lost.share);
    const needed = {
      ...clip,
      truth: [{ from: 0, to: 3, items: [{ ...name, box: [100, 40, 120, 80] as TruthItem['box'] }] }],
    };
    expect((await scoreClip(needed, video(), video(cover))).lost.share).toBe(0);
  });

  it('tells apart the frames of which nothing is left', async () => {
    const cover: Painter = (luma) => luma.fill(0, 0, 60 * width);
    const half = await scoreClip(clip, video(), video(cover));
    expect(half.lost.share).toBeGreaterThan(0);
    expect(half.lost.blackFrames).toBe(0);
    const black = await scoreClip(
      clip,
      video(),
      video((luma) => luma.fill(0)),
    );
    expect(black.lost.share).toBeGreaterThan(half.lost.share);
    expect(black.lost.blackFrames).toBe(black.lost.share);
  });

  it('is each pixel of a cover, also of a small one, and none that an encoder made dark beside a light', async () => {
    const covered =
      (wide: number, high: number): Painter =>
      (luma) => {
        for (let y = 40; y < 40 + high; y += 1) luma.fill(0, y * width + 101, y * width + 101 + wide);
      };
    const lost = async (cover: Painter) => (await scoreClip(clip, video(), video(cover))).lost;
    expect((await lost(covered(4, 4))).share).toBeCloseTo(16 / (120 * 80), 9);
    expect((await lost(covered(9, 5))).inside).toBeCloseTo(45 / (120 * 80), 9);
    expect(await lost(covered(1, 1))).toMatchObject({ share: 0, inside: 0 });
    expect(await lost(covered(3, 30))).toMatchObject({ share: 0, inside: 0 });
  });

  it('tells the edge apart, and counts nothing where there is no picture', async () => {
    const edge: Painter = (luma) => {
      for (let y = 0; y < height; y += 1) luma.fill(0, y * width + 80, y * width + 83);
    };
    const { lost } = await scoreClip(clip, video(), video(edge));
    expect(lost.share).toBeCloseTo(3 / 80, 6);
    expect(lost.inside).toBe(0);
    const nothing = { ...clip, truth: [{ from: 0, to: 3, items: [], no_picture: true }] };
    expect((await scoreClip(nothing, video(), video(edge))).lost.share).toBe(0);
  });
});

describe('a set', () => {
  const scored = async (painter: Painter, count = frames): Promise<ClipResult> => ({
    file: 'clip.mp4',
    control: false,
    state: 'anonymized',
    seconds: 1,
    score: await scoreClip(clip, video(written), video(painter, count)),
  });
  const gate = (clips: readonly ClipResult[], name: string) => gatesOf(clips).find((one) => one.name === name)!.holds;

  it('holds when nothing is legible, and does not when one clip of many is, or none was measured', async () => {
    const [good, bad] = [await scored(() => undefined), await scored(written)];
    expect(gate([good, good], 'nothing legible')).toBe(true);
    expect(gate([good, good, bad], 'nothing legible')).toBe(false);
    expect(gate([], 'nothing legible')).toBe(false);
  });

  it('counts a missing output as declined, and says why', async () => {
    const missing: ClipResult = {
      file: 'x.mp4',
      control: false,
      state: 'declined',
      reason: 'picture-not-found',
      seconds: 1,
    };
    const good = await scored(() => undefined);
    expect(summed([missing, good])).toMatchObject({
      attacks: 1,
      declined: [{ file: 'x.mp4', reason: 'picture-not-found' }],
    });
    expect(gate([missing, missing, good], 'few declined')).toBe(true);
    expect(gate([missing, missing, missing, good], 'few declined')).toBe(false);
  });

  it('wants a video that lost frames to say so', async () => {
    const cut = await scored(() => undefined, 3);
    expect(gate([cut], 'frames agree')).toBe(false);
    expect(gate([{ ...cut, reason: 'frames-lost' }], 'frames agree')).toBe(true);
  });

  it('allows nothing to be covered on a control', async () => {
    const cover: Painter = (luma) => {
      for (let y = 40; y < 80; y += 1) luma.fill(0, y * width + 100, y * width + 120);
    };
    expect(gate([{ ...(await scored(cover)), control: true }], 'controls untouched')).toBe(false);
    expect(gate([{ ...(await scored(() => undefined)), control: true }], 'controls untouched')).toBe(true);
  });
});
