import { plainestOf, runs } from './lines-that-move.js';
import { HIGHEST_LINE, withRoom } from './line-room.js';
import { isAt, isOn } from './on-cover.js';
import type { TypedLine } from './typed-covers.js';
import { areaOf, overlapArea, type Rectangle, union } from '../picture/picture.js';
import {
  type Cover,
  lineWithMargin,
  MOVING,
  PLAIN,
  type Sighting,
  type Sudden,
  type Track,
  type TrackMargins,
} from './track.js';

/** What moves is covered by a box for so many frames. */
const MOVING_FRAMES = 2;
/** Which is around where it was sighted on so many more on both sides. */
const NEAR_FRAMES = 2;
/** Of what is higher than a line, a label in somebody's hand, not every line is sighted on every frame: on so many. */
const NEAR_FRAMES_OF_BLOCK = 12;
/** Of what stays at its place, and blinks or flickers, its ends are not sighted each time: on so many, where so much of it lies there. */
const NEAR_FRAMES_IN_PLACE = 30;
const IN_PLACE = 0.6;
const PIECE = 4;
/** What is fainter than the best by so much, as share of it, is something else. */
const FAR_FAINTER = 0.05;
/** Of what lies beside a line so many times clearer, only the line counts. */
const CLEARER = 5;

type Size = { readonly width: number; readonly height: number };

/** What is covered already. */
interface Fixed {
  readonly still: readonly Cover[];
  readonly typed: TypedLine | undefined;
}

/** Of writing that moves, or was there for a moment only. */
export function movingCovers(
  { spans, best, from }: Track,
  { still, typed }: Fixed,
  { around }: TrackMargins,
  frame: Size,
): Cover[] {
  const covers: Cover[] = [];
  for (const { sudden, sightings } of spans) {
    if (!sudden?.known) continue;
    const box = roomForSudden(sudden, sightings, around, frame);
    const cover = { box, first: sudden.index - 1, last: sudden.until };
    if (!still.some((other) => other.first <= sudden.index && other.last >= cover.last && holds(other.box, box)))
      covers.push(cover);
  }
  const fixed = [...still, ...covers];
  const isMoving = !typed && spans.some(({ sightings }) => runs(sightings));
  // without a frame before nobody knows whether it came at once
  const beside = spans
    .flatMap(({ sightings, sudden }) => (best >= MOVING || sudden?.known === false ? sightings : []))
    .filter(
      (one) =>
        // before it came at once nothing of it was there
        one.score >= Math.max(one.index < from ? PLAIN : PIECE, FAR_FAINTER * best) &&
        !fixed.some((cover) => isAt(cover, one.index) && isOn(one, cover.box, isMoving)) &&
        !(typed && one.index <= typed.done && isOn(one, typed.whole, false)),
    );
  const moving = beside.filter((one) =>
    between(beside, one.index, one.index).every(({ score }) => score <= CLEARER * one.score),
  );
  for (let at = 0; at < moving.length;) {
    const { index } = moving[at]!;
    const end = index + MOVING_FRAMES;
    while (at < moving.length && moving[at]!.index < end) at += 1;
    // what was not seen for some frames was still there, somewhere between
    const last = Math.max(end, moving[at]?.index ?? end) - 1;
    const near = between(moving, index - NEAR_FRAMES, last + NEAR_FRAMES);
    const roomOf = (some: readonly Sighting[]) =>
      some.map((one) => roomFor(one, around, frame)).reduce((a, b) => union(a, b));
    const room = roomOf(near);
    const inPlace = isMoving
      ? []
      : between(moving, index - NEAR_FRAMES_IN_PLACE, last + NEAR_FRAMES_IN_PLACE).filter(
          ({ box }) => overlapArea(box, room) >= IN_PLACE * areaOf(box),
        );
    const lines = roomOf([...near, ...inPlace]);
    const box = asHighAsBlock(lines, near, sightingsOfBlock(moving, index, last), frame);
    const isEnd = at === moving.length;
    const first = near[0]!.index === index ? index - 1 : index;
    covers.push({ box, first, last: isEnd ? last + 1 : last, moves: true });
  }
  return covers;
}

/** What moves on at once may have come in part: capitals over the rim, before the tails of the letters behind them. */
function roomForSudden({ index, until, what }: Sudden, sightings: readonly Sighting[], around: number, frame: Size) {
  if (until > index || !runs(sightings)) return withRoom(what.box, around, frame);
  return lineWithMargin(what.box, sightings.find((one) => one.index === index)?.turned ?? false, frame);
}

/** Those on some frames, of sightings in the order of their frames. */
function between(sightings: readonly Sighting[], first: number, last: number): readonly Sighting[] {
  const placeOf = (index: number) => {
    let [from, to] = [0, sightings.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sightings[middle]!.index < index) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return sightings.slice(placeOf(first), placeOf(last + 1));
}

/** Plain sightings around some frames, where one of them is higher than a line. */
function sightingsOfBlock(moving: readonly Sighting[], first: number, last: number): readonly Sighting[] {
  const around = plainestOf(between(moving, first - NEAR_FRAMES_OF_BLOCK, last + NEAR_FRAMES_OF_BLOCK));
  // rows may have been told of it as of one line: it is higher all the same
  const isBlock = around.some(({ box }) => Math.min(box.width, box.height) > HIGHEST_LINE);
  return isBlock ? around : [];
}

/** Lines that are parts of a block are covered across as far as it was sighted. */
function asHighAsBlock(
  lines: Rectangle,
  near: readonly Sighting[],
  block: readonly Sighting[],
  frame: Size,
): Rectangle {
  const turned = near.every((one) => one.turned);
  const same = block.filter((one) => one.turned === turned);
  if (same.length === 0) return lines;
  const whole = same.map((one) => lineWithMargin(one.box, turned, frame)).reduce((a, b) => union(a, b), lines);
  return turned ? { ...lines, x: whole.x, width: whole.width } : { ...lines, y: whole.y, height: whole.height };
}

/** Of what somebody holds the line is a part; its paper has corners where it is slanted. */
function roomFor(one: Sighting, around: number, frame: Size): Rectangle {
  const line = roomForLine(one, around, frame);
  return one.block ? union(line, withRoom(one.block, around, frame)) : line;
}

/** Where its rows are known, only both ends are uncertain. */
function roomForLine({ box, turned, letters }: Sighting, around: number, frame: Size): Rectangle {
  const room = lineWithMargin(box, turned, frame);
  if (!letters) return room;
  const [at, size] = turned ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const from = Math.max(room[at], letters[at] - around);
  const to = Math.min(room[at] + room[size], letters[at] + letters[size] + around);
  const ends = lineWithMargin(letters, turned, frame);
  return { ...ends, [at]: from, [size]: to - from };
}

const holds = (outer: Rectangle, inner: Rectangle) => overlapArea(outer, inner) >= 0.95 * areaOf(inner);
