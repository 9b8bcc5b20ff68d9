import type { VideoFacts } from './frames.js';
import type { PacketTable } from '../probing/packet-table.js';

/** A frame of the sample: `yuv420p`, so its first width × height bytes are luma. */
export interface SampledFrame {
  /** Its place among all frames; near it where the container's own table is wrong. */
  readonly index: number;
  readonly pts: bigint;
  readonly data: Uint8Array;
}

export interface SampleRequest {
  readonly path: string;
  readonly facts: VideoFacts;
  readonly packets: PacketTable;
  /** Size of the frames wanted, even. */
  readonly width: number;
  readonly height: number;
  readonly signal: AbortSignal;
  /** Called when the decoder says that something is damaged. */
  readonly onDamage?: () => void;
  /** Called with the number of frames decoded so far. */
  readonly onProgress?: (done: number) => void;
}
