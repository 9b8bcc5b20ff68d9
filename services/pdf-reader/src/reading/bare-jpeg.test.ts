import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bareJpeg } from './bare-jpeg.js';

const [SOF, DHT, SOS] = [0xc0, 0xc4, 0xda];
const jpeg = await sharp(Buffer.alloc(3 * 64 * 48, 200), { raw: { width: 64, height: 48, channels: 3 } })
  .jpeg()
  .toBuffer();
const bare = bareJpeg(jpeg);

function segment(marker: number, body: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, Buffer.from(body, 'latin1')]);
}

function planted(before: number, more: Buffer): Buffer {
  let at = 2;
  while (jpeg[at + 1] !== before) at += 2 + jpeg.readUInt16BE(at + 2);
  return Buffer.concat([jpeg.subarray(0, at), more, jpeg.subarray(at)]);
}

describe('a JPEG that is decoded natively', () => {
  it.each([
    ['JFIF', 0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'],
    ['EXIF', 0xe1, 'Exif\0\0MM\0*'],
    ['a profile of colours', 0xe2, 'ICC_PROFILE\0\x01\x01'],
    ['several pictures', 0xe2, 'MPF\0MM\0*'],
    ['a comment', 0xfe, 'Befund'],
    ['anything that programs wrote', 0xed, 'Photoshop 3.0\0'],
  ])('loses %s, wherever it stands before the pixels', (_, marker, body) => {
    for (const before of [SOF, DHT, SOS]) expect(bareJpeg(planted(before, segment(marker, body)))).toEqual(bare);
  });

  it('keeps what says how its colours are coded', () => {
    const adobe = segment(0xee, 'Adobe\0d\0\0\0\0\0');
    for (const before of [SOF, SOS]) expect(Buffer.from(bareJpeg(planted(before, adobe))).includes(adobe)).toBe(true);
  });

  it('keeps its bytes otherwise', () => {
    expect(Buffer.from(bare).subarray(0, 2)).toEqual(jpeg.subarray(0, 2));
    expect(jpeg.includes(Buffer.from(bare).subarray(2))).toBe(true);
  });
});

it.each([
  ['a second frame', planted(SOS, segment(SOF, '\x08\0\x30\0\x40\x01\x01\x11\0'))],
  ['four colours', planted(SOF, segment(SOF, `\x08\0\x30\0\x40\x04${'\x01\x11\0'.repeat(4)}`))],
  ['no frame', Buffer.concat([jpeg.subarray(0, 2), segment(SOS, '\x01\x01\0\0\x3f\0')])],
  ['bytes between its parts', planted(SOF, Buffer.from('Befund'))],
  ['a marker that stands alone', planted(SOF, Buffer.from([0xff, 0xd8]))],
  ['a part that nobody writes', planted(SOF, segment(0xdc, '\0\x30'))],
  ['colours said to be coded by half', planted(SOF, segment(0xee, 'Adobe\0d'))],
  ['no pixels', jpeg.subarray(0, 30)],
  ['a part of no length', planted(SOF, Buffer.from([0xff, 0xfe, 0, 0]))],
  ['nothing', Buffer.alloc(0)],
  ['no JPEG', Buffer.from('%PDF-1.7 Befund')],
])('%s is left to the slower decoder', (_, bytes) => {
  expect(() => bareJpeg(bytes)).toThrow('not decoded natively');
});
