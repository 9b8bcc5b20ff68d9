import { describe, expect, it } from 'vitest';
import { TextTracks } from './text-tracks.js';

const box = { x: 100, y: 50, width: 60, height: 20 };
const moved = { ...box, x: 150 };
const elsewhere = { ...box, y: 300 };

describe('a stretch of writing', () => {
  it('is covered for its margin before and after: a name is not shown while it fades', () => {
    const tracks = new TextTracks(10);
    for (let index = 0; index < 200; index += 1) tracks.see(index, index >= 80 && index < 83 ? [box] : []);
    expect(tracks.finish(200)).toEqual([{ box, first: 70, last: 92 }]);
  });

  it('ends with the video and begins with it', () => {
    const tracks = new TextTracks(10);
    tracks.see(2, [box]);
    tracks.see(99, [elsewhere]);
    expect(tracks.finish(100)).toEqual([
      { box, first: 0, last: 12 },
      { box: elsewhere, first: 89, last: 99 },
    ]);
  });

  it('stays covered through a gap in which it is not seen', () => {
    const tracks = new TextTracks(10);
    for (let index = 0; index < 100; index += 1) tracks.see(index, index === 30 || index === 48 ? [box] : []);
    const covered = new Set(
      tracks.finish(100).flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
    );
    for (let index = 30; index <= 48; index += 1) expect(covered.has(index), `frame ${index}`).toBe(true);
  });

  it('grows with writing that moves', () => {
    const tracks = new TextTracks(5);
    tracks.see(10, [box]);
    tracks.see(11, [moved]);
    expect(tracks.finish(100)).toEqual([{ box: { x: 100, y: 50, width: 110, height: 20 }, first: 5, last: 16 }]);
  });

  it('is followed apart from writing elsewhere', () => {
    const tracks = new TextTracks(2);
    for (let index = 0; index < 4; index += 1) tracks.see(index, [box, elsewhere]);
    expect(tracks.finish(50).map((track) => track.box)).toEqual([box, elsewhere]);
  });

  it('is a new one when it comes back much later', () => {
    const tracks = new TextTracks(5);
    for (const index of [10, 60]) {
      tracks.see(index, [box]);
      tracks.see(index + 40, []);
    }
    expect(tracks.finish(200).map(({ first, last }) => [first, last])).toEqual([
      [5, 15],
      [55, 65],
    ]);
  });
});
