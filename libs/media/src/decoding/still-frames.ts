import { decodeFrames } from './decode-frames.js';
import { decodePart } from './decode-part.js';
import type { VideoFacts } from './frames.js';
import type { PacketTable } from '../probing/packet-table.js';
import type { Sandbox } from '../sandbox/sandbox.js';

export interface StillsRequest {
  readonly path: string;
  /** With the times of its frames. */
  readonly facts: VideoFacts;
  readonly packets: PacketTable;
  readonly count: number;
  /** Only from the first so many milliseconds. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/**
 * A few whole grey frames, display size, spread over the beginning of a video: key frames where there are enough of
 * them, for these need nothing else decoded. Each is valid until the next is asked for.
 */
export async function* stillFrames(sandbox: Sandbox, request: StillsRequest): AsyncGenerator<Uint8Array> {
  const { path, facts, packets, count, withinMs, signal } = request;
  const [num, den] = facts.timeBase;
  const milliseconds = (time: bigint) => (Number(time - (packets.times[0] ?? 0n)) * 1000 * num) / den;
  const keys = packets.complete && packets.closed ? packets.keys.filter((key) => milliseconds(key) <= withinMs) : [];
  const { displayWidth: width, displayHeight: height } = facts;
  let given = 0;
  for (let i = 0; i < count && keys.length >= count; i += 1) {
    const at = Math.floor(((i + 0.5) * keys.length) / count);
    const from = (keys[at]! + (keys[at + 1] ?? packets.times.at(-1)!)) / 2n;
    const part = { path, facts, width, height, from, most: 1, keyFramesOnly: true, signal };
    for await (const { data } of decodePart(sandbox, part)) {
      given += 1;
      yield data.subarray(0, width * height);
    }
  }
  if (given > 0) return;
  const { ptsTable, durationMs } = facts;
  const frames = durationMs > withinMs ? Math.floor((ptsTable.length * withinMs) / durationMs) : ptsTable.length;
  const only = [...new Set(Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * frames) / count)))];
  for await (const { data } of decodeFrames(sandbox, { path, facts, pixelFormat: 'gray', only, signal })) yield data;
}
