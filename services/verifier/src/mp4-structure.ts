import type { Check } from '@endoveil/contracts';
import { failed, passed } from './check.js';
import { boxesOf, type Mp4Box } from './mp4-boxes.js';

const NAME = 'container-structure';
const STBL = '/moov/trak/mdia/minf/stbl';
const allowed = new Set([
  '/ftyp',
  '/mdat',
  '/moov',
  '/moov/mvhd',
  '/moov/trak',
  '/moov/trak/tkhd',
  '/moov/trak/edts',
  '/moov/trak/edts/elst',

  '/moov/trak/mdia',
  '/moov/trak/mdia/mdhd',
  '/moov/trak/mdia/hdlr',
  '/moov/trak/mdia/minf',
  '/moov/trak/mdia/minf/vmhd',
  '/moov/trak/mdia/minf/dinf',
  '/moov/trak/mdia/minf/dinf/dref',
  STBL,
  ...['stsd', 'stts', 'stss', 'ctts', 'stsc', 'stsz', 'stco', 'co64', 'sdtp', 'sbgp', 'sgpd'].map(
    (type) => `${STBL}/${type}`,
  ),
]);
/** What ffmpeg's muxer always writes: an empty list of tags. Any other byte in it is refused. */
const emptyTags = Buffer.from(
  '000000356d657461000000000000002168646c7200000000000000006d6469726170706c00000000000000000000000008696c7374',
  'hex',
);
const handlerNames = new Set(['VideoHandler', '']);
const brands = /^(?:isom|iso[2-9]|avc1|mp4[12])$/;
const compressors = /^(?:|Lavc libx264)$/;
/** NAL units of H.264 (ITU-T H.264 table 7-1) that hold pictures or their parameters; 6 (SEI) may hold anything. */
const pictureUnits = new Set([1, 5, 7, 8, 9]);

/** Only boxes that a picture needs, one track, times zero, no names, nothing beyond, no user data among the pictures. */
export function checkMp4Structure(bytes: Buffer): Check {
  const boxes = boxesOf(bytes);
  const covered = boxes?.length ?? 0;
  const isClean =
    boxes !== undefined &&
    boxes.every(
      ({ path, type, body, end }) =>
        allowed.has(path) ||
        (type === 'free' && isZero(bytes, body, end)) ||
        (path === '/moov/udta' && emptyTags.equals(bytes.subarray(body, end))),
    ) &&
    boxes.filter(({ type }) => type === 'trak').length === 1 &&
    boxes.every((box) => isPlain(bytes, box)) &&
    boxes.filter(({ path }) => path === '/mdat').every(({ body, end }) => hasOnlyPictures(bytes, body, end));
  return isClean ? passed(NAME, covered, 'boxes') : failed(NAME, 'structure-not-allowed', covered, 'boxes');
}

function isPlain(bytes: Buffer, { type, body, end }: Mp4Box): boolean {
  switch (type) {
    case 'mvhd':
    case 'tkhd':
    case 'mdhd':
      // version and flags, then creation and modification times, of 4 or 8 bytes each
      return isZero(bytes, body + 4, body + 4 + (bytes[body] === 1 ? 16 : 8));
    case 'hdlr':
      return handlerNames.has(bytes.toString('utf8', body + 24, end).replaceAll('\0', ''));
    case 'ftyp':
      return [body, ...range(body + 8, end, 4)].every((at) => brands.test(bytes.toString('latin1', at, at + 4)));
    case 'elst':
      return bytes.readUInt32BE(body + 4) === 1;
    case 'stsd':
      return isPlainEntry(bytes, body, end);
    case 'dref':
      // one entry, `url `, "in this file": no address
      return end - body === 20 && bytes.toString('latin1', body + 12, body + 16) === 'url ';
    default:
      return true;
  }
}

/** One avc1 sample entry; its compressor name and the boxes in it. */
function isPlainEntry(bytes: Buffer, body: number, end: number): boolean {
  if (bytes.readUInt32BE(body + 4) !== 1 || bytes.toString('latin1', body + 12, body + 16) !== 'avc1') return false;
  const entry = body + 16;
  const length = bytes[entry + 42]!;
  if (length > 31 || !compressors.test(bytes.toString('latin1', entry + 43, entry + 43 + length))) return false;
  for (let at = entry + 78; at < end; at += bytes.readUInt32BE(at)) {
    if (end - at < 8 || bytes.readUInt32BE(at) < 8) return false;
    if (!['avcC', 'pasp', 'colr', 'btrt'].includes(bytes.toString('latin1', at + 4, at + 8))) return false;
  }
  return true;
}

/** A single track's samples fill the data box: length, unit, length, unit. */
function hasOnlyPictures(bytes: Buffer, body: number, end: number): boolean {
  let at = body;
  while (at + 5 <= end) {
    const size = bytes.readUInt32BE(at);
    if (size === 0 || !pictureUnits.has(bytes[at + 4]! & 0x1f)) return false;
    at += 4 + size;
  }
  return at === end;
}

const isZero = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).every((value) => value === 0);
const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / step)) }, (_, i) => from + i * step);
