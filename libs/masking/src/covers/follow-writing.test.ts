import { describe, expect, it } from 'vitest';
import { holdsWriting, WritingField, WritingFollower } from './follow-writing.js';
import { inkOf } from '../writing/letters-rig.js';
import type { WritingTrack } from './track.js';
import type { YuvFrame } from '../yuv-frame.js';
import { asBrightAs, type Colour, differenceOf, drawnFrame, inColour } from '../yuv-rig.js';

const size = { width: 336, height: 192 };
const everywhere = new Uint8Array(size.width * size.height).fill(1);
const margins = { slow: 25, sudden: 3, around: 11 };

const hues: Readonly<Record<string, Colour>> = {
  red: [255, 0, 0],
  green: [0, 255, 0],
  blue: [0, 0, 255],
  cyan: [0, 255, 255],
  magenta: [255, 0, 255],
  yellow: [255, 255, 0],
};
const grounds: Readonly<Record<string, Colour>> = {
  pink: [214, 148, 138],
  tan: [206, 156, 96],
  red: [158, 62, 52],
  dark: [70, 26, 24],
};

/** Folds that move across the frame, as bright and dark as the camera's light makes them; some vessels. */
function tissue([red, green, blue]: Colour, at: number, structure: (x: number, y: number) => Colour = vessels) {
  return drawnFrame(size.width, size.height, (x, y) => {
    const light = 1 + 0.16 * Math.sin((x + 3 * at) / 31) + 0.1 * Math.cos((y - 2 * at) / 23);
    const [r, g, b] = structure(x + 3 * at, y - 2 * at);
    return [light * red + r, light * green + g, light * blue + b];
  });
}

function vessels(x: number, y: number): Colour {
  const near = Math.exp(-(((y - 150 - 40 * Math.sin(x / 50)) / 3) ** 2));
  return [-18 * near, -30 * near, -26 * near];
}

/** Of each ground the same tissue, drawn once. */
const drawn = new Map<Colour, YuvFrame[]>();
function tissueOf(ground: Colour, at: number): YuvFrame {
  const frames = drawn.get(ground) ?? [];
  drawn.set(ground, frames);
  return (frames[at] ??= tissue(ground, at));
}

const line = { word: 'KATHRINHERMANN', x: 36, y: 80, size: 3 };
const LONG = 6 * line.word.length * line.size;
const HIGH = 7 * line.size;
const turnedLine = { ...line, word: 'KATHRINH', x: 150, y: 24 };

interface Shown {
  readonly first: number;
  readonly frames: number;
}
const lastly = ({ first, frames }: Shown) => first + frames - 1;

function covers(frames: number, frameAt: (index: number) => YuvFrame): readonly WritingTrack[] {
  const follower = new WritingFollower(size, margins);
  const field = new WritingField(size, everywhere, everywhere);
  for (let index = 0; index < frames; index += 1) follower.see(index, frameAt(index), field);
  return follower.finish(frames).tracks;
}

/** Frames of those on which the writing stands that none of the tracks covers whole. */
function bare(tracks: readonly WritingTrack[], shown: Shown, [wide, high]: readonly [number, number], { x, y } = line) {
  return Array.from({ length: shown.frames }, (_, i) => shown.first + i).filter(
    (index) =>
      !tracks.some(
        ({ box, first, last }) =>
          first <= index &&
          last >= index &&
          box.x <= x &&
          box.y <= y &&
          box.x + box.width >= x + wide &&
          box.y + box.height >= y + high,
      ),
  );
}

/** Hues that differ from the ground by as much as can be read, when they are as bright as it is. */
const readable = Object.entries(grounds).flatMap(([ground, under]) =>
  Object.entries(hues).flatMap(([hue, colour]) => {
    const ink = asBrightAs(colour, under);
    return differenceOf(ink, under) >= 26 ? [{ hue, ground, ink, under }] : [];
  }),
);

describe('writing that differs from its ground in colour alone', () => {
  const upright = inkOf(size.width, size.height, { ...line, turned: false });
  const turned = inkOf(size.width, size.height, { ...turnedLine, turned: true });

  it.each(readable)('$hue on $ground tissue is covered, for a frame, three, and long', ({ ink, under }) => {
    for (const shown of [
      { first: 8, frames: 1 },
      { first: 8, frames: 3 },
      { first: 8, frames: 30 },
    ]) {
      const tracks = covers(lastly(shown) + 8, (index) => {
        const frame = tissueOf(under, index);
        return index >= shown.first && index <= lastly(shown) ? inColour(frame, upright, ink) : frame;
      });
      expect(bare(tracks, shown, [LONG, HIGH]), `${shown.frames} frames`).toEqual([]);
    }
  });

  it.each(readable)('$hue on $ground tissue is covered, turned by a quarter', ({ ink, under }) => {
    const shown = { first: 8, frames: 3 };
    const tracks = covers(19, (index) => {
      const frame = tissueOf(under, index);
      return index >= shown.first && index <= lastly(shown) ? inColour(frame, turned, ink) : frame;
    });
    expect(bare(tracks, shown, [HIGH, 6 * turnedLine.word.length * line.size], turnedLine)).toEqual([]);
  });

  it('is given for reading in the plane that shows it', () => {
    const follower = new WritingFollower(size, margins);
    const field = new WritingField(size, everywhere, everywhere);
    for (let index = 0; index < 12; index += 1)
      follower.see(index, inColour(tissueOf(grounds['pink']!, index), upright, [120, 190, 120]), field);
    const [sight] = follower.finish(12).sights;
    const { box, luma } = sight!;
    expect(luma).toHaveLength(box.width * box.height);
    expect(Math.max(...luma) - Math.min(...luma)).toBeGreaterThan(60);
  });
});

describe('writing that runs in luma over what stands in colour', () => {
  const banner = inkOf(size.width, size.height, { ...line, turned: false });
  const word = 'MARTHAHERMANN';
  const STEP = 12;
  const long = 6 * word.length * line.size;
  const frames = Math.floor((size.width + long) / STEP);
  const placeAt = (index: number) => size.width - STEP * index;

  /** White letters as far as the frame goes. */
  function withTicker({ y, ...frame }: YuvFrame, index: number): YuvFrame {
    const wide = size.width + 2 * long;
    const ink = inkOf(wide, size.height, { word, x: long + placeAt(index), y: line.y, size: line.size, turned: false });
    const lit = y.map((value, i) => {
      const share = ink[Math.floor(i / size.width) * wide + long + (i % size.width)]!;
      return Math.round(value + share * (225 - value));
    });
    return { ...frame, y: lit };
  }

  it('is covered on every frame', () => {
    const under = grounds['pink']!;
    const ink = asBrightAs(hues['cyan']!, under);
    const tracks = covers(frames + 8, (index) => {
      const frame = inColour(tissueOf(under, index), banner, ink);
      return index < frames ? withTicker(frame, index) : frame;
    });
    expect(bare(tracks, { first: 0, frames }, [LONG, HIGH])).toEqual([]);
    const missed = Array.from({ length: frames }, (_, index) => index).filter((index) => {
      const x = Math.max(0, placeAt(index));
      const wide = Math.min(size.width, placeAt(index) + long - line.size) - x;
      return wide > 0 && bare(tracks, { first: index, frames: 1 }, [wide, HIGH], { ...line, x }).length > 0;
    });
    expect(missed).toEqual([]);
  });
});

describe('a cover of colour', () => {
  const cover = { box: { x: 100, y: 60, width: 200, height: 30 }, first: 10, last: 40 };
  const longer = (by: number) => ({ ...cover, box: { ...cover.box, width: cover.box.width + by } });

  it('is left out where luma covers as much', () => {
    expect(holdsWriting(cover, cover)).toBe(true);
    expect(holdsWriting(cover, { ...longer(2), first: 12 })).toBe(true);
  });

  it('is not left out where it reaches farther than its blur: a letter may stand there', () => {
    expect(holdsWriting(cover, longer(3))).toBe(false);
    expect(holdsWriting(cover, { ...cover, last: 41 })).toBe(false);
  });
});

describe('tissue full of colour', () => {
  it.each<[string, Colour, (x: number, y: number) => Colour]>([
    [
      'vessels',
      [222, 170, 150],
      (x, y) => {
        const across = y + 18 * Math.sin(x / 27) + 9 * Math.sin(x / 11);
        const down = x + 22 * Math.sin(y / 33) + 8 * Math.sin(y / 9);
        const net = bump(wrapped(across, 66) - 20, 4) + bump(wrapped(down, 90) - 30, 4);
        return [-6 * net, -28 * net, -24 * net];
      },
    ],
    [
      'drops of blood',
      [214, 148, 138],
      (x, y) => {
        const away = Math.hypot(wrapped(x, 67) - 30 + 6 * Math.sin(y / 9), wrapped(y, 59) - 28);
        return away < 12 + 5 * Math.sin(x / 50) ? [-70, -120, -112] : [0, 0, 0];
      },
    ],
    [
      'threads of bile',
      [190, 98, 82],
      (x, y) => {
        const thread = bump(wrapped(y + 30 * Math.sin(x / 60), 80) - 30, 6);
        return [20 * thread, 60 * thread, -50 * thread];
      },
    ],
    [
      'a blue dye in furrows',
      [150, 120, 150],
      (x, y) => {
        const furrow = bump(wrapped(x + 14 * Math.sin(y / 19) + 6 * Math.sin(y / 7), 47) - 12, 6);
        return [-60 * furrow, -20 * furrow, 30 * furrow];
      },
    ],
    [
      'a blue dye between folds',
      [150, 120, 150],
      (x, y) => {
        const height =
          Math.sin(x / 9.3 + 2.1 * Math.sin(y / 17) + Math.sin(y / 5.3)) +
          Math.sin(y / 8.1 + 1.7 * Math.sin(x / 21) + Math.sin(x / 6.1));
        const pool = 1 / (1 + Math.exp(-3 * (height - 0.9)));
        return [-60 * pool, -20 * pool, 30 * pool];
      },
    ],
    [
      'brown vessels in narrow-band light',
      [90, 130, 120],
      (x, y) => {
        const net =
          bump(wrapped(y + 18 * Math.sin(x / 27) + 9 * Math.sin(x / 11), 66) - 20, 4) +
          bump(wrapped(x + 22 * Math.sin(y / 33), 90) - 30, 4);
        return [20 * net, -28 * net, -20 * net];
      },
    ],
  ])('is not covered: %s', (_, ground, structure) => {
    expect(covers(40, (index) => tissue(ground, index, structure))).toEqual([]);
  });
});

const bump = (away: number, wide: number) => Math.exp(-((away / wide) ** 2));
const wrapped = (value: number, by: number) => ((value % by) + by) % by;
