import type { Track } from './track.js';

/** A track that ends with its last span, for tests: what is not said follows from its sightings. */
export function trackOf(said: Pick<Track, 'newest' | 'spans' | 'last'> & Partial<Track>): Track {
  const sightings = said.spans.flatMap((span) => span.sightings);
  const score = said.clear ?? sightings.at(-1)!.score;
  return {
    from: 0,
    until: said.last,
    clear: score,
    seen: sightings.length,
    evidence: 1000,
    best: score,
    late: [score],
    early: score,
    sight: { box: said.newest, turned: false, frame: said.last, luma: new Uint8Array(1) },
    ...said,
  };
}
