import type { Readable } from 'node:stream';

/** Cuts a stream of bytes into frames of `size` bytes. One buffer is used again and again; a part of a frame at the end is dropped. */
export async function* cutFrames(stream: Readable, size: number): AsyncGenerator<Uint8Array> {
  const frame = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let used = 0;
    while (used < chunk.length) {
      const take = Math.min(size - filled, chunk.length - used);
      chunk.copy(frame, filled, used, used + take);
      filled += take;
      used += take;
      if (filled === size) {
        yield frame;
        filled = 0;
      }
    }
  }
}
