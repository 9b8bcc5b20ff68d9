/**
 * Cuts a stream of bytes into frames of `size` bytes. So many buffers are used in turn, again and again: a frame stays
 * valid until as many later ones were asked for. A part of a frame at the end is dropped.
 */
export async function* cutFrames(stream: AsyncIterable<Buffer>, size: number, buffers = 1): AsyncGenerator<Uint8Array> {
  // no `Buffer`: it may begin at any byte, and `slice` copies nothing of it
  const ring = Array.from({ length: buffers }, () => new Uint8Array(size));
  let frame = ring[0]!;
  let count = 0;
  let filled = 0;
  for await (const chunk of stream) {
    let used = 0;
    while (used < chunk.length) {
      const take = Math.min(size - filled, chunk.length - used);
      frame.set(chunk.subarray(used, used + take), filled);
      filled += take;
      used += take;
      if (filled === size) {
        yield frame;
        filled = 0;
        count += 1;
        frame = ring[count % buffers]!;
      }
    }
  }
}
