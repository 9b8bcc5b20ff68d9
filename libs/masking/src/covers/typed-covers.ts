import { areaOf, overlapArea, type Rectangle, union } from '../picture/picture.js';
import { type Cover, PLAIN, type Track } from './track.js';
import { areTyped, type Came } from './typed-letters.js';

/** A line that was typed, from its first letter to its last. */
export interface TypedLine {
  readonly whole: Rectangle;
  /** In the order in which they came. */
  readonly parts: readonly Came[];
  /** The frame on which the last of them came. */
  readonly done: number;
}

/** Letters that come within so many frames are covered together. */
const TOGETHER = 4;
/** What stays is known to so many pixels. */
const ERROR = 4;

/** Undefined where the writing came otherwise. */
export function typedLine(track: Track): TypedLine | undefined {
  const all = track.spans.flatMap(({ parts }) => parts ?? []);
  // what stood already when it was looked back at may have been seen to come before
  const isSeen = ({ since, atOnce }: Came) => since >= 0 && atOnce;
  const parts: Came[] = [];
  for (const part of [...all.filter(isSeen).toSorted(byTime), ...all.filter((one) => !isSeen(one))])
    if (!parts.some(({ box }) => isSame(box, part.box))) parts.push(part);
  if (parts.length === 0) return undefined;
  const whole = all.map(({ box }) => box).reduce((a, b) => union(a, b));
  const isWide = whole.width >= whole.height;
  const alongLine = parts.toSorted((a, b) => (isWide ? a.box.x - b.box.x : a.box.y - b.box.y));
  if (!areTyped(alongLine)) return undefined;
  const line = { whole, parts: parts.toSorted(byTime), done: Math.max(...parts.map(({ since }) => since)) };
  return stoodBefore(line, track) ? undefined : line;
}

const byTime = (a: Came, b: Came) => a.since - b.since;
const isSame = (a: Rectangle, b: Rectangle) => 2 * overlapArea(a, b) >= Math.min(areaOf(a), areaOf(b));

/** Whether all that stays of a track lies on the line. */
export function isAllOf({ whole }: TypedLine, { spans }: Track): boolean {
  const { x, y, width, height } = whole;
  const stills = spans.flatMap(({ still }) => (still ? [still] : []));
  return (
    stills.length > 0 &&
    stills.every(
      (one) =>
        one.x >= x - ERROR &&
        one.y >= y - ERROR &&
        one.x + one.width <= x + width + ERROR &&
        one.y + one.height <= y + height + ERROR,
    )
  );
}

/** Light, noise or tissue that moves behind it hid parts of a line that was there before they came: it was not typed. */
export const stoodBefore = (line: TypedLine, track: Track): boolean =>
  wasSightedBefore(line, track) || stayedBefore(line, track);

/** From the first to the last of its parts that came, it was sighted plainly before any of them did. */
function wasSightedBefore({ whole, parts }: TypedLine, { spans }: Track): boolean {
  const came = parts.filter(({ since }) => since >= 0);
  const begun = Math.min(...came.map(({ since }) => since));
  const [at, size] = alongOf(whole);
  const begin = Math.min(...came.map(({ box }) => box[at]));
  const end = Math.max(...came.map(({ box }) => box[at] + box[size]));
  return spans.some(({ sightings }) =>
    sightings.some(
      ({ index, score, box }) =>
        index < begun &&
        score >= PLAIN &&
        overlapArea(box, whole) > 0 &&
        box[at] <= begin + ERROR &&
        box[at] + box[size] >= end - ERROR,
    ),
  );
}

/** Where one of its parts came, something was seen to stay over a second before. */
function stayedBefore({ whole, parts }: TypedLine, { spans }: Track): boolean {
  const [at, size] = alongOf(whole);
  return spans.some(({ still, sightings }) => {
    if (!still) return false;
    const end = sightings.at(-1)!.index;
    const isOn = ({ box }: Came) =>
      overlapArea(still, box) > 0 && still[at] <= box[at] && still[at] + still[size] >= box[at] + box[size];
    return parts.some((part) => part.since > end && isOn(part));
  });
}

const alongOf = ({ width, height }: Rectangle) =>
  width >= height ? (['x', 'width'] as const) : (['y', 'height'] as const);

/**
 * Before the last letter came only those are covered that were there, or came soon: within `margin` frames. What was typed
 * fast is not seen to stay before it is done: the line begins on the frame `from`, if not earlier.
 */
export function whileTyped(
  covers: readonly Cover[],
  { whole, parts, done }: TypedLine,
  { from, margin }: { readonly from: number; readonly margin: number },
  withRoom: (box: Rectangle) => Rectangle,
): Cover[] {
  const begin = Math.min(from, ...covers.map(({ first }) => first));
  if (begin >= done) return [...covers];
  const isWide = whole.width >= whole.height;
  // as high as the whole line: its lowest letter may come last
  const asHigh = (box: Rectangle) =>
    isWide ? { ...box, y: whole.y, height: whole.height } : { ...box, x: whole.x, width: whole.width };
  const later = covers.filter(({ last }) => last > done);
  const stands = later.length === 0 ? done : Math.max(done, Math.min(...later.map(({ first }) => first)) - 1);
  const typed: Cover[] = [];
  for (let at = 0; at < parts.length;) {
    const { since, atOnce } = parts[at]!;
    const isKnown = since >= 0 && atOnce;
    const end = isKnown ? parts.findIndex((one, i) => i > at && one.since >= since + TOGETHER) : at + 1;
    const together = parts.slice(at, end < 0 ? parts.length : end);
    const box = together.map((one) => asHigh(one.box)).reduce((a, b) => union(a, b));
    typed.push({ box: withRoom(box), first: isKnown ? Math.max(0, since - margin) : begin, last: stands });
    at += together.length;
  }
  return [...typed, ...later.map((cover) => ({ ...cover, first: Math.max(cover.first, done - margin) }))];
}
