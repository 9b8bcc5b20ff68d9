import { readConfiguration } from './decoder-configuration.js';

/** What ffmpeg's muxer always writes: an empty list of tags. Any other byte in it is refused. */
const emptyTags = Buffer.from(
  '000000356d657461000000000000002168646c7200000000000000006d6469726170706c00000000000000000000000008696c7374',
  'hex',
);
const handlerNames = new Set(['VideoHandler', '']);
const brands = /^(?:isom|iso[2-9]|avc1|mp4[12])$/;
const compressors = /^(?:|Lavc libx264)$/;
/** Boxes of tables: where their count stands and how many bytes an entry has. No byte may follow the last entry. */
const tables: Readonly<Record<string, readonly [countAt: number, entry: number]>> = {
  stts: [4, 8],
  ctts: [4, 8],
  stss: [4, 4],
  stsc: [4, 12],
  stsz: [8, 4],
  stco: [4, 4],
  co64: [4, 8],
};
/** Bodies of fixed length, for versions 0 and 1. */
const lengths: Readonly<Record<string, readonly number[]>> = {
  mvhd: [100, 112],
  tkhd: [84, 96],
  mdhd: [24, 36],
  vmhd: [12],
};

/** True when a box other than the data says nothing but what a player needs. `body` is without the box's head. */
export function isPlainBox(type: string, body: Buffer): boolean {
  const table = tables[type];
  if (table) {
    const [countAt, entry] = table;
    return body.length >= countAt + 4 && body.length === countAt + 4 + entry * body.readUInt32BE(countAt);
  }
  if (lengths[type] && !lengths[type].includes(body.length)) return false;
  switch (type) {
    case 'mvhd':
    case 'tkhd':
    case 'mdhd':
      // version and flags, then creation and modification times, of 4 or 8 bytes each
      return isZero(body.subarray(4, 4 + (body[0] === 1 ? 16 : 8)));
    case 'hdlr':
      return (
        body.toString('latin1', 8, 12) === 'vide' &&
        isZero(body.subarray(12, 24)) &&
        handlerNames.has(body.toString('utf8', 24).replaceAll('\0', ''))
      );
    case 'ftyp':
      return (
        body.length % 4 === 0 &&
        body.length <= 64 &&
        body.readUInt32BE(4) <= 512 &&
        [0, ...range(8, body.length, 4)].every((at) => brands.test(body.toString('latin1', at, at + 4)))
      );
    case 'elst':
      return body.readUInt32BE(4) === 1 && body.length === 8 + (body[0] === 1 ? 20 : 12);
    case 'stsd':
      return isPlainEntry(body);
    case 'dref':
      // one entry, `url `, "in this file": no address
      return body.length === 20 && body.toString('latin1', 12, 16) === 'url ';
    case 'udta':
      return emptyTags.equals(body);
    case 'sdtp':
      // two bits each for who needs whom
      return body.length < 16_000_000;
    default:
      return true;
  }
}

/** One avc1 sample entry; its compressor name and the boxes in it. */
function isPlainEntry(body: Buffer): boolean {
  if (body.length < 94 || body.readUInt32BE(4) !== 1 || body.toString('latin1', 12, 16) !== 'avc1') return false;
  const entry = 16;
  const length = body[entry + 42]!;
  if (length > 31 || !compressors.test(body.toString('latin1', entry + 43, entry + 43 + length))) return false;
  if (!isZero(body.subarray(entry + 43 + length, entry + 74))) return false;
  for (let at = entry + 78; at < body.length;) {
    if (body.length - at < 8) return false;
    const size = body.readUInt32BE(at);
    if (size < 8 || at + size > body.length) return false;
    if (!isPlainInEntry(body.toString('latin1', at + 4, at + 8), body.subarray(at + 8, at + size))) return false;
    at += size;
  }
  return true;
}

function isPlainInEntry(type: string, body: Buffer): boolean {
  if (type === 'avcC') return isPlainConfiguration(body);
  if (type === 'pasp') return body.length === 8;
  if (type === 'btrt') return body.length === 12;
  return type === 'colr' && body.toString('latin1', 0, 4) === 'nclx' && body.length === 11;
}

const isPlainConfiguration = (body: Buffer): boolean => readConfiguration(body) !== undefined;

const isZero = (bytes: Buffer) => bytes.every((value) => value === 0);
const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / step)) }, (_, i) => from + i * step);
