import { expect, it } from 'vitest';
import { coversOf } from './cover-track.js';
import type { Rectangle } from '../picture/picture.js';
import type { Sighting, Track } from './track.js';
import { whileTyped } from './typed-covers.js';

const line = { x: 360, y: 290, width: 256, height: 32 };
const PART = 8;
/** Parts come one after the other, two frames each, from the left to the right. */
const parts = Array.from({ length: line.width / PART }, (_, i) => ({
  since: 7 + 2 * i,
  atOnce: true,
  box: { ...line, x: line.x + i * PART, width: PART },
}));

function trackSeen(widthAt: (index: number) => number): Track {
  const sightings = Array.from({ length: 100 }, (_, index): Sighting => {
    const box = { ...line, x: line.x - 12, width: 12 + widthAt(index) };
    return { index, box, score: 60, turned: false };
  });
  const [first, last] = [sightings[0]!, sightings.at(-1)!];
  return {
    newest: last.box,
    from: 0,
    until: 99,
    clear: 60,
    spans: [{ first: 0, from: 0, sightings, complete: true, still: line, edges: 2000, parts }],
    last: 99,
    seen: 100,
    evidence: 6000,
    best: 60,
    late: [60],
    early: 60,
    sight: { box: first.box, turned: false, frame: 0, luma: new Uint8Array(1) },
  };
}

const frame = { width: 960, height: 540 };
const margins = { slow: 25, sudden: 2, around: 9 };
const isWholeOn = (index: number, track: Track) =>
  coversOf(track, margins, frame, 100).some(
    ({ box, first, last }) =>
      first <= index && last >= index && box.x <= line.x && box.x + box.width >= line.x + line.width,
  );

it('covers a line that was sighted whole before its parts came out of the light, from its first frame on', () => {
  const track = trackSeen(() => line.width + 12);
  for (let index = 0; index < 100; index += 1) expect(isWholeOn(index, track), `frame ${index}`).toBe(true);
});

it('covers a line whole that was seen to stay while tissue that moves hid its parts, one after the other', () => {
  const track = trackSeen((index) => PART * Math.max(1, parts.filter(({ since }) => since <= index).length));
  const [{ sightings }] = track.spans as [Track['spans'][number]];
  const spanOf = (first: number, last: number, more: object) => ({
    ...{ first, from: first, complete: true, still: line, edges: 2000, ...more },
    sightings: sightings.filter(({ index }) => index >= first && index <= last),
  });
  const spans = [spanOf(0, 24, {}), spanOf(25, 99, { parts })];
  const { length } = Array.from({ length: 100 }, (_, index) => index).filter((index) =>
    isWholeOn(index, { ...track, spans }),
  );
  expect(length).toBe(100);
});

it('covers a line that was sighted as long as it was typed only as far as that', () => {
  const track = trackSeen((index) => PART * Math.max(1, parts.filter(({ since }) => since <= index).length));
  expect(isWholeOn(20, track)).toBe(false);
  expect(isWholeOn(90, track)).toBe(true);
});

it('covers each letter from when it is typed on, also where the line is seen to stay only later', () => {
  const done = parts.at(-1)!.since;
  const later = { box: line, first: done + 6, last: 99 };
  const covers = whileTyped([later], { whole: line, parts, done }, { from: parts[0]!.since, margin: 2 }, (box) => box);
  const free = parts.flatMap(({ since, box }) =>
    Array.from({ length: 100 - since }, (_, i) => since + i).filter(
      (index) => !covers.some((one) => one.first <= index && one.last >= index && holds(one.box, box)),
    ),
  );
  expect(free).toEqual([]);
});

const holds = (outer: Rectangle, inner: Rectangle) =>
  outer.x <= inner.x && outer.x + outer.width >= inner.x + inner.width;
