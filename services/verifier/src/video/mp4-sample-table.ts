/** Where the samples of a track lie and that all of them are shown. */
export interface SampleTable {
  /** Bytes of each sample, in decoding order. */
  readonly sizes: readonly number[];
  /** Of each chunk, in the order of the file: where it begins and how many samples it has. */
  readonly chunks: readonly { readonly offset: number; readonly samples: number }[];
}

type BodyOf = (type: string) => Promise<Buffer | undefined>;

/**
 * Reads the tables of one track. Undefined when they do not agree with each other, or when an edit list hides a part
 * of the track. The boxes' lengths have been checked against their counts.
 */
export async function readSampleTable(bodyOf: BodyOf): Promise<SampleTable | undefined> {
  const [stsz, stsc, stts, ctts] = [
    await bodyOf('stsz'),
    await bodyOf('stsc'),
    await bodyOf('stts'),
    await bodyOf('ctts'),
  ];
  const offsets = offsetsOf(await bodyOf('stco'), await bodyOf('co64'));
  if (!stsz || !stsc || !stts || !offsets || stsz.readUInt32BE(4) !== 0) return undefined;
  const sizes = Array.from({ length: stsz.readUInt32BE(8) }, (_, i) => stsz.readUInt32BE(12 + 4 * i));
  const samples = samplesOfChunks(stsc, offsets.length);
  if (!samples || samples.reduce((sum, one) => sum + one, 0) !== sizes.length) return undefined;
  const shown = shownTimes(stts, ctts, sizes.length);
  if (!shown || !(await showsAll(bodyOf, shown))) return undefined;
  const sdtp = await bodyOf('sdtp');
  if (sdtp && sdtp.length !== 4 + sizes.length) return undefined;
  return { sizes, chunks: offsets.map((offset, i) => ({ offset, samples: samples[i]! })) };
}

function offsetsOf(stco: Buffer | undefined, co64: Buffer | undefined): number[] | undefined {
  if (!stco === !co64) return undefined;
  const count = (stco ?? co64)!.readUInt32BE(4);
  return Array.from({ length: count }, (_, i) =>
    stco ? stco.readUInt32BE(8 + 4 * i) : Number(co64!.readBigUInt64BE(8 + 8 * i)),
  );
}

/** Runs of chunks with as many samples each (ISO/IEC 14496-12, 8.7.4). One sample entry only. */
function samplesOfChunks(stsc: Buffer, chunks: number): number[] | undefined {
  const result: number[] = [];
  const runs = stsc.readUInt32BE(4);
  for (let i = 0; i < runs; i += 1) {
    const at = 8 + 12 * i;
    const next = i + 1 < runs ? stsc.readUInt32BE(at + 12) : chunks + 1;
    if (stsc.readUInt32BE(at) !== result.length + 1 || stsc.readUInt32BE(at + 8) !== 1 || next > chunks + 1)
      return undefined;
    while (result.length + 1 < next) result.push(stsc.readUInt32BE(at + 4));
  }
  return result.length === chunks ? result : undefined;
}

/** When the first sample is shown and when the last one ends, in the track's clock. */
function shownTimes(stts: Buffer, ctts: Buffer | undefined, count: number) {
  const offsets = runsOf(ctts, count);
  const steps = runsOf(stts, count);
  if (!steps || (ctts && !offsets)) return undefined;
  let [time, first, end] = [0, Infinity, 0];
  for (let i = 0; i < count; i += 1) {
    const shownAt = time + (offsets?.[i] ?? 0);
    first = Math.min(first, shownAt);
    end = Math.max(end, shownAt + steps[i]!);
    time += steps[i]!;
  }
  return { first, end };
}

function runsOf(table: Buffer | undefined, count: number): Int32Array | undefined {
  if (!table) return undefined;
  const values = new Int32Array(count);
  let filled = 0;
  for (let at = 8; at < table.length; at += 8) {
    const next = filled + table.readUInt32BE(at);
    if (next > count) return undefined;
    values.fill(table.readInt32BE(at + 4), filled, next);
    filled = next;
  }
  return filled === count ? values : undefined;
}

/** An edit list may say that the first shown picture is the beginning, and nothing that leaves a picture out. */
async function showsAll(bodyOf: BodyOf, shown: { first: number; end: number }): Promise<boolean> {
  const [elst, mvhd, mdhd] = [await bodyOf('elst'), await bodyOf('mvhd'), await bodyOf('mdhd')];
  if (!mvhd || !mdhd) return false;
  if (!elst) return true;
  const isLong = elst[0] === 1;
  const duration = isLong ? Number(elst.readBigUInt64BE(8)) : elst.readUInt32BE(8);
  const start = isLong ? Number(elst.readBigInt64BE(16)) : elst.readInt32BE(12);
  const rate = elst.readUInt32BE(isLong ? 24 : 16);
  const clockOf = (header: Buffer) => header.readUInt32BE(header[0] === 1 ? 20 : 12);
  const movieTick = clockOf(mdhd) / clockOf(mvhd);
  return (
    rate === 0x0001_0000 && start === shown.first && duration * movieTick >= shown.end - shown.first - 2 * movieTick
  );
}
