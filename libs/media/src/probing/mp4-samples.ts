import { open } from 'node:fs/promises';

/** One encoded picture of an MP4 file, in decoding order. */
export interface Mp4Sample {
  readonly offset: number;
  readonly size: number;
  readonly isKey: boolean;
  /** Its place among all samples in the order in which they are shown. */
  readonly shown: number;
}

export interface Mp4Track {
  /** The decoder's configuration, the `avcC` box whole. */
  readonly configuration: Buffer;
  /** The `colr` box whole, where there is one. */
  readonly colour: Buffer | undefined;
  readonly width: number;
  readonly height: number;
  readonly samples: readonly Mp4Sample[];
}

/** Reads the one track of an MP4 that our own encoder wrote (ISO/IEC 14496-12). Throws on anything else. */
export async function readMp4(path: string): Promise<Mp4Track> {
  const stbl = boxesIn(await movieBox(path), ['moov', 'trak', 'mdia', 'minf', 'stbl']);
  const entry = stbl.get('stsd').subarray(8);
  const inEntry = new Boxes(entry.subarray(86));
  return {
    configuration: inEntry.whole('avcC')!,
    colour: inEntry.whole('colr'),
    width: entry.readUInt16BE(32),
    height: entry.readUInt16BE(34),
    samples: samplesOf(stbl),
  };
}

class Boxes {
  private readonly found = new Map<string, { whole: Buffer; body: Buffer }>();

  constructor(bytes: Buffer) {
    for (let at = 0; at + 8 <= bytes.length;) {
      const size = bytes.readUInt32BE(at);
      if (size < 8) throw new Error('not a box');
      const whole = bytes.subarray(at, at + size);
      this.found.set(bytes.toString('latin1', at + 4, at + 8), { whole, body: whole.subarray(8) });
      at += size;
    }
  }

  get(type: string): Buffer {
    const box = this.found.get(type);
    if (!box) throw new Error(`no ${type}`);
    return box.body;
  }

  has(type: string): boolean {
    return this.found.has(type);
  }

  whole(type: string): Buffer | undefined {
    return this.found.get(type)?.whole;
  }
}

function boxesIn(bytes: Buffer, path: readonly string[]): Boxes {
  return path.reduce((boxes, type) => new Boxes(boxes.get(type)), new Boxes(bytes));
}

/** The `moov` box. The data box before it may have any size and is not read. */
async function movieBox(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { size: end } = await file.stat();
  const head = Buffer.alloc(16);
  for (let at = 0; at + 8 <= end;) {
    // oxlint-disable-next-line no-await-in-loop -- where the next box is stands in this one
    await file.read(head, 0, 16, at);
    const short = head.readUInt32BE(0);
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < 8) break;
    if (head.toString('latin1', 4, 8) === 'moov') {
      const box = Buffer.alloc(size);
      // oxlint-disable-next-line no-await-in-loop -- the last read
      await file.read(box, 0, size, at);
      return box;
    }
    at += size;
  }
  throw new Error('no moov');
}

function samplesOf(stbl: Boxes): Mp4Sample[] {
  const sizes = sizesOf(stbl.get('stsz'));
  const offsets = offsetsOf(stbl, sizes);
  const keys = stbl.has('stss') ? new Set(uint32s(stbl.get('stss'))) : undefined;
  const times = timesOf(stbl, sizes.length);
  const order = times.map((_, i) => i).toSorted((a, b) => times[a]! - times[b]!);
  const shown = new Uint32Array(sizes.length);
  for (const [place, i] of order.entries()) shown[i] = place;
  return Array.from(sizes, (size, i) => ({
    offset: offsets[i]!,
    size,
    isKey: keys?.has(i + 1) ?? true,
    shown: shown[i]!,
  }));
}

/** A counted list of 32-bit numbers behind version and flags. */
function uint32s(body: Buffer, width = 1): number[] {
  return Array.from({ length: body.readUInt32BE(4) * width }, (_, i) => body.readUInt32BE(8 + 4 * i));
}

function sizesOf(stsz: Buffer): Uint32Array {
  const common = stsz.readUInt32BE(4);
  return Uint32Array.from({ length: stsz.readUInt32BE(8) }, (_, i) => common || stsz.readUInt32BE(12 + 4 * i));
}

function offsetsOf(stbl: Boxes, sizes: Uint32Array): number[] {
  const chunks = stbl.has('stco')
    ? uint32s(stbl.get('stco'))
    : Array.from({ length: stbl.get('co64').readUInt32BE(4) }, (_, i) =>
        Number(stbl.get('co64').readBigUInt64BE(8 + 8 * i)),
      );
  const runs = uint32s(stbl.get('stsc'), 3);
  const offsets: number[] = [];
  let run = 0;
  for (const [i, chunk] of chunks.entries()) {
    if (runs[3 * (run + 1)] === i + 1) run += 1;
    let at = chunk;
    for (let n = runs[3 * run + 1]!; n > 0 && offsets.length < sizes.length; n -= 1) {
      offsets.push(at);
      at += sizes[offsets.length - 1]!;
    }
  }
  return offsets;
}

/** When each sample is shown, in decoding order. */
function timesOf(stbl: Boxes, count: number): number[] {
  const durations = expanded(uint32s(stbl.get('stts'), 2));
  const shifts = stbl.has('ctts') ? expanded(uint32s(stbl.get('ctts'), 2)) : undefined;
  let time = 0;
  return Array.from({ length: count }, (_, i) => {
    const shown = time + ((shifts?.[i] ?? 0) | 0);
    time += durations[i] ?? 0;
    return shown;
  });
}

function expanded(runs: readonly number[]): number[] {
  const values: number[] = [];
  for (let i = 0; i < runs.length; i += 2) for (let n = runs[i]!; n > 0; n -= 1) values.push(runs[i + 1]!);
  return values;
}
