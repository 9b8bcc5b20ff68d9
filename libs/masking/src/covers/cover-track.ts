import { isAt, isOn } from './on-cover.js';
import { movingCovers } from './moving-covers.js';
import { withRoom } from './line-room.js';
import { CLEAR, stillCovers } from './still-covers.js';
import { isAllOf, stoodBefore, type TypedLine, typedLine, whileTyped } from './typed-covers.js';
import type { Cover, Span, Track, TrackMargins, WritingTrack } from './track.js';

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
    ? whileTyped(standing, typed, { from: track.from, margin: margins.sudden }, (box) =>
        withRoom(box, margins.around, frame),
      )
    : standing;
  const moving = movingCovers(track, { still: standing, typed }, margins, frame);
  const isStill = moving.length === 0;
  const margin = (clearest: number) => (clearest >= CLEAR * track.best ? margins.sudden : margins.slow);
  const [{ sudden, first: begin }] = track.spans as [Span];
  const isFirstStill = moving.every((cover) => cover.first >= track.from - 1);
  // its first letters may have been seen to come, clearly and soon, while all of it faded in
  const fadedIn = track.cameAtOnce === false;
  const atOnce =
    typed !== undefined ||
    (isFirstStill && track.cameAtOnce === true) ||
    (sudden?.known === true && sudden.index === begin && !fadedIn);
  const before = atOnce ? margins.sudden : fadedIn ? margins.slow : margin(track.early);
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
