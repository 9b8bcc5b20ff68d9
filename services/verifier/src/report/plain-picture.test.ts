import { deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { isPlainPicture } from './plain-picture.js';

const [WIDE, HIGH] = [64, 48];
const head = (more: string, said: { bits?: number; colours?: string; width?: string; height?: string } = {}) => {
  const { bits = 8, colours = 'DeviceGray', width = String(WIDE), height = String(HIGH) } = said;
  return ` << /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /${colours} /BitsPerComponent ${bits} ${more} /Length 5 >>\n`;
};
const pixels = Buffer.alloc(WIDE * HIGH, 120);
const FLATE = '/Filter /FlateDecode';

function jpegOf(width: number, height: number): Buffer {
  const written = createCanvas(width, height).toBuffer('image/jpeg', 90);
  const profileAt = written.indexOf('ICC_PROFILE') - 4;
  const behind = profileAt + 2 + written.readUInt16BE(profileAt + 2);
  return Buffer.concat([written.subarray(0, profileAt), written.subarray(behind)]);
}
const jpegHead = (said: Parameters<typeof head>[1] = {}) =>
  head('/Filter /DCTDecode', { colours: 'DeviceRGB', ...said });
const fax = (parms: string) => head(`/Filter /CCITTFaxDecode /DecodeParms << ${parms} >>`, { bits: 1 });

describe('a picture of just the pixels that are said', () => {
  it.each([
    ['packed', head(FLATE), deflateSync(pixels)],
    ['in three colours', head(FLATE, { colours: 'DeviceRGB' }), deflateSync(Buffer.alloc(3 * pixels.length))],
    ['of one bit a pixel', head(FLATE, { bits: 1, width: '61' }), deflateSync(Buffer.alloc(8 * HIGH))],
    ['not packed', head(''), pixels],
    ['as JPEG', jpegHead(), jpegOf(WIDE, HIGH)],
    ['as fax', fax(`/K -1 /Columns ${WIDE} /Rows ${HIGH} /BlackIs1 true`), Buffer.from([0, 16, 1])],
  ])('%s', (_, said, stream) => {
    expect(isPlainPicture(said, stream)).toBe(true);
  });
});

describe('a picture of more or other than is said', () => {
  it.each([
    ['a finer JPEG', jpegHead(), jpegOf(4 * WIDE, 4 * HIGH)],
    ['a higher JPEG', jpegHead(), jpegOf(WIDE, HIGH + 1)],
    ['a JPEG of three colours called grey', jpegHead({ colours: 'DeviceGray' }), jpegOf(WIDE, HIGH)],
    ['a JPEG that is said to be packed by a reference', head('/Filter 7 0 R'), jpegOf(WIDE, HIGH)],
    ['a further row', head(FLATE), deflateSync(Buffer.alloc(pixels.length + WIDE, 120))],
    ['a further byte', head(FLATE), deflateSync(Buffer.alloc(pixels.length + 1, 120))],
    ['a row too few', head(FLATE), deflateSync(pixels.subarray(WIDE))],
    ['bytes behind what is packed', head(FLATE), Buffer.concat([deflateSync(pixels), Buffer.from('Kranzbichler')])],
    ['a further byte that is not packed', head(''), Buffer.concat([pixels, Buffer.from('K')])],
    ['what cannot be unpacked', head(FLATE), Buffer.from('Kranzbichler')],
    ['packed twice', head('/Filter [ /FlateDecode /DCTDecode ]'), deflateSync(pixels)],
    ['two heights', head(`/Height 4800 ${FLATE}`), deflateSync(pixels)],
    ['two filters', head(`/Filter /DCTDecode ${FLATE}`), deflateSync(pixels)],
    ['a height by reference', head(FLATE, { height: '48 0 R' }), deflateSync(pixels)],
    ['no bits', head(FLATE, { bits: 0 }), deflateSync(pixels)],
    ['packed with further parameters', head(`${FLATE} /DecodeParms << /Columns 64 >>`), deflateSync(pixels)],
    ['a wider fax', fax(`/K -1 /Columns 640 /Rows ${HIGH} /BlackIs1 true`), Buffer.alloc(3)],
    ['a higher fax', fax(`/K -1 /Columns ${WIDE} /Rows 480 /BlackIs1 true`), Buffer.alloc(3)],
    ['a fax of unsaid width', fax(`/K -1 /Rows ${HIGH} /BlackIs1 true`), Buffer.alloc(3)],
    ['a fax of more bits', fax('/K -1').replace('Component 1', 'Component 8'), Buffer.alloc(3)],
    ['a fax with its parameters elsewhere', head('/Filter /CCITTFaxDecode /DecodeParms 7 0 R'), Buffer.alloc(3)],
  ])('%s', (_, said, stream) => {
    expect(isPlainPicture(said, stream)).toBe(false);
  });
});
