import { expect, it } from 'vitest';
import { TextTracks } from './text-tracks.js';

const name = { x: 100, y: 100, width: 80, height: 16 };

it('covers a name before and after it was seen', () => {
  const tracks = new TextTracks(10);
  for (const index of [50, 51, 52]) tracks.see(index, [name]);
  expect(tracks.finish(200)).toEqual([{ box: name, first: 40, last: 62 }]);
});

it('covers a name that is there for one frame, at both ends of the video too', () => {
  const tracks = new TextTracks(10);
  tracks.see(0, [name]);
  tracks.see(99, [name]);
  expect(tracks.finish(100)).toEqual([
    { box: name, first: 0, last: 10 },
    { box: name, first: 89, last: 99 },
  ]);
});

it('does not uncover a name between two sightings', () => {
  const tracks = new TextTracks(10);
  tracks.see(20, [name]);
  tracks.see(39, [name]);
  const covered = tracks.finish(100);
  for (let frame = 10; frame <= 49; frame += 1)
    expect(
      covered.some(({ first, last }) => first <= frame && frame <= last),
      `frame ${frame}`,
    ).toBe(true);
});

it('grows with a name that is typed', () => {
  const tracks = new TextTracks(2);
  for (let letters = 4; letters <= 12; letters += 1) tracks.see(letters, [{ ...name, width: 10 * letters }]);
  expect(tracks.finish(50)).toEqual([{ box: { ...name, width: 120 }, first: 2, last: 14 }]);
});

it('does not let neighbours grow together over the whole picture', () => {
  const tracks = new TextTracks(2);
  for (let i = 0; i < 30; i += 1) tracks.see(i, [{ ...name, x: 10 + 15 * i, y: 10 + 10 * i }]);
  for (const { box } of tracks.finish(50)) expect(box.width * box.height).toBeLessThan(4 * name.width * name.height);
});
