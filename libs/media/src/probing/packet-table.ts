import { openArguments } from '../decoding/ffmpeg-arguments.js';
import type { VideoFacts } from '../decoding/frames.js';
import { factsOf, formatOf, STREAM_ENTRIES } from './probe-video.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const SEEN_AS = '/in/source';
const LIMITS = { memoryMiB: 1024, deadlineSeconds: 900, stallSeconds: 120 };

/** What the container says of the picture stream, read without decoding. A promise: what is decoded may differ. */
export interface PacketTable {
  /** Presentation times in units of the time base, rising. Packets that are only there to be decoded are left out. */
  readonly times: readonly bigint[];
  /** Times of packets that can be decoded without any before them, rising. */
  readonly keys: readonly bigint[];
  /** No picture behind a key frame is shown before it: after a seek nothing is missing. */
  readonly closed: boolean;
  /** Every packet has a time of its own. */
  readonly complete: boolean;
}

/**
 * Facts of the first picture stream, and every packet's time and flag, in one run. Memory grows by some bytes a packet;
 * the file is read once. Throws `Unreadable` when there is no such stream.
 */
export async function probePackets(
  sandbox: Sandbox,
  path: string,
  signal: AbortSignal,
  onProgress?: () => void,
): Promise<{ readonly facts: VideoFacts; readonly packets: PacketTable }> {
  const format = await formatOf(path);
  await using child = await sandbox.start({
    program: 'ffprobe',
    args: [
      ...['-v', 'error', ...openArguments(format), '-select_streams', 'V:0'],
      ...['-show_entries', `packet=pts,flags:${STREAM_ENTRIES}`, '-of', 'compact', '-i', SEEN_AS],
    ],
    reads: [{ hostPath: path, seenAs: SEEN_AS }],
    limits: LIMITS,
    signal,
  });
  child.stdin.end();
  child.stderr.resume();
  const seen = new PacketReader();
  let stream: Entries | undefined;
  let rest = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('packet|')) seen.see(entriesOf(line));
      else if (line.startsWith('stream|')) stream ??= entriesOf(line);
    }
    onProgress?.();
  }
  await child.exit;
  const { rotation, ...said } = stream ?? {};
  const turned = rotation === undefined ? {} : { side_data_list: [{ rotation }] };
  return { facts: factsOf(format, { ...said, ...turned }), packets: seen.table() };
}

type Entries = Readonly<Record<string, string>>;

/** `packet|pts=0|flags=K_`: a section's name and its entries; those without a value are left out. */
function entriesOf(line: string): Entries {
  const entries: Record<string, string> = {};
  for (const part of line.split('|')) {
    const at = part.indexOf('=');
    if (at > 0 && !part.endsWith('=N/A')) entries[part.slice(0, at)] = part.slice(at + 1);
  }
  return entries;
}

class PacketReader {
  private readonly times: bigint[] = [];
  private readonly keys: bigint[] = [];
  private key: bigint | undefined;
  private closed = true;
  private complete = true;

  see({ pts = '', flags = '' }: Entries): void {
    if (flags === '') return;
    if (!/^-?\d+$/.test(pts)) {
      this.complete = false;
      return;
    }
    const time = BigInt(pts);
    // a packet behind the key frame that is shown before it leans on the group before
    if (this.key !== undefined && time < this.key) this.closed = false;
    if (flags.startsWith('K')) {
      this.key = time;
      this.keys.push(time);
    }
    if (!flags.includes('D')) this.times.push(time);
  }

  table(): PacketTable {
    const times = this.times.toSorted(byTime);
    const complete = this.complete && times.every((time, i) => i === 0 || time > times[i - 1]!);
    return { times, keys: this.keys.toSorted(byTime), closed: this.closed, complete };
  }
}

const byTime = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

/** Where a time stands in a rising list. */
export function placeOf(times: readonly bigint[], wanted: bigint): number | undefined {
  let [low, high] = [0, times.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (times[middle] === wanted) return middle;
    if (times[middle]! < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
