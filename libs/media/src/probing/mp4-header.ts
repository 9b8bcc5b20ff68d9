import { Invalid } from '../encoding/mp4-times.js';
import type { Mp4Times } from '../encoding/mp4-times.js';

export interface Mp4Header {
  readonly configuration: Buffer;
  readonly colour: Buffer | undefined;
  readonly width: number;
  readonly height: number;
  readonly times: Mp4Times;
  /** Bytes of each picture, in decoding order, and which of them are key frames. */
  readonly sizes: Uint32Array;
  readonly keys: readonly number[];
  /** Pictures in each chunk; the chunks lie one behind the other. */
  readonly chunks: readonly number[];
}

const U32 = 2 ** 32;

/**
 * Everything of an MP4 (ISO/IEC 14496-12, -15) before its pictures, up to and with the data box's own header. Nothing
 * is in it but what the pictures need: one track, times of creation zero, no names, no edit list, no user data.
 */
export function mp4Header(header: Mp4Header): Buffer {
  const payload = header.sizes.reduce((sum, size) => sum + size, 0);
  const type = box('ftyp', text('iso4'), u32(0x200), text('iso4'), text('iso5'), text('avc1'), text('mp41'));
  // its size does not depend on where the chunks are, once it is known whether offsets have 32 or 64 bits
  const isLarge = payload > U32 - 2 ** 26;
  const data = isLarge
    ? Buffer.concat([u32(1), text('mdat'), u64(BigInt(payload + 16))])
    : Buffer.concat([u32(payload + 8), text('mdat')]);
  const before = type.length + movie(header, 0, isLarge).length + data.length;
  return Buffer.concat([type, movie(header, before, isLarge), data]);
}

function movie(header: Mp4Header, firstChunk: number, isLarge: boolean): Buffer {
  const { timescale, duration } = header.times;
  const { width, height } = header;
  return box(
    'moov',
    full(
      'mvhd',
      1,
      0,
      u64(0n),
      u64(0n),
      u32(timescale),
      u64(duration),
      FIXED_ONE,
      u16(0x100),
      zeros(10),
      MATRIX,
      zeros(24),
      u32(2),
    ),
    box(
      'trak',
      full(
        'tkhd',
        1,
        3,
        u64(0n),
        u64(0n),
        u32(1),
        u32(0),
        u64(duration),
        zeros(16),
        MATRIX,
        u32(width * 0x10000),
        u32(height * 0x10000),
      ),
      box(
        'mdia',
        // 0x55c4: the language is not said
        full('mdhd', 1, 0, u64(0n), u64(0n), u32(timescale), u64(duration), u16(0x55c4), u16(0)),
        full('hdlr', 0, 0, u32(0), text('vide'), zeros(12), zeros(1)),
        box(
          'minf',
          full('vmhd', 0, 1, zeros(8)),
          box('dinf', full('dref', 0, 0, u32(1), full('url ', 0, 1))),
          sampleTable(header, firstChunk, isLarge),
        ),
      ),
    ),
  );
}

function sampleTable(
  { times, sizes, keys, chunks, ...track }: Mp4Header,
  firstChunk: number,
  isLarge: boolean,
): Buffer {
  const entry = box(
    'avc1',
    ...[zeros(6), u16(1), zeros(16), u16(track.width), u16(track.height), u32(0x480000), u32(0x480000), u32(0)],
    ...[u16(1), zeros(32), u16(24), u16(0xffff), track.configuration, track.colour ?? zeros(0)],
  );
  const durations = runs(times.durations);
  const shifts = runs(times.shifts);
  const offsets: number[] = [];
  let [at, sample] = [firstChunk, 0];
  for (const count of chunks) {
    offsets.push(at);
    for (const end = sample + count; sample < end; sample += 1) at += sizes[sample]!;
  }
  const perChunk = runs(chunks).map(([count, of]) => [count, of] as const);
  let chunk = 1;
  const chunkRuns = perChunk.map(([count, of]) => {
    const row = [chunk, of, 1];
    chunk += count;
    return row;
  });
  return box(
    'stbl',
    full('stsd', 0, 0, u32(1), entry),
    full('stts', 0, 0, u32(durations.length), list(durations.flat())),
    // version 1: pictures may be shown before the time at which they are decoded
    full('ctts', 1, 0, u32(shifts.length), list(shifts.flat())),
    full('stss', 0, 0, u32(keys.length), list(keys.map((key) => key + 1))),
    full('stsc', 0, 0, u32(chunkRuns.length), list(chunkRuns.flat())),
    full('stsz', 0, 0, u32(0), u32(sizes.length), list(sizes)),
    isLarge
      ? full('co64', 0, 0, u32(offsets.length), ...offsets.map((offset) => u64(BigInt(offset))))
      : full('stco', 0, 0, u32(offsets.length), list(offsets)),
  );
}

/** Equal neighbours as `[how many, value]`. */
function runs(values: Iterable<number>): [number, number][] {
  const found: [number, number][] = [];
  for (const value of values) {
    const open = found.at(-1);
    if (open && open[1] === value) open[0] += 1;
    else found.push([1, value]);
  }
  return found;
}

const zeros = (length: number) => Buffer.alloc(length);
const text = (four: string) => Buffer.from(four, 'latin1');
const u16 = (value: number) => list([value], 2);
const u32 = (value: number) => list([value]);
function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** Big-endian numbers; negative ones as two's complement. */
function list(values: ArrayLike<number>, width: 2 | 4 = 4): Buffer {
  const bytes = Buffer.alloc(values.length * width);
  for (let i = 0; i < values.length; i += 1)
    if (width === 2) bytes.writeUInt16BE(values[i]!, 2 * i);
    else bytes.writeInt32BE(values[i]! | 0, 4 * i);
  return bytes;
}

const FIXED_ONE = Buffer.from('00010000', 'hex');
const MATRIX = Buffer.from('000100000000000000000000000000000001000000000000000000000000000040000000', 'hex');

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  if (size >= U32) throw new Invalid('a header of 4 GiB');
  return Buffer.concat([u32(size), text(type), ...parts]);
}

function full(type: string, version: number, flags: number, ...parts: readonly Buffer[]): Buffer {
  return box(type, u32(version * 2 ** 24 + flags), ...parts);
}
