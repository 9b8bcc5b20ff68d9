import { expect, it } from 'vitest';
import { coversOf } from './cover-track.js';
import type { Sighting, Track } from './track.js';

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
  const newest = sightings.at(-1)!;
  const track: Track = {
    newest: newest.box,
    from: 0,
    until: LAST,
    clear: newest.score,
    spans: [{ first: FIRST, from: FIRST, sightings, complete: true, still: stays, edges: 400 }],
    last: LAST,
    seen: sightings.length,
    evidence: 1000,
    best: newest.score,
    late: [newest.score],
    early: 30,
    sight: { box: newest.box, turned: false, frame: LAST, luma: new Uint8Array(1) },
  };
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
