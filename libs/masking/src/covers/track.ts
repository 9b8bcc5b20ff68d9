import { areaOf, overlapArea, type Rectangle, within } from '../picture/picture.js';
import type { Came } from './typed-letters.js';
import type { Written } from './what-stays.js';

/** Writing over a stretch of frames. Both ends belong to it. */
export interface WritingTrack {
  readonly box: Rectangle;
  readonly first: number;
  readonly last: number;
  /** It is at other places on other frames. */
  readonly moves?: boolean;
}

/** A track's box over a stretch of frames, while it is worked out. Both ends belong to it. */
export interface Cover {
  box: Rectangle;
  first: number;
  last: number;
  readonly moves?: boolean;
}

/** The clearest sight of a piece of writing, to be read. */
export interface Sight {
  readonly box: Rectangle;
  readonly turned: boolean;
  readonly frame: number;
  readonly luma: Uint8Array;
}

export interface TrackMargins {
  /** Frames after which writing that was not seen has gone, and covered where it came or went slowly: fading, typed. */
  readonly slow: number;
  /** Frames covered before and after writing that came or went at once. */
  readonly sudden: number;
  /** Pixels covered around what stays at its place. */
  readonly around: number;
}

/** One line on one frame. */
export interface Sighting {
  readonly index: number;
  readonly box: Rectangle;
  readonly score: number;
  readonly turned: boolean;
  /** As long as `box`, and as high as its letters, where they are seen to stay in their rows. */
  readonly letters?: Rectangle;
  /** The line with all print around it, where it moves as what somebody holds does. */
  readonly block?: Rectangle;
}

/** Writing that came from one frame to the next. */
export interface Sudden {
  readonly index: number;
  readonly what: Written;
  /** The frame before is known: what stood there already is left out. */
  readonly known: boolean;
  /** It was at its place up to this frame. */
  until: number;
}

/** About a second of a track. */
export interface Span {
  /** Of the first sighting, and the frame after the last one of the span before. */
  readonly first: number;
  readonly from: number;
  sightings: Sighting[];
  /** It was looked back at. */
  complete: boolean;
  /** Plain writing came from one frame to the next. */
  sudden?: Sudden | undefined;
  /** What stayed at its place, and how many edges it has. */
  still?: Rectangle;
  edges?: number;
  /** With the letters that stand before and behind it at the end of the span. */
  ends?: Rectangle;
  /** What stayed from one end to the other, where it was looked at when it came. */
  parts?: readonly Came[];
}

export interface Track {
  newest: Rectangle;
  /** What stayed when it was looked back at last, and the frames from and to which it stood there, sighted or not. */
  stays?: Written;
  from: number;
  until: number;
  /** How high its edges are, in grey levels; and whether it came and went from one frame to the next. */
  height?: number;
  cameAtOnce?: boolean;
  wentAtOnce?: boolean;
  /** Evidence of `newest`. */
  clear: number;
  readonly spans: Span[];
  last: number;
  seen: number;
  evidence: number;
  best: number;
  /** The newest scores, and the best of the first ones. */
  readonly late: number[];
  early: number;
  sight: Sight;
}

/** Evidence on a single frame that leaves no doubt, where nothing speaks against it: log odds along a line. */
export const PLAIN = 8;
/** The tissue it was tried on has such evidence on no frame: what moves and has it is taken for writing. */
export const MOVING = 20;
/**
 * Plain writing that comes at once is writing, sighted on so many frames; on fewer with so much evidence. An instrument
 * that is moved fast shows as much as 9 on one, where fields of two moments are woven into each other; a faint name 25.
 */
const SEEN_AGAIN = 3;
const ON_ONE_FRAME = 12;
/** Fainter evidence counts when it stays: so much on average, over so many frames. */
const FAINT = 2.5;
const STAYS_FRAMES = 8;
/** And in a span so much of it lies on what stays: a name's all does, tissue is sighted beside what happens to stand. */
const ON_WHAT_STAYS = 0.5;
/** Any evidence counts where what stays, in so many spans, are so many edges just there, and nothing around them. */
const TIGHT = { spans: 2, edges: 60, area: 1.5 };

export function isWriting({ best, seen, evidence, spans, newest }: Track): boolean {
  if (best >= MOVING) return true;
  const plain = best >= PLAIN;
  const isSure = plain && (seen >= SEEN_AGAIN || best >= ON_ONE_FRAME);
  if (isSure && spans.some(({ sudden }) => sudden !== undefined)) return true;
  const isTight = (span: Span) =>
    (span.edges ?? 0) >= TIGHT.edges &&
    (isAll(newest, span) || (isSightedOn(span) && span.sightings.some(({ box }) => isAll(box, span))));
  if (seen >= STAYS_FRAMES && spans.filter(isTight).length >= TIGHT.spans) return true;
  if (!plain && (seen < STAYS_FRAMES || evidence < FAINT * seen)) return false;
  return spans.some((span) => span.still && (plain || isSightedOn(span)));
}

/** What stays is hardly more than a sighting of it; a sighting is often of a part only. */
const isAll = (box: Rectangle, { still }: Span) =>
  still !== undefined && areaOf(still) <= TIGHT.area * areaOf(box) && overlapArea(still, box) > 0;

function isSightedOn({ still, sightings }: Span): boolean {
  const evidenceOf = (some: readonly Sighting[]) => some.reduce((sum, { score }) => sum + score, 0);
  const on = sightings.filter(({ box }) => still && overlapArea(still, box) > 0);
  return evidenceOf(on) >= ON_WHAT_STAYS * evidenceOf(sightings);
}

/** Around a line, in pixels: more than the cells that boxes are made of, and tails reach further than stems. */
const LEAST_MARGIN = 13;

/** Capitals, tails and the letters at both ends may have been too faint. */
export function lineWithMargin(
  box: Rectangle,
  turned: boolean,
  frame: { readonly width: number; readonly height: number },
): Rectangle {
  const high = turned ? box.width : box.height;
  const [along, across] = [Math.round(0.6 * high) + LEAST_MARGIN, Math.round(0.15 * high) + LEAST_MARGIN];
  return within(box, turned ? across : along, turned ? along : across, frame);
}
