import { describe, expect, it } from 'vitest';
import { cutFrames } from './cut-frames.js';

async function* chunksOf(...chunks: readonly (readonly number[])[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function framesOf(stream: AsyncIterable<Buffer>, buffers?: number) {
  const frames: Uint8Array[] = [];
  const whole: number[][] = [];
  for await (const frame of cutFrames(stream, 2, buffers)) {
    frames.push(frame);
    whole.push([...frame]);
  }
  return { frames, whole };
}

describe('frames cut from a stream', () => {
  it('are whole wherever the stream was cut, without the part of one at the end', async () => {
    const { whole } = await framesOf(chunksOf([1], [2, 3], [], [4, 5, 6, 7]));
    expect(whole).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('stay until as many later ones were asked for', async () => {
    const { frames } = await framesOf(chunksOf([1, 2, 3, 4, 5, 6]), 2);
    expect(frames.map((frame) => [...frame])).toEqual([
      [5, 6],
      [3, 4],
      [5, 6],
    ]);
  });

  it('are copied by what copies an array', async () => {
    const copies: Uint8Array[] = [];
    for await (const frame of cutFrames(chunksOf([1, 2, 3, 4]), 2)) copies.push(frame.subarray(0, 1).slice());
    expect(copies.map((copy) => [...copy])).toEqual([[1], [3]]);
  });
});
