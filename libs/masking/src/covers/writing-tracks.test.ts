import { describe, expect, it } from 'vitest';
import type { Writing } from '../writing/find-writing.js';
import { SPAN_FRAMES } from './look-back.js';
import { WritingTracks } from './writing-tracks.js';

const frame = { width: 320, height: 180 };
const inside = new Uint8Array(frame.width * frame.height).fill(1);
const margins = { slow: 20, sudden: 3, around: 8 };

/** A line of stems, drawn and sighted. */
interface Line {
  readonly score: number;
  readonly x?: number;
  /** Above the ground, in grey levels. */
  readonly contrast?: number;
}
const LONG = 80;
const STEMS = [0, 8, 14, 25, 31, 40, 46, 57, 63, 70, 77];
const at = (x = 100) => ({ x, y: 60, width: LONG, height: 16 });

/** Tissue that moves by three pixels a frame, and the line over it. */
const tissue = Uint8Array.from({ length: 2000 }, (_, i) => 100 + 40 * Math.sin(i / 5));
const smoothTissue = Uint8Array.from({ length: 2000 }, (_, i) => 100 + 8 * Math.sin(i / 12));

function drawn(index: number, line: Line | undefined, ground = tissue): Uint8Array {
  const luma = new Uint8Array(inside.length);
  const { x, y, width, height } = at(line?.x);
  for (let row = 0; row < frame.height; row += 1) {
    luma.set(ground.subarray(3 * index, 3 * index + frame.width), row * frame.width);
    if (!line || row < y || row >= y + height) continue;
    for (let column = x; column < Math.min(frame.width, x + width); column += 1)
      if (STEMS.some((stem) => column >= x + stem && column < x + stem + 3))
        luma[row * frame.width + column]! += line.contrast ?? 80;
  }
  return luma;
}

/** Letters one after the other, every `each` frames from `first` on. */
const typedAt = (index: number, first: number, each: number) =>
  Math.max(0, Math.min(STEMS.length, Math.floor((index - first) / each) + 1));

/** Boxes are made of cells: the sighting is a little larger than the line. */
const sighting = ({ score, x = 100 }: Line): Writing => ({
  box: { x: x - 6, y: 56, width: LONG + 12, height: 24 },
  turned: false,
  score,
});

function tracked(
  lineAt: (index: number) => Line | undefined,
  frames = 200,
  isSeen = (index: number) => index >= 0,
  ground = tissue,
) {
  const tracks = new WritingTracks(frame, margins);
  for (let index = 0; index < frames; index += 1) {
    const line = lineAt(index);
    tracks.see(index, line && isSeen(index) ? [sighting(line)] : [], drawn(index, line, ground), inside);
  }
  return tracks.finish(frames);
}

function coveredAt({ tracks }: ReturnType<typeof tracked>, index: number) {
  return tracks.filter(({ first, last }) => first <= index && last >= index).map(({ box }) => box);
}

const covers = (box: ReturnType<typeof at>, x = 100) => {
  const end = Math.min(frame.width, x + LONG);
  return box.x <= x && box.x + box.width >= end && box.y <= 60 && box.y + box.height >= 76;
};

describe('a track of writing', () => {
  it('covers a flash of one frame, with a small margin, as tightly as what is new', () => {
    const { tracks } = tracked((index) => (index === 77 ? { score: 12 } : undefined));
    expect(tracks).toHaveLength(1);
    const { box, first, last } = tracks[0]!;
    expect(covers(box)).toBe(true);
    expect(box.width).toBeLessThanOrEqual(LONG + 2 * margins.around + 6);
    expect(first).toBeGreaterThanOrEqual(72);
    expect(first).toBeLessThan(77);
    expect(last).toBe(80);
  });

  it('covers what came at once and is sighted less clearly on three frames, not on one: an instrument can look so', () => {
    const shownFor = (frames: number) =>
      tracked((index) => (index >= 77 && index < 77 + frames ? { score: 9 } : undefined));
    expect(shownFor(1).tracks).toEqual([]);
    for (let index = 77; index < 80; index += 1)
      expect(
        coveredAt(shownFor(3), index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
  });

  it('covers what stays as tightly as its edges tell', () => {
    const result = tracked((index) => (index >= 60 && index < 160 ? { score: 20 } : undefined));
    for (let index = 60; index < 160; index += 1) {
      const boxes = coveredAt(result, index);
      expect(
        boxes.some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
      expect(Math.max(...boxes.map(({ width, height }) => width * height))).toBeLessThan((LONG + 20) * 36);
    }
  });

  it('covers a line of which only the first letters are seen to come, as the rest fades in more faintly', () => {
    const FIRST = 60;
    const tracks = new WritingTracks(frame, margins);
    for (let index = 0; index < 160; index += 1) {
      const luma = drawn(index, undefined, smoothTissue);
      const done = Math.max(0, Math.min(1, (index - FIRST + 1) / 28));
      for (let row = 60; row < 76; row += 1)
        for (const [letter, stem] of STEMS.entries())
          for (let column = 100 + stem; column < 103 + stem; column += 1)
            luma[row * frame.width + column]! += done * (letter < 7 ? 90 : 55) + (letter < 7 && done > 0 ? 20 : 0);
      const line = { score: 9 + 60 * done };
      tracks.see(index, done > 0 ? [sighting(line)] : [], luma, inside);
    }
    const result = tracks.finish(160);
    for (let index = FIRST - 10; index < 160; index += 1)
      expect(
        coveredAt(result, index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
  });

  it('covers what hardly looks like writing where it stands, and only it, for two seconds', () => {
    const isSeen = (index: number) => index % 2 === 0;
    const isShown = (index: number) => index >= 60 && index < 160;
    const faint = (index: number) => (isShown(index) ? { score: 1.5 } : undefined);
    const result = tracked(faint, 200, isSeen);
    for (let index = 60; index < 160; index += 1)
      expect(
        coveredAt(result, index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
    const onTissue = (index: number) => (isShown(index) ? { score: 1.5, contrast: 0 } : undefined);
    expect(tracked(onTissue, 200, isSeen).tracks).toEqual([]);
    // on a frozen picture all stays, on a large part of it
    const frozen = new WritingTracks(frame, margins);
    for (let index = 0; index < 200; index += 1)
      frozen.see(index, isSeen(index) ? [sighting({ score: 1.5 })] : [], drawn(0, undefined), inside);
    expect(frozen.finish(200).tracks).toEqual([]);
  });

  it('does so also where only a part of the line was sighted last', () => {
    const tracks = new WritingTracks(frame, margins);
    for (let index = 0; index < 100; index += 1) {
      const { box, ...line } = sighting({ score: 1.5 });
      const part = { ...line, box: { ...box, width: 30 } };
      tracks.see(index, [index % 4 === 3 ? part : { ...line, box }], drawn(index, { score: 1.5 }), inside);
    }
    const result = tracks.finish(100);
    for (let index = 0; index < 100; index += 1)
      expect(
        coveredAt(result, index).some((one) => covers(one)),
        `frame ${index}`,
      ).toBe(true);
  });

  it('covers a line that blinks as long as it was sighted before and after, where only a part of it was', () => {
    const isShown = (index: number) => index % 15 < 5;
    const tracks = new WritingTracks(frame, margins);
    const whole = sighting({ score: 60 });
    const part = { ...whole, box: { ...whole.box, x: whole.box.x + 35, width: whole.box.width - 35 } };
    for (let index = 0; index < 75; index += 1) {
      const seen = index >= 15 && index < 30 ? part : whole;
      tracks.see(index, isShown(index) ? [seen] : [], drawn(index, isShown(index) ? { score: 60 } : undefined), inside);
    }
    const result = tracks.finish(75);
    const [all] = coveredAt(result, 0);
    for (const index of Array.from({ length: 75 }, (_, i) => i).filter(isShown))
      expect(coveredAt(result, index), `frame ${index}`).toContainEqual(all);
  });

  it('covers the time in which writing fades in', () => {
    const result = tracked((index) => {
      const shown = Math.min(1, (index - 50) / 40);
      return shown > 0 ? { score: 30 * shown, contrast: 80 * shown } : undefined;
    });
    for (let index = 51; index < 200; index += 1)
      expect(
        coveredAt(result, index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
  });

  it('bridges frames on which nothing was seen', () => {
    const result = tracked(
      (index) => (index >= 50 && index < 100 ? { score: 20 } : undefined),
      200,
      (index) => index % 5 === 0,
    );
    for (let index = 50; index < 96; index += 1)
      expect(
        coveredAt(result, index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
  });

  it('follows what moves, without covering its whole way all the time', () => {
    const result = tracked((index) => (index < 100 ? { score: 20, x: 2 * index } : undefined));
    for (let index = 0; index < 100; index += 1)
      expect(
        coveredAt(result, index).some((box) => covers(box, 2 * index)),
        `frame ${index}`,
      ).toBe(true);
    expect(Math.max(...result.tracks.map(({ box }) => box.width))).toBeLessThan(LONG + 100);
  });

  it('covers what moves fast hardly longer than it is, on each frame', () => {
    const xOf = (index: number) => 300 - 12 * (index - 40);
    const isIn = (index: number) => index >= 41 && index < 60;
    const line = (index: number) => (isIn(index) ? { score: 25, x: xOf(index) } : undefined);
    const result = tracked(line, 100, isIn, smoothTissue);
    const widthAt = (index: number) => {
      const boxes = coveredAt(result, index);
      return Math.max(...boxes.map(({ x, width }) => x + width)) - Math.min(...boxes.map(({ x }) => x));
    };
    const frames = Array.from({ length: 19 }, (_, i) => 41 + i);
    const isCovered = (index: number) => coveredAt(result, index).some((box) => covers(box, xOf(index)));
    expect(frames.filter((index) => !isCovered(index))).toEqual([]);
    const [cells, margin, way] = [12, 30, 6 * 12];
    expect(Math.max(...frames.slice(4, 15).map(widthAt))).toBeLessThan(LONG + cells + 2 * margin + way);
  });

  it('tells by what stands there that it came and went at once, however unclearly it is sighted', () => {
    const unclear = (index: number) => ({ score: index % 20 === 10 ? 9 : 2.6 });
    const isShown = (index: number) => index >= 60 && index < 140;
    const { tracks } = tracked((index) => (isShown(index) ? unclear(index) : undefined), 200, isShown, smoothTissue);
    expect(Math.min(...tracks.map(({ first }) => first))).toBeGreaterThanOrEqual(60 - margins.sudden);
    expect(Math.min(...tracks.map(({ first }) => first))).toBeLessThan(60);
    expect(Math.max(...tracks.map(({ last }) => last))).toBeLessThanOrEqual(139 + margins.sudden);
    expect(Math.max(...tracks.map(({ last }) => last))).toBeGreaterThan(139);
  });

  describe.each([2, 3, 5])('that is typed, a letter every %i frames', (each) => {
    const [FIRST, FRAMES] = [40, 160];
    const typed = (index: number) => typedAt(index, FIRST, each);
    const luma = (index: number) => {
      const ground = drawn(index, undefined, smoothTissue);
      const whole = drawn(index, { score: 0 }, smoothTissue);
      const to = 100 + (STEMS[typed(index) - 1] ?? -100) + 4;
      return whole.map((value, i) => (i % frame.width < to ? value : ground[i]!));
    };
    const seenAt = (index: number) => (typed(index) < 2 ? [] : [sighting({ score: 2 * typed(index) })]);
    const run = () => {
      const tracks = new WritingTracks(frame, margins);
      for (let index = 0; index < FRAMES; index += 1) tracks.see(index, seenAt(index), luma(index), inside);
      return tracks.finish(FRAMES);
    };
    const result = run();
    const endAt = (index: number) => 100 + STEMS[typed(index) - 1]! + 3;

    it('is covered from its first letter to its newest one on each frame', () => {
      for (let index = FIRST; index < FRAMES; index += 1) {
        const boxes = coveredAt(result, index).filter(({ y, height }) => y <= 60 && y + height >= 76);
        for (let x = 100; x < endAt(index); x += 1)
          expect(
            boxes.some((box) => box.x <= x && box.x + box.width > x),
            `frame ${index}, column ${x}`,
          ).toBe(true);
      }
    });

    // of what is typed more slowly too little comes within the frames that are looked back at
    const isQuick = each <= 3;
    it.each(isQuick ? [FIRST + each] : [])('is covered hardly before it is there: frame %i', (early) => {
      const isCovered = (x: number) => coveredAt(result, early).some((box) => box.x <= x && box.x + box.width > x);
      expect(coveredAt(result, FIRST - 8)).toEqual([]);
      const columns = Array.from({ length: LONG }, (_, i) => 100 + i);
      expect(columns.filter(isCovered).length).toBeLessThan(0.75 * LONG);
    });
  });

  it('stands to its last letter where the first ones came plainly, and the others one by one', () => {
    const [FIRST, FRAMES] = [30, 150];
    const typed = (index: number) => typedAt(index, FIRST, 4);
    const luma = (index: number) => {
      const ground = drawn(index, undefined, smoothTissue);
      const whole = drawn(index, { score: 0 }, smoothTissue);
      const to = 100 + (STEMS[typed(index) - 1] ?? -100) + 4;
      return whole.map((value, i) => (i % frame.width < to ? value : ground[i]!));
    };
    const tracks = new WritingTracks(frame, margins);
    for (let index = 0; index < FRAMES; index += 1) {
      const line = sighting({ score: 12 + 2 * typed(index) });
      const width = 12 + (STEMS[typed(index) - 1] ?? 0) + 3;
      const seen = typed(index) === 0 ? [] : [{ ...line, box: { ...line.box, width } }];
      tracks.see(index, seen, luma(index), inside);
    }
    const { tracks: all } = tracks.finish(FRAMES);
    const standing = all.filter(({ moves }) => moves !== true);
    for (let index = 110; index < FRAMES; index += 1)
      expect(
        coveredAt({ tracks: standing, sights: [] }, index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
  });

  it('is covered from when it came, however much later it is sighted first', () => {
    const cameOn = (first: number) =>
      tracked(
        (index) => (index >= first ? { score: 10 } : undefined),
        320,
        (index) => index >= 240,
      );
    const isCoveredOn = (result: ReturnType<typeof tracked>, index: number) =>
      coveredAt(result, index).some((box) => covers(box));
    const [always, later] = [cameOn(0), cameOn(100)];
    for (let index = 0; index < 320; index += 1) expect(isCoveredOn(always, index), `frame ${index}`).toBe(true);
    for (let index = 100; index < 320; index += 1) expect(isCoveredOn(later, index), `frame ${index}`).toBe(true);
    expect(isCoveredOn(later, 100 - SPAN_FRAMES - margins.slow - 1)).toBe(false);
  });

  it('is covered from the first frame on where it stood for as long as is known when it is sighted first', () => {
    const FIRST = 1700;
    const cameOn = (first: number) =>
      tracked(
        (index) => (index >= first ? { score: 10 } : undefined),
        FIRST + 80,
        (index) => index >= FIRST,
      );
    const first = (result: ReturnType<typeof tracked>) => Math.min(...result.tracks.map((cover) => cover.first));
    expect(first(cameOn(0))).toBe(0);
    expect(first(cameOn(900))).toBeGreaterThan(900 - SPAN_FRAMES - margins.slow - 1);
  });

  it('is not covered before it came at once, whatever was sighted there faintly before', () => {
    const tracks = new WritingTracks(frame, margins);
    for (let index = 0; index < 140; index += 1) {
      const line = index >= 80 ? { score: 40 } : undefined;
      const found = line ? [sighting(line)] : index >= 50 ? [sighting({ score: 3 })] : [];
      tracks.see(index, found, drawn(index, line, smoothTissue), inside);
    }
    const { tracks: found } = tracks.finish(140);
    expect(Math.min(...found.map(({ first }) => first))).toBeGreaterThanOrEqual(80 - margins.sudden);
    for (let index = 80; index < 140; index += 1)
      expect(
        coveredAt({ tracks: found, sights: [] }, index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
  });

  it.each([3, 8, 16])('covers the time in which it fades in and out over %i frames, seen or not', (long) => {
    const shownAt = (index: number) => Math.min(1, (index - 60) / long, (140 - index) / long);
    const seenAt = (index: number) => index >= 60 + long && index <= 140 - long;
    const { tracks } = tracked(
      (index) => (shownAt(index) > 0 ? { score: 20, contrast: 80 * shownAt(index) } : undefined),
      200,
      seenAt,
      smoothTissue,
    );
    for (let index = 61; index < 140; index += 1)
      expect(
        coveredAt({ tracks, sights: [] }, index).some((box) => covers(box)),
        `frame ${index}`,
      ).toBe(true);
  });

  it('believes faint evidence only when it stays', () => {
    const forFrames = (frames: number) =>
      tracked((index) => (index >= 50 && index < 50 + frames ? { score: 4 } : undefined)).tracks;
    expect(forFrames(1)).toEqual([]);
    expect(forFrames(24)).not.toEqual([]);
  });

  it('does not take for writing what moves on with the tissue', () => {
    const tracks = new WritingTracks(frame, margins);
    for (let index = 0; index < 100; index += 1)
      tracks.see(index, index > 0 ? [sighting({ score: 9 })] : [], drawn(index, undefined), inside);
    expect(tracks.finish(100).tracks).toEqual([]);
  });

  it('does not take for writing what stays beside a faint line, and nowhere on it', () => {
    const tracks = new WritingTracks(frame, margins);
    const beside = { box: { x: 94, y: 30, width: LONG + 12, height: 24 }, turned: false, score: 4 };
    for (let index = 0; index < 100; index += 1) tracks.see(index, [beside], drawn(index, { score: 4 }), inside);
    expect(tracks.finish(100).tracks).toEqual([]);
  });

  it('does not take for faint writing what stays where little of it was sighted', () => {
    const withStraySightings = (every: number) => {
      const tracks = new WritingTracks(frame, margins);
      const beside = { box: { x: 182, y: 56, width: LONG + 12, height: 24 }, turned: false, score: 4 };
      const wide = { box: { x: 94, y: 56, width: 2 * LONG + 20, height: 24 }, turned: false, score: 4 };
      for (let index = 0; index < 100; index += 1)
        tracks.see(index, [index % every === 0 ? wide : beside], drawn(index, { score: 4 }), inside);
      return tracks.finish(100).tracks;
    };
    expect(withStraySightings(4)).toEqual([]);
    expect(withStraySightings(1)).not.toEqual([]);
  });

  it('keeps the clearest sight for reading', () => {
    const { sights } = tracked((index) => (index >= 10 && index < 20 ? { score: index === 14 ? 30 : 12 } : undefined));
    expect(sights).toMatchObject([{ frame: 14, turned: false }]);
  });
});
