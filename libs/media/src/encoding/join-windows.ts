import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Stretch } from '../decoding/frames.js';
import { mp4Header } from '../probing/mp4-header.js';
import { type Mp4Sample, type Mp4Track, readMp4 } from '../probing/mp4-samples.js';
import { Invalid, mp4Times } from './mp4-times.js';
import { probePackets } from '../probing/packet-table.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/** One file of an encode: the windows in it, one behind the other, each beginning with a key frame. */
export interface EncodedFile {
  readonly path: string;
  readonly windows: readonly Stretch[];
}

export interface JoinRequest {
  /** Where a window is in several files, the last one counts. */
  readonly files: readonly EncodedFile[];
  /** Of the whole video, in order, without a gap. */
  readonly windows: readonly Stretch[];
  /** When each frame is shown, rising, in units of `timeBase` seconds. */
  readonly ptsTable: readonly bigint[];
  readonly timeBase: readonly [number, number];
  readonly path: string;
  readonly signal: AbortSignal;
  /** Called for every megabyte. */
  readonly onProgress?: () => void;
}

/**
 * Joins windows into one MP4 without touching a picture: the header first, then the pictures. Each frame gets its time
 * from the table, counted from the first. Throws when a window is not whole or does not stand alone.
 */
export async function joinWindows(sandbox: Sandbox, request: JoinRequest): Promise<void> {
  const { tracks, pieces } = await piecesOf(request);
  const [main] = tracks;
  if (!main || tracks.some((track) => !isAlike(track, main))) throw new Invalid('windows of different encoders');
  const samples = pieces.flatMap(({ samples: of }) => of);
  if (samples.length !== request.ptsTable.length) throw new Invalid('frames and times differ in number');
  const header = mp4Header({
    ...main,
    times: mp4Times(
      request.ptsTable,
      Uint32Array.from(samples, ({ shown }) => shown),
      request.timeBase,
    ),
    sizes: Uint32Array.from(samples, ({ size }) => size),
    keys: samples.flatMap(({ isKey }, i) => (isKey ? [i] : [])),
    chunks: pieces.map(({ samples: { length } }) => length),
  });
  await pipeline(bytesOf(header, pieces, request.onProgress), createWriteStream(request.path, { mode: 0o600 }), {
    signal: request.signal,
  });
  await proveTimes(sandbox, request);
}

/** What another program reads from the file: this many frames, at these times, and no other stream. */
async function proveTimes(
  sandbox: Sandbox,
  { path, ptsTable, timeBase, signal, onProgress }: JoinRequest,
): Promise<void> {
  const {
    facts,
    packets: { times },
  } = await probePackets(sandbox, path, signal, onProgress);
  const first = ptsTable[0] ?? 0n;
  const scale = BigInt(timeBase[0]) * BigInt(facts.timeBase[1]);
  const isExact = times.every(
    (time, i) => time * BigInt(facts.timeBase[0] * timeBase[1]) === ((ptsTable[i] ?? -1n) - first) * scale,
  );
  if (times.length !== ptsTable.length || !isExact) throw new Invalid('the joined file has other times');
}

interface Piece {
  readonly path: string;
  /** `shown` counts in the whole video. */
  readonly samples: readonly Mp4Sample[];
}

async function piecesOf({ files, windows }: JoinRequest): Promise<{ tracks: Mp4Track[]; pieces: Piece[] }> {
  const tracks: Mp4Track[] = [];
  const found = new Map<number, Piece>();
  for (const { path, windows: inFile } of files) {
    // oxlint-disable-next-line no-await-in-loop -- later files win
    const track = await readMp4(path);
    tracks.push(track);
    let at = 0;
    for (const { first, last } of inFile) {
      const samples = track.samples.slice(at, at + last - first + 1);
      if (!standsAlone(samples, at, last - first + 1)) throw new Invalid('a window that is not whole');
      found.set(first, { path, samples: samples.map((one) => ({ ...one, shown: one.shown - at + first })) });
      at += samples.length;
    }
    if (at !== track.samples.length) throw new Invalid('frames beyond the last window');
  }
  const pieces = windows.map(({ first, last }) => {
    const piece = found.get(first);
    if (piece?.samples.length !== last - first + 1) throw new Invalid('a window is missing');
    return piece;
  });
  return { tracks, pieces };
}

/** It begins with a key frame that is shown first, and shows its own frames only. */
function standsAlone(samples: readonly Mp4Sample[], first: number, frames: number): boolean {
  const [begin] = samples;
  return (
    samples.length === frames &&
    begin?.isKey === true &&
    begin.shown === first &&
    samples.every(({ shown }) => shown >= first && shown < first + frames)
  );
}

const isAlike = (one: Mp4Track, other: Mp4Track) =>
  one.configuration.equals(other.configuration) && one.width === other.width && one.height === other.height;

const BLOCK = 1024 * 1024;

/** Our encoder writes the pictures of a window one behind the other: they are copied as one stretch. */
async function* bytesOf(header: Buffer, pieces: readonly Piece[], onProgress?: () => void): AsyncGenerator<Buffer> {
  yield header;
  for (const { path, samples } of pieces) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    await using file = await open(path);
    for (const { offset, size } of stretches(samples))
      for (let at = 0; at < size; at += BLOCK) {
        const block = Buffer.allocUnsafe(Math.min(BLOCK, size - at));
        // oxlint-disable-next-line no-await-in-loop -- in order
        const { bytesRead } = await file.read(block, 0, block.length, offset + at);
        if (bytesRead !== block.length) throw new Invalid('a window was cut off');
        onProgress?.();
        yield block;
      }
  }
}

function stretches(samples: readonly Mp4Sample[]): { offset: number; size: number }[] {
  const found: { offset: number; size: number }[] = [];
  for (const { offset, size } of samples) {
    const begun = found.at(-1);
    if (begun && begun.offset + begun.size === offset) begun.size += size;
    else found.push({ offset, size });
  }
  return found;
}
