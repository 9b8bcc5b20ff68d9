import { expect, it } from 'vitest';
import { plainImage, quickImage } from './quick-image.js';

const pgm = (width: number, height: number, pixels: Uint8Array) =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);

it('holds the pixels of a grey page behind a header that says where they are', () => {
  const pixels = Uint8Array.from({ length: 13 * 7 }, (_, i) => (37 * i) % 256);
  const file = Buffer.concat(quickImage({ bytes: pgm(13, 7, pixels) }));
  const directory = file.readUInt32LE(4);
  const values = new Map(
    Array.from({ length: file.readUInt16LE(directory) }, (_, i) => {
      const entry = directory + 2 + 12 * i;
      return [file.readUInt16LE(entry), file.readUInt32LE(entry + 8)] as const;
    }),
  );
  expect(file.subarray(0, 4).toString('latin1')).toBe('II*\0');
  expect([values.get(256), values.get(257), values.get(258)]).toEqual([13, 7, 8]);
  expect([...file.subarray(values.get(273))]).toEqual([...pixels]);
  expect(values.get(279)).toBe(13 * 7);
});

it('leaves a picture alone that is no grey page, or not all of one', () => {
  for (const image of [Buffer.from('\u0089PNG'), pgm(4, 4, new Uint8Array(15)), Buffer.from('P6\n1 1\n255\nabc')]) {
    expect(quickImage({ bytes: image })).toEqual([image]);
    expect(plainImage({ bytes: image })).toEqual(image);
  }
});

it('makes the same files of pixels alone, and refuses fewer of them than there should be', () => {
  const bytes = Uint8Array.from({ length: 13 * 7 }, (_, i) => (37 * i) % 256);
  const [size, file] = [{ width: 13, height: 7 }, pgm(13, 7, bytes)];
  expect(Buffer.concat(quickImage({ bytes, size }))).toEqual(Buffer.concat(quickImage({ bytes: file })));
  expect(plainImage({ bytes, size })).toEqual(file);
  for (const make of [quickImage, plainImage])
    expect(() => make({ bytes: bytes.subarray(1), size })).toThrow('not as many pixels');
});
