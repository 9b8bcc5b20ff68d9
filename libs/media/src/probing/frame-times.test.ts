import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { frameTimes } from './frame-times.js';

const shown = (n: number, pts: string) =>
  `n:${String(n).padStart(4)} pts:${pts.padStart(7)} pts_time:0       pos:       80 fmt:yuv420p`;
const from = '[Parsed_showinfo_0 @ 0x1] ';

async function told(text: string, frames: number) {
  let damaged = false;
  const times = frameTimes(Readable.from([Buffer.from(text)]), () => (damaged = true));
  const all = [];
  // oxlint-disable-next-line no-await-in-loop -- one after the other, as frames come
  for (let i = 0; i < frames; i += 1) all.push(await times.next(i));
  return { all, damaged };
}

describe('the times of frames', () => {
  it('are those that are told, in order', async () => {
    const text = `${from}${shown(0, '0')}\n${from}color_range:unknown\n${from}${shown(1, '512')}\n`;
    expect(await told(text, 3)).toEqual({ all: [0n, 512n, undefined], damaged: false });
  });

  it('are found behind half a line that another thread was writing', async () => {
    const text = `${from}${shown(0, '0')}\n[h264 @ 0x2] Late SEI${shown(1, '512')} is not implemented.\n${from}${shown(2, '1024')}\n`;
    expect((await told(text, 3)).all).toEqual([0n, 512n, 1024n]);
  });

  it('must rise: one that is missing or falls back is put right, and counts as damage', async () => {
    const text = `${from}${shown(0, '512')}\n${from}${shown(1, 'NOPTS')}\n${from}${shown(2, '100')}\n`;
    expect(await told(text, 3)).toEqual({ all: [512n, 513n, 514n], damaged: true });
  });

  it('are not taken from what the file says of itself', async () => {
    const text = `  Metadata:\n    title           : ${shown(0, '7')}\n${from}${shown(0, '0')}\n`;
    expect((await told(text, 2)).all).toEqual([0n, undefined]);
  });

  it.each([
    ['one was lost', `${from}${shown(0, '0')}\n${from}${shown(2, '1024')}\n`],
    ['one came twice', `[x] ${shown(0, '9')}\n${from}${shown(0, '0')}\n${from}${shown(1, '512')}\n`],
  ])('are refused where %s: a frame must not get the time of another', async (_, text) => {
    await expect(told(text, 3)).rejects.toMatchObject({ code: 'internal' });
  });
});
