import { describe, expect, it } from 'vitest';
import type { Rectangle } from '../picture/picture.js';
import { withBlocks } from './moving-block.js';
import type { Sighting } from './track.js';
import { WritingTracks } from './writing-tracks.js';

const frame = { width: 480, height: 320 };
const inside = new Uint8Array(frame.width * frame.height).fill(1);
const margins = { slow: 20, sudden: 3, around: 8 };
const FRAMES = 60;
const [FIRST, LAST] = [16, 45];

/** Stems of letters and bars of a code, from the left of what they stand on. */
const STEMS = Array.from({ length: 22 }, (_, i) => 9 * i + (i % 3));
const BARS = Array.from({ length: 16 }, (_, i) => 13 * i);
const [PAPER, INK, FLESH] = [210, 40, 90];

/** Where the paper is on a frame: it drifts to and fro, as in a hand, so far. */
const paperAt = (index: number, [wide, high]: readonly number[] = [14, 20]): Rectangle => ({
  x: 125 + Math.round(wide! * Math.sin(index / 6)),
  y: 90 + Math.round(high! * Math.cos(index / 7)),
  width: 230,
  height: 130,
});
const nameOn = ({ x, y }: Rectangle): Rectangle => ({ x: x + 15, y: y + 12, width: 200, height: 22 });
const codeOn = ({ x, y }: Rectangle): Rectangle => ({ x: x + 15, y: y + 76, width: 203, height: 40 });

function fill(luma: Uint8Array, { x, y, width, height }: Rectangle, value: number): void {
  for (let row = y; row < y + height; row += 1)
    luma.fill(value, row * frame.width + x, row * frame.width + Math.min(frame.width, x + width));
}

function ground(index: number): Uint8Array {
  const row = Uint8Array.from({ length: frame.width }, (_, x) => FLESH + 12 * Math.sin((x + 3 * index) / 15));
  const luma = new Uint8Array(inside.length);
  for (let y = 0; y < frame.height; y += 1) luma.set(row, y * frame.width);
  return luma;
}

function paper(luma: Uint8Array, index: number, sheet = paperAt(index)): Uint8Array {
  const [name, code] = [nameOn(sheet), codeOn(sheet)];
  fill(luma, sheet, PAPER);
  for (const stem of STEMS) fill(luma, { ...name, x: name.x + stem, width: 3 }, INK);
  for (const bar of BARS) fill(luma, { ...code, x: code.x + bar, width: 8 }, INK);
  return luma;
}

const sighting = ({ x, y, width, height }: Rectangle) => ({
  box: { x: x - 4, y: y - 2, width: width + 8, height: height + 4 },
  turned: false,
  score: 90,
});

const holds = (outer: Rectangle, inner: Rectangle) =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;

function covered(draw: (luma: Uint8Array, index: number) => Uint8Array, lineAt: (index: number) => Rectangle) {
  const tracks = new WritingTracks(frame, margins);
  for (let index = 0; index < FRAMES; index += 1) {
    const isShown = index >= FIRST && index <= LAST;
    const luma = ground(index);
    tracks.see(index, isShown ? [sighting(lineAt(index))] : [], isShown ? draw(luma, index) : luma, inside);
  }
  const covers = tracks.finish(FRAMES).tracks;
  return (index: number) => covers.filter(({ first, last }) => first <= index && last >= index).map(({ box }) => box);
}

describe('a paper in somebody’s hand', () => {
  it.each([
    ['hardly moves', [14, 20]],
    ['moves by half its width', [100, 60]],
  ])('is covered with the code on it, of which nothing was sighted, where it %s', (_, drift) => {
    const sheetAt = (index: number) => paperAt(index, drift);
    const draw = (luma: Uint8Array, index: number) => paper(luma, index, sheetAt(index));
    const at = covered(draw, (index) => nameOn(sheetAt(index)));
    for (let index = FIRST; index <= LAST; index += 1)
      expect(
        at(index).some((box) => holds(box, nameOn(sheetAt(index))) && holds(box, codeOn(sheetAt(index)))),
        `frame ${index}`,
      ).toBe(true);
  });

  it('does not have a line that runs over the picture covered with the glints beside it', () => {
    const lineAt = (index: number) => ({ x: 440 - 14 * (index - FIRST), y: 90, width: 200, height: 22 });
    const clipped = (index: number) => {
      const { x, ...line } = lineAt(index);
      const from = Math.max(4, x);
      return { ...line, x: from, width: Math.max(20, Math.min(frame.width - 4, x + line.width) - from) };
    };
    const draw = (luma: Uint8Array, index: number) => {
      const { x, y, height } = lineAt(index);
      for (const stem of STEMS)
        if (x + stem >= 0 && x + stem < frame.width - 3) fill(luma, { x: x + stem, y, width: 3, height }, 220);
      fill(luma, { x: 200, y: 140, width: 30, height: 14 }, 230);
      return luma;
    };
    const at = covered(draw, clipped);
    for (let index = FIRST + 4; index <= LAST; index += 1)
      expect(Math.max(...at(index).map((box) => box.y + box.height)), `frame ${index}`).toBeLessThan(140);
  });

  it('is not looked for around a piece of a line that stands on the screen', () => {
    const line = { x: 60, y: 90, width: 200, height: 22 };
    const [left, right] = [
      { ...line, width: 90 },
      { ...line, x: 150, width: 110 },
    ];
    const tracks = new WritingTracks(frame, margins);
    for (let index = 0; index < FRAMES; index += 1) {
      const luma = ground(index);
      for (const stem of STEMS) fill(luma, { ...line, x: line.x + stem, width: 3 }, 220);
      fill(luma, { x: 62 + 5 * (index % 9), y: 140, width: 30, height: 14 }, 230);
      const isBroken = [30, 32, 33, 35].includes(index);
      tracks.see(
        index,
        isBroken ? [sighting(right), { ...sighting(left), score: 40 }] : [sighting(line)],
        luma,
        inside,
      );
    }
    const covers = tracks.finish(FRAMES).tracks;
    expect(covers.some(({ box }) => holds(box, line))).toBe(true);
    expect(Math.max(...covers.map(({ box }) => box.y + box.height))).toBeLessThan(140);
  });

  it('does not go on over glints that lie apart', () => {
    const line = nameOn(paperAt(FIRST));
    const luma = ground(FIRST);
    for (const stem of STEMS) fill(luma, { ...line, x: line.x + stem, width: 3 }, 220);
    for (let y = 10; y < frame.height - 10; y += 60)
      for (let x = 10; x < frame.width - 10; x += 60) fill(luma, { x, y, width: 6, height: 6 }, 230);
    const [told] = withBlocks([{ ...sighting(line), index: FIRST }], () => luma, inside, frame.width);
    expect(told).not.toHaveProperty('block');
  });

  it('is not looked for around what is no writing by itself', () => {
    const luma = paper(ground(FIRST), FIRST);
    const told = (score: number) => {
      const one: Sighting = { ...sighting(nameOn(paperAt(FIRST))), index: FIRST, score };
      return withBlocks([one], () => luma, inside, frame.width)[0]!.block;
    };
    expect(told(19)).toBeUndefined();
    expect(holds(told(21)!, codeOn(paperAt(FIRST)))).toBe(true);
  });
});
