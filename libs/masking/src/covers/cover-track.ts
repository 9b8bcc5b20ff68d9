import { isAllOf, stoodBefore, type TypedLine, typedLine, whileTyped } from './typed-covers.js';
import { areaOf, overlapArea, type Rectangle, union, within } from '../picture/picture.js';
import {
  lineWithMargin,
  MOVING,
  PLAIN,
  type Sighting,
  type Span,
  type Track,
  type TrackMargins,
  type Cover,
  type WritingTrack,
} from './track.js';

/** It came or went at once when it was as clear as this share of its best. */
const CLEAR = 0.35;
/** What moves is covered by a box for so many frames. */
const MOVING_FRAMES = 2;
/** Which is around where it was sighted on so many more on both sides. */
const NEAR_FRAMES = 2;
/** Of what is higher than a line, a label in somebody's hand, not every line is sighted on every frame: on so many. */
const NEAR_FRAMES_OF_BLOCK = 12;
const PIECE = 4;
const HARDLY = 0.15;
/** Of a line that moves a smaller part is common to its sightings of a second; the longest and shortest few are left out. */
const COMMON = 0.6;
const FEW = 0.2;
/** What is fainter than the best by so much, as share of it, is something else. */
const FAR_FAINTER = 0.05;
/** Of what lies beside a line so many times clearer, only the line counts. */
const CLEARER = 5;

type Size = { readonly width: number; readonly height: number };

/** What is covered because of a track, within a video of `frames` frames. */
export function coversOf(
  track: Track,
  margins: TrackMargins,
  frame: Size,
  frames: number,
  /** Lines that another plane saw being typed. */
  typedElsewhere: readonly TypedLine[] = [],
): WritingTrack[] {
  const standing = stillCovers(track, margins, frame);
  const own = typedLine(track);
  const typed = [...(own ? [own] : []), ...typedElsewhere].find(
    (line) => isAllOf(line, track) && !stoodBefore(line, track),
  );
  const still = typed
    ? whileTyped(standing, typed, margins.sudden, (box) => withRoom(box, margins.around, frame))
    : standing;
  const moving = movingCovers(track, { still: standing, typed }, margins, frame);
  const isStill = moving.length === 0;
  const margin = (clearest: number) => (clearest >= CLEAR * track.best ? margins.sudden : margins.slow);
  const [{ sudden, first: begin }] = track.spans as [Span];
  const isFirstStill = moving.every((cover) => cover.first >= track.from - 1);
  const atOnce =
    typed !== undefined ||
    (isFirstStill && track.cameAtOnce === true) ||
    (sudden?.known === true && sudden.index === begin);
  const before = atOnce ? margins.sudden : margin(track.early);
  const after = isStill && track.wentAtOnce === true ? margins.sudden : margin(Math.max(...track.late));
  return [still, moving].flatMap((covers) => {
    const first = Math.min(...covers.map((cover) => cover.first));
    const last = Math.max(...covers.map((cover) => cover.last));
    // what stands there may have come long before what moves past it, and stay longer: each has its own margins
    const isFirst = covers === still || !isSightedOn(still, track, (index) => index < first);
    const isLast = covers === still || !isSightedOn(still, track, (index) => index > last);
    return covers.map((cover) => ({
      ...cover,
      first: Math.max(0, cover.first - (isFirst && cover.first === first ? before : 0)),
      last: Math.min(frames - 1, cover.last + (isLast && cover.last === last ? after : 0)),
    }));
  });
}

/** Whether the line lay on what stays, on one of some frames. */
const isSightedOn = (still: readonly Cover[], { spans }: Track, when: (index: number) => boolean) =>
  spans.some(({ sightings }) =>
    sightings.some(
      (one) => when(one.index) && still.some((cover) => isAt(cover, one.index) && isOn(one, cover.box, true)),
    ),
  );

/** No upright line is so high, in pixels of the surveyed frame. */
const HIGHEST_LINE = 80;
/** And what is higher than that, and so many times as high as wide, runs up or down. */
const LONG_LINE = 3;

/** Upright lines are seldom so high; a slanted one is, where it is long. */
const SLANTED = 50;

/** A slanted line's own box reaches beyond its letters at the corners, the more the longer it is. */
function withRoom(box: Rectangle, around: number, frame: Size): Rectangle {
  const lesser = Math.min(box.width, box.height);
  const room = around + (lesser > SLANTED ? Math.round(0.06 * lesser) : 0);
  return within(box, room, room, frame);
}

/** What stays is looked for in so many spans on both sides. */
const NEAR_SPANS = 2;

/** Of spans in which something stays, and those near them: what comes slowly is seen to stay only in the next one. */
function stillCovers(
  { spans, early, best, from: begin, until, cameAtOnce = false }: Track,
  { around }: TrackMargins,
  frame: Size,
): Cover[] {
  const covers: Cover[] = [];
  const isSlow = early < CLEAR * best;
  for (const [i, { from, sightings }] of spans.entries()) {
    // a faint letter is not seen to stay in every second
    const near = spans.slice(Math.max(0, i - NEAR_SPANS), i + NEAR_SPANS + 1);
    const most = Math.max(...near.map(({ edges = 0 }) => edges));
    // what has hardly an edge beside it, seen soon before or after, is something else that happened to stay
    const stills = near.flatMap(({ still, edges = 0 }) => (still && edges >= HARDLY * most ? [still] : []));
    if (stills.length === 0) continue;
    const all = stills.reduce((a, b) => union(a, b));
    if (best >= MOVING && passesBy(sightings, all)) continue;
    // what is higher and wider than a line and came at once is a picture or a slanted line: nobody types on in it
    const isBlock = cameAtOnce && Math.min(all.width, all.height) > HIGHEST_LINE;
    const box = withRoom(i >= spans.length - 2 && isSlow && !isBlock ? grownOn(all, spans) : all, around, frame);
    const cover = {
      box,
      first: i === 0 ? begin : Math.max(begin, from),
      last: i === spans.length - 1 ? until : Math.min(until, sightings.at(-1)!.index),
    };
    if (cover.first > cover.last) continue;
    const before = covers.at(-1);
    const both = before && union(before.box, box);
    if (both && areaOf(both) <= 1.15 * Math.min(areaOf(before.box), areaOf(box)))
      [before.box, before.last] = [both, cover.last];
    else covers.push(cover);
  }
  return covers;
}

/** At the end nothing comes after what is typed, to see it stay: it may have gone on as it did, as far as it was sighted. */
function grownOn(box: Rectangle, spans: readonly Span[]): Rectangle {
  const newest = spans.slice(-3);
  const stills = newest.flatMap(({ still }) => (still ? [still] : []));
  const sightings = newest.slice(-2).flatMap((span) => span.sightings);
  const sighted = sightings.map((one) => one.box).reduce((a, b) => union(a, b));
  // a stray sighting across the line does not tell where it goes on, and none does across one that is long already
  const isTall = box.height > HIGHEST_LINE && box.height >= LONG_LINE * box.width;
  const turned = isTall || sightings.reduce((sum, one) => sum + (one.turned ? one.score : -one.score), 0) > 0;
  const [at, size] = turned ? (['y', 'height'] as const) : (['x', 'width'] as const);
  const high = turned ? box.width : box.height;
  const growth = (ends: readonly number[]) => (spans.length < 3 ? Infinity : Math.max(...ends) - Math.min(...ends));
  const most = (ends: readonly number[]) => (growth(ends) < 0.4 * high ? 0 : 1.5 * growth(ends) + high);
  const [begin, end] = [stills.map((one) => one[at]), stills.map((one) => one[at] + one[size])];
  const ends = newest.slice(-2).reduce((all, one) => union(all, one.ends ?? sighted), box);
  const [least, farthest] = [
    Math.max(sighted[at], ends[at]),
    Math.min(sighted[at] + sighted[size], ends[at] + ends[size]),
  ];
  const from = Math.min(box[at], Math.max(least, box[at] - most(begin)));
  const to = Math.max(box[at] + box[size], Math.min(farthest, box[at] + box[size] + most(end)));
  return { ...box, [at]: Math.floor(from), [size]: Math.ceil(to) - Math.floor(from) };
}

/** What is covered already. */
interface Fixed {
  readonly still: readonly Cover[];
  readonly typed: TypedLine | undefined;
}

/** Of writing that moves, or was there for a moment only. */
function movingCovers(
  { spans, best, from }: Track,
  { still, typed }: Fixed,
  { around }: TrackMargins,
  frame: Size,
): Cover[] {
  const covers: Cover[] = [];
  for (const { sudden } of spans) {
    if (!sudden?.known) continue;
    const box = withRoom(sudden.what.box, around, frame);
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
    const lines = near.map((one) => roomFor(one, around, frame)).reduce((a, b) => union(a, b));
    const box = asHighAsBlock(lines, near, sightingsOfBlock(moving, index, last), frame);
    const isEnd = at === moving.length;
    const first = near[0]!.index === index ? index - 1 : index;
    covers.push({ box, first, last: isEnd ? last + 1 : last, moves: true });
  }
  return covers;
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

/** Of what somebody holds the line is a part. */
function roomFor(one: Sighting, around: number, frame: Size): Rectangle {
  const line = roomForLine(one, around, frame);
  return one.block ? union(line, within(one.block, around, around, frame)) : line;
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

/** Whether a line is at other places along itself after a second. */
export const runs = (sightings: readonly Sighting[]): boolean => moves(plainestOf(sightings));

/** Where it goes across itself as well, its sightings lie as far from each other as this share of its height. */
const ACROSS = 0.5;

/** Whether a line that runs does so along itself only, as a ticker does; what somebody holds goes anywhere. */
export function runsAlong(sightings: readonly Sighting[]): boolean {
  const plainest = plainestOf(sightings);
  if (!moves(plainest)) return false;
  const across = plainest.map(({ box: { x, y, width, height }, turned }) =>
    turned ? { high: width, centre: x + width / 2 } : { high: height, centre: y + height / 2 },
  );
  const centres = across.map(({ centre }) => centre);
  const high = share(
    across.map((one) => one.high),
    0.5,
  );
  return share(centres, 1 - FEW) - share(centres, FEW) < ACROSS * high;
}

/** What stays there is something else: the plainest sightings of a span move along their line, and most are not on it. */
function passesBy(sightings: readonly Sighting[], still: Rectangle): boolean {
  const plainest = plainestOf(sightings);
  return moves(plainest) && 2 * plainest.filter((one) => isOn(one, still, true)).length < plainest.length;
}

function plainestOf(sightings: readonly Sighting[]): readonly Sighting[] {
  const best = Math.max(...sightings.map(({ score }) => score));
  return sightings.filter(({ score }) => score >= HARDLY * best);
}

const share = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))]!;

/** Hardly a part of the line is common to most of its sightings. A few that are too long or too short do not count. */
function moves(sightings: readonly Sighting[]): boolean {
  const starts = sightings.map(({ box, turned }) => (turned ? box.y : box.x));
  const ends = sightings.map(({ box, turned }) => (turned ? box.y + box.height : box.x + box.width));
  return share(ends, FEW) - share(starts, 1 - FEW) < COMMON * (share(ends, 1 - FEW) - share(starts, FEW));
}

const isAt = ({ first, last }: Readonly<Cover>, index: number) => first <= index && last >= index;

/** A line's box may be longer than its letters by so much at both ends together, in pixels. */
const LONGER = 32;

/** Most of the line's length lies on the box, of one that moves nearly all: it is what was covered there. */
function isOn({ box, turned }: Sighting, cover: Rectangle, isMoving: boolean): boolean {
  const wide = Math.min(box.x + box.width, cover.x + cover.width) - Math.max(box.x, cover.x);
  const high = Math.min(box.y + box.height, cover.y + cover.height) - Math.max(box.y, cover.y);
  const [on, long] = turned ? [high, box.height] : [wide, box.width];
  return wide > 0 && high > 0 && on >= (isMoving ? Math.max(0.5 * long, long - LONGER) : 0.5 * long);
}

const holds = (outer: Rectangle, inner: Rectangle) => overlapArea(outer, inner) >= 0.95 * areaOf(inner);
