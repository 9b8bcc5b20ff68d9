import { describe, expect, it } from 'vitest';
import type { Writing } from './find-writing.js';
import { WritingTracks } from './writing-tracks.js';

const frame = { width: 320, height: 180 };
const luma = new Uint8Array(frame.width * frame.height);
const margins = { slow: 20, sudden: 3, around: 8 };
const inside = new Uint8Array(frame.width * frame.height).fill(1);
const line = (score: number, x = 100): Writing => ({ box: { x, y: 60, width: 80, height: 16 }, turned: false, score });

function tracked(seen: (index: number) => readonly Writing[], frames = 200) {
  const tracks = new WritingTracks(frame, margins);
  for (let index = 0; index < frames; index += 1) tracks.see(index, seen(index), luma, inside);
  return tracks.finish(frames);
}

describe('a track of writing', () => {
  it('covers a flash of one frame, with a small margin', () => {
    const { tracks } = tracked((index) => (index === 77 ? [line(20)] : []));
    expect(tracks).toMatchObject([{ first: 74, last: 80 }]);
  });

  it('covers the time in which writing fades in, and its box with a letter around it', () => {
    const { tracks } = tracked((index) => (index >= 60 && index < 120 ? [line(Math.min(30, index - 58))] : []));
    expect(Math.min(...tracks.map(({ first }) => first))).toBe(40);
    expect(Math.max(...tracks.map(({ last }) => last))).toBe(122);
    for (const { box } of tracks) {
      expect(box.x).toBeLessThanOrEqual(90);
      expect(box.x + box.width).toBeGreaterThanOrEqual(190);
    }
  });

  it('bridges frames on which nothing was seen', () => {
    const { tracks } = tracked((index) => (index >= 50 && index < 90 && index % 5 === 0 ? [line(20)] : []));
    const covered = new Set(
      tracks.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
    );
    for (let index = 50; index <= 85; index += 1) expect(covered.has(index), `frame ${index}`).toBe(true);
  });

  it('follows what moves, without covering its whole way all the time', () => {
    const { tracks } = tracked((index) => (index < 100 ? [line(20, 2 * index)] : []));
    for (let index = 0; index < 100; index += 1) {
      const now = tracks.filter(({ first, last }) => first <= index && last >= index);
      expect(now.some(({ box }) => box.x <= 2 * index && box.x + box.width >= Math.min(320, 2 * index + 80))).toBe(
        true,
      );
    }
    expect(Math.max(...tracks.map(({ box }) => box.width))).toBeLessThan(250);
  });

  it('believes faint evidence only when it stays', () => {
    expect(tracked((index) => (index === 50 ? [line(4)] : [])).tracks).toEqual([]);
    expect(tracked((index) => (index >= 50 && index < 62 ? [line(4)] : [])).tracks).not.toEqual([]);
  });

  it('keeps the clearest sight for reading', () => {
    const { sights } = tracked((index) => (index >= 10 && index < 20 ? [line(index === 14 ? 30 : 12)] : []));
    expect(sights).toMatchObject([{ frame: 14, turned: false }]);
  });
});
