import { join } from 'node:path';
import { EndoveilError, Unreadable } from '@endoveil/contracts';
import { type EncodeRequest, encodeRun, placesOf, type Selection } from './encode-run.js';
import type { Frame, Stretch } from '../decoding/frames.js';
import type { EncodedFile } from './join-windows.js';
import type { PacketTable } from '../probing/packet-table.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { seekTo } from '../decoding/decode-part.js';

export interface Encoded {
  readonly file: EncodedFile;
  /** In order, without a gap, the whole video. */
  readonly windows: readonly Stretch[];
  /** When each decoded frame is shown, rising, in units of the source's time base. */
  readonly ptsTable: readonly bigint[];
  /** A checksum of each decoded frame at small size. */
  readonly prints: Uint32Array;
  readonly damaged: boolean;
}

/** Decodes every frame once, and masks, encodes and shows it to `onFrame`. Throws `Unreadable` when there is none. */
export async function encodeWindows(
  sandbox: Sandbox,
  request: EncodeRequest,
  onFrame: (frame: Frame) => void | Promise<void>,
): Promise<Encoded> {
  const name = 'encoded.mp4';
  const { times, prints, damaged } = await encodeRun(sandbox, request, { name, onFrame });
  if (times.length === 0) throw new Unreadable('not-decodable');
  const windows = windowsOf(times.length, request.windowFrames);
  return { file: { path: join(request.scratchDir, name), windows }, windows, ptsTable: times, prints, damaged };
}

export function windowsOf(frames: number, windowFrames: number): Stretch[] {
  return Array.from({ length: Math.ceil(frames / windowFrames) }, (_, i) => ({
    first: i * windowFrames,
    last: Math.min(frames, (i + 1) * windowFrames) - 1,
  }));
}

/** Drawing more boxes than this in one run makes it slow: 500 cost a tenth of the encode. */
const MOST_COVERS = 256;
/** Decoding so many frames between two windows costs no more than another start and seek. */
const SHORT_GAP = 100;

/**
 * Encodes some windows once more with another mask. Each run seeks to the key frame before the one it needs and takes
 * frames by their time; that they are the very frames of the first run is proven by time and checksum, and where that
 * fails they are decoded from the beginning and counted.
 */
export async function encodeAgain(
  sandbox: Sandbox,
  request: EncodeRequest,
  encoded: Encoded,
  windows: readonly Stretch[],
  packets: PacketTable,
  onProgress: () => void,
): Promise<EncodedFile[]> {
  const files: EncodedFile[] = [];
  for (const [i, group] of groupsOf(windows, request).entries()) {
    const name = `again-${i}.mp4`;
    const file = { path: join(request.scratchDir, name), windows: group };
    const bySeek = selectByTime(group, encoded, packets, request);
    // oxlint-disable-next-line no-await-in-loop -- each run takes all cores
    if (!(bySeek && (await isSame(sandbox, request, encoded, { name, group, only: bySeek, onProgress }, true)))) {
      const byCount: Selection = { stretches: group, by: 'place', condition: ranges('n', group), seek: [] };
      // damaged sources may decode a little differently each time: their frames are held against their times alone
      const strict = !encoded.damaged;
      // oxlint-disable-next-line no-await-in-loop -- each run takes all cores
      if (!(await isSame(sandbox, request, encoded, { name, group, only: byCount, onProgress }, strict)))
        throw new EndoveilError('internal', { detail: 'frames came differently the second time' });
    }
    files.push(file);
  }
  return files;
}

function groupsOf(windows: readonly Stretch[], { masking }: EncodeRequest): Stretch[][] {
  const groups: { windows: Stretch[]; covers: number }[] = [];
  for (const window of windows.toSorted((a, b) => a.first - b.first)) {
    const covers = masking.covers.filter(({ first, last }) => first <= window.last && last >= window.first).length;
    const open = groups.at(-1);
    if (open && window.first - open.windows.at(-1)!.last <= SHORT_GAP && open.covers + covers <= MOST_COVERS) {
      open.windows.push(window);
      open.covers += covers;
    } else groups.push({ windows: [window], covers });
  }
  return groups.map((group) => group.windows);
}

/** Undefined where the container does not say where its key frames are. */
function selectByTime(
  group: readonly Stretch[],
  { ptsTable }: Encoded,
  packets: PacketTable,
  { facts }: EncodeRequest,
): Selection | undefined {
  if (!packets.complete) return undefined;
  const begin = ptsTable[group[0]!.first]!;
  const before = packets.keys.filter((key) => key <= begin).length;
  const times = group.map(({ first, last }) => ({ first: ptsTable[first]!, last: ptsTable[last]! }));
  // one key frame early: what an open group takes from the one before it is there
  const seek = before > 2 ? seekTo((packets.keys[before - 2]! + packets.keys[before - 1]!) / 2n, facts) : [];
  return { stretches: group, by: 'time', condition: ranges('pts', times), seek };
}

const ranges = (of: 'n' | 'pts', stretches: readonly { first: number | bigint; last: number | bigint }[]) =>
  stretches.map(({ first, last }) => `between(${of},${first},${last})`).join('+');

async function isSame(
  sandbox: Sandbox,
  request: EncodeRequest,
  { ptsTable, prints }: Encoded,
  run: { name: string; group: readonly Stretch[]; only: Selection; onProgress: () => void },
  strict: boolean,
): Promise<boolean> {
  const { name, only, onProgress } = run;
  const result = await encodeRun(sandbox, request, { name, only, onFrame: () => undefined, onProgress });
  const places = placesOf(run.group);
  return (
    result.times.length === places.length &&
    places.every((place, i) => result.times[i] === ptsTable[place] && (!strict || result.prints[i] === prints[place]))
  );
}
