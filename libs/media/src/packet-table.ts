import { openArguments } from './ffmpeg-arguments.js';
import type { VideoFormat } from './content-magic.js';
import type { VideoFacts } from './frames.js';
import type { Sandbox } from './sandbox.js';

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

/** Reads every packet's time and flag. Memory grows by some bytes a packet; the file is read once. */
export async function packetTable(
  sandbox: Sandbox,
  path: string,
  facts: VideoFacts,
  signal: AbortSignal,
  onProgress?: () => void,
): Promise<PacketTable> {
  await using child = await sandbox.start({
    program: 'ffprobe',
    args: [
      ...['-v', 'error', ...openArguments(facts.format as VideoFormat), '-select_streams', 'V:0'],
      ...['-show_entries', 'packet=pts,flags', '-of', 'csv=p=0', '-i', SEEN_AS],
    ],
    reads: [{ hostPath: path, seenAs: SEEN_AS }],
    limits: LIMITS,
    signal,
  });
  child.stdin.end();
  child.stderr.resume();
  const seen = new PacketReader();
  let rest = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) seen.line(line);
    onProgress?.();
  }
  await child.exit;
  return seen.table();
}

class PacketReader {
  private readonly times: bigint[] = [];
  private readonly keys: bigint[] = [];
  private key: bigint | undefined;
  private closed = true;
  private complete = true;

  line(line: string): void {
    const [pts = '', flags = ''] = line.split(',');
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
