import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { sizeOfPlainJpeg } from './plain-jpeg.js';

const canvas = createCanvas(64, 48);
const context = canvas.getContext('2d');
for (let i = 0; i < 300; i += 1) {
  context.fillStyle = `rgb(${(i * 37) % 256},${(i * 91) % 256},${(i * 53) % 256})`;
  context.fillRect((i * 13) % 64, (i * 29) % 48, 5, 5);
}
const written = canvas.toBuffer('image/jpeg', 90);
// this writer adds a colour profile: it goes, as everything that is no pixel
const profileAt = written.indexOf('ICC_PROFILE') - 4;
const jpeg = Buffer.concat([
  written.subarray(0, profileAt),
  written.subarray(profileAt + 2 + written.readUInt16BE(profileAt + 2)),
]);
const segment = (marker: number, body: string) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, Buffer.from(body, 'latin1')]);
};
const withSegment = (part: Buffer) => Buffer.concat([jpeg.subarray(0, 2), part, jpeg.subarray(2)]);

it('takes a JPEG of pixels alone', () => {
  expect(sizeOfPlainJpeg(jpeg)).toEqual({ columns: 64, rows: 48, components: 3 });
});

it.each([
  ['a colour profile', written],
  ['a comment', withSegment(segment(0xfe, 'Kranzbichler'))],
  ['EXIF', withSegment(segment(0xe1, 'Exif\0\0Kranzbichler'))],
  ['a JFIF with a thumbnail', withSegment(segment(0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02${'x'.repeat(12)}`))],
  ['bytes behind the end', Buffer.concat([jpeg, Buffer.from('Kranzbichler')])],
  ['a cut file', jpeg.subarray(0, jpeg.length - 40)],
  ['a second frame', withSegment(segment(0xc0, '\x08\x10\0\x10\0\x01\x01\x11\0'))],
  ['a frame of no size', Buffer.concat([jpeg.subarray(0, 2), segment(0xc0, '\x08'), jpeg.subarray(-2)])],
  ['no frame', Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(-2)])],
  ['no JPEG', Buffer.from('Kranzbichler')],
])('refuses %s', (_, bytes) => {
  expect(sizeOfPlainJpeg(bytes)).toBeUndefined();
});
