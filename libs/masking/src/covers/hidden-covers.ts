import { CoversByTime } from './covers-by-time.js';
import { areaOf, overlapArea } from '../picture/picture.js';
import type { WritingTrack } from './track.js';

/** Several lines may be sighted in one piece of writing: a cover that lies in another one all the time is not needed. */
export function withoutHidden(tracks: readonly WritingTrack[]): WritingTrack[] {
  const bySize = tracks.toSorted((a, b) => areaOf(b.box) - areaOf(a.box) || b.last - b.first - (a.last - a.first));
  const kept: WritingTrack[] = [];
  const keptByTime = new CoversByTime();
  for (const track of bySize) {
    if (keptByTime.near(track.first).some((other) => hides(other, track))) continue;
    kept.push(track);
    keptByTime.add(track);
  }
  return kept.toSorted((a, b) => a.first - b.first);
}

const hides = (one: WritingTrack, other: WritingTrack) =>
  one.first <= other.first && one.last >= other.last && overlapArea(one.box, other.box) === areaOf(other.box);
