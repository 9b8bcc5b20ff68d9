import { expect, it } from 'vitest';
import { coversOf } from './cover-track.js';
import type { Sighting } from './track.js';
import type { Rectangle } from '../picture/picture.js';
import { trackOf } from './track-rig.js';

const frame = { width: 960, height: 768 };
const margins = { slow: 25, sudden: 3, around: 9 };
const [FIRST, LAST] = [11, 34];
/** A line that comes in at the right of a picture, 14 pixels a frame: its visible part. */
const visible = (index: number) => ({ x: 724 - 14 * (index - FIRST), end: 864 });
/** Edges of something else that stay, where the line begins. */
const stays = { x: 704, y: 228, width: 115, height: 250 };

it('covers a line that comes in past something that stays, from its first frame on', () => {
  const sightings = Array.from({ length: LAST - FIRST + 1 }, (_, i): Sighting => {
    const { x, end } = visible(FIRST + i);
    const box = { x, y: 336, width: end - x, height: 48 };
    return { index: FIRST + i, box, score: 30 + 2 * i, turned: false };
  });
  const track = trackOf({
    newest: sightings.at(-1)!.box,
    spans: [{ first: FIRST, from: FIRST, sightings, complete: true, still: stays, edges: 400 }],
    last: LAST,
    early: 30,
  });
  const covers = coversOf(track, margins, frame, 85);
  for (let index = FIRST; index <= LAST; index += 1) {
    const { x, end } = visible(index);
    const isCovered = covers.some(
      ({ box, first, last }) =>
        first <= index &&
        last >= index &&
        box.x <= x &&
        box.x + box.width >= end &&
        box.y <= 336 &&
        box.y + box.height >= 384,
    );
    expect(isCovered, `frame ${index}`).toBe(true);
  }
});

it('covers what moves before it was first sighted, whatever stood there already', () => {
  const sightings = Array.from({ length: 20 }, (_, i): Sighting => {
    const x = 780 - 14 * i;
    return { index: 30 + i, box: { x, y: 336, width: 864 - x, height: 48 }, score: i < 14 ? 5 : 60, turned: false };
  });
  // a speck at the rim, which the longest sightings hold
  const still = { x: 844, y: 350, width: 20, height: 20 };
  const track = trackOf({
    newest: sightings.at(-1)!.box,
    spans: [{ first: 30, from: 30, sightings, complete: true, still, edges: 170 }],
    last: 49,
    early: 30,
  });
  const covers = coversOf(track, margins, frame, 85);
  const line = covers.filter(({ box }) => box.x <= 780 && box.x + box.width >= 864);
  expect(Math.min(...line.map(({ first }) => first))).toBeLessThanOrEqual(30 - margins.sudden);
});

it('lets a typed line grow on in its own direction, whatever is sighted across it last', () => {
  const line = { x: 462, y: 248, height: 24 };
  const typed = (index: number) => 17 * Math.min(23, 1 + Math.floor((index - 7) / 2));
  // sighted as a whole from the beginning, with what lies beside it
  const sightings = Array.from({ length: 65 }, (_, i): Sighting => {
    const index = 7 + i;
    return { index, box: { ...line, x: 424, width: 488 }, score: index + 2, turned: false };
  });
  const across: Sighting = { index: 71, box: { x: 470, y: 200, width: 16, height: 96 }, score: 6, turned: true };
  const span = (first: number, last: number, seen: number) => ({
    first,
    from: first,
    complete: true,
    sightings: [...sightings.filter(({ index }) => index >= first && index <= last), ...(last === 71 ? [across] : [])],
    // what stays over a second is what stood there a second ago
    still: { ...line, width: typed(seen) },
    edges: 1000,
  });
  const track = trackOf({
    newest: { ...line, width: 20 },
    from: 7,
    clear: 70,
    spans: [span(7, 37, 14), span(38, 62, 38), span(63, 71, 47)],
    last: 71,
    seen: 65,
    evidence: 2000,
    best: 73,
    late: [70, 70, 70],
    early: 9,
  });
  const last = coversOf(track, margins, frame, 72).filter((cover) => cover.last >= 71);
  expect(Math.max(...last.map(({ box }) => box.x + box.width))).toBeGreaterThanOrEqual(line.x + typed(71));
});

it('does not let a line that runs up grow on across itself, whatever is sighted across it last', () => {
  const line = { x: 631, y: 144, width: 17, height: 225 };
  const across = (index: number): Sighting => ({
    index,
    box: { x: 560, y: 336, width: 160, height: 48 },
    score: index < 70 ? 2 : 6,
    turned: false,
  });
  const sightings = Array.from({ length: 24 }, (_, i) => across(50 + i));
  const track = trackOf({
    newest: sightings[0]!.box,
    until: 103,
    clear: 4,
    spans: [{ first: 50, from: 50, sightings, complete: true, still: line, edges: 2000 }],
    last: 73,
    evidence: 72,
    best: 6,
    late: [6, 6, 6],
    early: 2,
  });
  const [cover, ...others] = coversOf(track, margins, frame, 104);
  expect(others).toEqual([]);
  expect(cover!.box.x).toBeGreaterThanOrEqual(line.x - margins.around);
  expect(cover!.box.width).toBeLessThanOrEqual(line.width + 2 * margins.around);
  expect(cover!.box.y + cover!.box.height).toBeGreaterThanOrEqual(384);
  expect(cover).toMatchObject({ first: 0, last: 103 });
});

it.each([false, true])(
  'covers all of a label that turns, also while only its upper line is sighted, rows told: %s',
  (told) => {
    const top = (index: number) => 300 - index;
    // two lines on one label; the lower one is sighted on the first frames and, half a second later, again
    const sightings = Array.from({ length: 24 }, (_, index): Sighting => {
      const isWhole = index < 4 || index > 15;
      const box = { x: 540 - 2 * index, y: top(index), width: 550, height: isWhole ? 128 : 74 };
      return { index, box, score: 270, turned: false, ...(told && { letters: { ...box, y: 290, height: 74 } }) };
    });
    const spans = [{ first: 0, from: 0, sightings, complete: true }];
    const track = trackOf({ newest: sightings.at(-1)!.box, spans, last: 23 });
    const covers = coversOf(track, margins, frame, 24);
    for (let index = 0; index < 24; index += 1) {
      const isCovered = covers.some(
        ({ box, first, last }) => first <= index && last >= index && box.y + box.height >= top(index) + 128,
      );
      expect(isCovered, `frame ${index}`).toBe(true);
    }
  },
);

it('gives a slanted line more room than its edges tell', () => {
  const line = { x: 370, y: 317, width: 456, height: 75 };
  const sightings = Array.from({ length: 24 }, (_, index): Sighting => ({
    index,
    box: line,
    score: 90,
    turned: false,
  }));
  const spans = [{ first: 0, from: 0, sightings, complete: true, still: line, edges: 2000 }];
  const track = trackOf({ newest: line, spans, last: 23 });
  const [cover] = coversOf(track, margins, frame, 24);
  // where capitals are in the middle, small letters at its ends do not tell how high it goes
  expect(cover!.box.y).toBeLessThanOrEqual(line.y - margins.around - 7);
  expect(cover!.box.y + cover!.box.height).toBeGreaterThanOrEqual(line.y + line.height + margins.around + 7);
});

it('covers on the last frames of a video all that stood there before', () => {
  const sighting = (index: number): Sighting => {
    return { index, box: { x: 587, y: 320, width: 540, height: 43 }, score: 90, turned: false };
  };
  const spanOf = (first: number, last: number) => ({
    first,
    from: first,
    sightings: Array.from({ length: last - first + 1 }, (_, i) => sighting(first + i)),
    complete: true,
    edges: 2700,
  });
  const whole = { x: 597, y: 316, width: 518, height: 49 };
  const track = trackOf({
    newest: sighting(50).box,
    // its first letter was not seen to stay in the second one
    spans: [
      { ...spanOf(0, 24), still: whole },
      { ...spanOf(25, 49), still: { x: 636, y: 328, width: 480, height: 37 } },
      { ...spanOf(50, 50), still: { x: 636, y: 328, width: 480, height: 37 } },
    ],
    last: 50,
    evidence: 4000,
    best: 111,
    early: 87,
  });
  const covers = coversOf(track, margins, frame, 51);
  for (const index of [0, 24, 25, 49, 50]) {
    const isCovered = covers.some(({ box, first, last }) => first <= index && last >= index && box.x <= whole.x);
    expect(isCovered, `frame ${index}`).toBe(true);
  }
});

it('covers what did not come at once from long before it was sighted, however clear it soon was', () => {
  const line = { x: 370, y: 317, width: 456, height: 24 };
  const sightings = Array.from({ length: 24 }, (_, i): Sighting => ({
    index: 40 + i,
    box: line,
    score: 60 + i,
    turned: false,
  }));
  const spans = [{ first: 40, from: 40, sightings, complete: true, still: line, edges: 900 }];
  const came = (cameAtOnce: boolean) =>
    coversOf(trackOf({ newest: line, spans, last: 63, from: 40, cameAtOnce }), margins, frame, 64)[0]!.first;
  expect(came(true)).toBe(40 - margins.sudden);
  expect(came(false)).toBe(40 - margins.slow);
});

it('covers capitals that come in over the rim with room for the tails that follow them', () => {
  const sightings = Array.from({ length: 12 }, (_, i): Sighting => ({
    index: 18 + i,
    box: { x: 592 - 20 * i, y: 336, width: 64 + 20 * i, height: 32 },
    // on the second frame it is hardly sighted
    score: [9, 4][i] ?? 30,
    turned: false,
  }));
  const capitals = { x: 625, y: 347, width: 63, height: 19 };
  const roomBelow = (until: number) => {
    const sudden = { index: 18, what: { box: capitals, edges: [1, 2, 3] }, known: true, until };
    const spans = [{ first: 18, from: 18, sightings, complete: true, sudden }];
    const covers = coversOf(
      trackOf({ newest: sightings.at(-1)!.box, spans, last: 29, early: 9, best: 104 }),
      margins,
      frame,
      85,
    );
    const over = covers.filter(({ first, last, box }) => first <= 18 && last >= 18 && box.x <= 625);
    return Math.max(...over.map(({ box }) => box.y + box.height)) - (capitals.y + capitals.height);
  };
  expect(roomBelow(18)).toBeGreaterThanOrEqual(13);
  // what stays where it came was seen whole
  expect(roomBelow(24)).toBe(margins.around);
});

/** A line that was sighted for four seconds, in which it stayed with so many edges each, but for the second one. */
function coversOfSpans(line: Rectangle, edges: readonly number[], around: Rectangle, stays = line, height = 60) {
  const spans = edges.map((count, i) => {
    const sightings = Array.from({ length: 24 }, (_, k): Sighting => ({
      index: 24 * i + k,
      box: line,
      score: 40,
      turned: false,
    }));
    return { first: 24 * i, from: 24 * i, sightings, complete: true, still: i === 1 ? around : stays, edges: count };
  });
  return coversOf(trackOf({ newest: line, spans, last: 95, height }), margins, frame, 96);
}

it('does not cover what a line runs past, also while all of it is on the screen', () => {
  const [rows, passed] = [
    { y: 340, height: 34 },
    { x: 480, y: 240, width: 100, height: 220 },
  ];
  const span = (i: number, speed: number) => ({
    first: 24 * i,
    from: 24 * i,
    complete: true,
    still: passed,
    edges: 900,
    sightings: Array.from({ length: 24 }, (_, k): Sighting => {
      const x = (i === 0 ? 560 : 250) - speed * k;
      const box = { x, y: 330, width: Math.min(864 - x, 380), height: 54 };
      return { index: 24 * i + k, box, score: 60, turned: false, letters: { ...box, ...rows } };
    }),
  });
  const spans = [span(0, 13), span(1, 3)];
  const covers = coversOf(trackOf({ newest: spans[1]!.sightings.at(-1)!.box, spans, last: 47 }), margins, frame, 85);
  expect(covers.every(({ box }) => box.y > passed.y)).toBe(true);
  expect(covers.some(({ last }) => last >= 47)).toBe(true);
});

it('does not cover tissue that stood around a line for a second, unless it has many edges', () => {
  const line = { x: 400, y: 336, width: 200, height: 48 };
  const around = { x: 200, y: 236, width: 500, height: 250 };
  for (const first of [1000, 700]) {
    const covers = coversOfSpans(line, [first, 1200, 1000, 1000], around);
    expect(covers.every(({ box }) => box.y >= line.y - 2 * margins.around)).toBe(true);
    expect(covers.some((cover) => cover.first === 0 && cover.last === 95)).toBe(true);
  }
  expect(coversOfSpans(line, [1000, 1600, 1000, 1000], around).some(({ box }) => box.y < around.y)).toBe(true);
});

it('covers the end of a line that stayed for a second only, in more room', () => {
  const line = { x: 400, y: 336, width: 200, height: 48 };
  const [rest, around] = [
    { ...line, x: 430, width: 170 },
    { x: 200, y: 236, width: 500, height: 250 },
  ];
  const covers = coversOfSpans(line, [1000, 1200, 1000, 1000], around, rest);
  expect(covers.every(({ box }) => box.y >= line.y - 2 * margins.around && box.x <= line.x - margins.around)).toBe(
    true,
  );
});

it('covers a letter more where a line was sighted clearly beyond what is seen to stay', () => {
  const [line, stays] = [
    { x: 400, y: 336, width: 200, height: 20 },
    { x: 430, y: 336, width: 140, height: 20 },
  ];
  for (const { box } of coversOfSpans(line, [900, 900, 900, 900], stays, stays)) {
    expect(box.x).toBeLessThanOrEqual(412 - margins.around);
    expect(box.x).toBeGreaterThan(400 - margins.around);
    expect(box.x + box.width).toBeGreaterThanOrEqual(588 + margins.around);
  }
});

it('covers two letters more where the end of what stays wanders', () => {
  const [sighted, end] = [{ x: 304, y: 330, width: 288, height: 32 }, 537];
  const [stays, less] = [150, 119].map((width) => ({ x: 351, y: 336, width, height: 21 })) as [Rectangle, Rectangle];
  for (const { box } of coversOfSpans(sighted, [900, 900, 900, 900], less, stays))
    expect(box.x + box.width).toBeGreaterThanOrEqual(end);
});

it('covers a cell beyond the clear sightings of a faint line: they end before it does', () => {
  const [line, sighted, stays] = [
    { x: 400, y: 336, width: 270, height: 16 },
    { x: 378, y: 328, width: 288, height: 24 },
    { x: 401, y: 336, width: 256, height: 16 },
  ];
  for (const { box } of coversOfSpans(sighted, [900, 900, 900, 900], stays, stays, 10)) {
    expect(box.x).toBeLessThanOrEqual(line.x - margins.around);
    expect(box.x + box.width).toBeGreaterThanOrEqual(line.x + line.width + margins.around);
  }
});

it('covers the fainter end of a slanted line that stayed for a second', () => {
  const half = { x: 600, y: 165, width: 160, height: 100 };
  const whole = { x: 475, y: 165, width: 285, height: 174 };
  expect(coversOfSpans(half, [1900, 2600, 1900, 1900], whole).some(({ box }) => box.x < whole.x)).toBe(true);
});
