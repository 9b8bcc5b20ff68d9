import { isOn } from './on-cover.js';
import type { Rectangle } from '../picture/picture.js';
import type { Sighting } from './track.js';

/** A sighting fainter than this share of the best is of something else. */
const HARDLY = 0.15;
/** Of a line that moves a smaller part is common to its sightings of a second; the longest and shortest few are left out. */
const COMMON = 0.6;
const FEW = 0.2;

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
export const passesBy = (sightings: readonly Sighting[], still: Rectangle): boolean =>
  runs(sightings) && liesBeside(sightings, still);

/** Most of the plainest sightings of a span are not on what stays there. */
export function liesBeside(sightings: readonly Sighting[], still: Rectangle): boolean {
  const plainest = plainestOf(sightings);
  return 2 * plainest.filter((one) => isOn(one, still, true)).length < plainest.length;
}

export function plainestOf(sightings: readonly Sighting[]): readonly Sighting[] {
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
