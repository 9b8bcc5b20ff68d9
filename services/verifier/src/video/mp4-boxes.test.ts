import { describe, expect, it } from 'vitest';
import { inMemory } from '../known/file-bytes.js';
import { boxesOf } from './mp4-boxes.js';

const box = (type: string, body: Buffer = Buffer.alloc(0)) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

/** With its length in eight bytes instead of four. */
const longBox = (type: string, body: Buffer) => {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(type, 4, 'latin1');
  head.writeBigUInt64BE(BigInt(16 + body.length), 8);
  return Buffer.concat([head, body]);
};

const boxesIn = (bytes: Buffer) => boxesOf(inMemory(bytes));

describe('the boxes of an MP4', () => {
  it('are told with their paths and bodies', async () => {
    const bytes = Buffer.concat([box('ftyp', Buffer.from('isom')), box('moov', box('trak', box('tkhd')))]);
    expect((await boxesIn(bytes))?.map(({ path, body, end }) => [path, body, end])).toEqual([
      ['/ftyp', 8, 12],
      ['/moov', 20, 36],
      ['/moov/trak', 28, 36],
      ['/moov/trak/tkhd', 36, 36],
    ]);
  });

  it('may have a long length', async () => {
    expect(await boxesIn(longBox('mdat', Buffer.alloc(5)))).toMatchObject([{ path: '/mdat', body: 16, end: 21 }]);
  });

  it('must fill the file: bytes behind the last one are refused', async () => {
    expect(await boxesIn(Buffer.concat([box('ftyp'), Buffer.from('Öttinghaus')]))).toBeUndefined();
    expect(await boxesIn(Buffer.concat([box('ftyp'), Buffer.alloc(3)]))).toBeUndefined();
  });

  it('may not reach beyond the one they stand in, nor to an open end', async () => {
    const tooLong = box('trak');
    tooLong.writeUInt32BE(64);
    expect(await boxesIn(Buffer.concat([box('moov', tooLong), box('free', Buffer.alloc(100))]))).toBeUndefined();
    const open = box('mdat', Buffer.alloc(4));
    open.writeUInt32BE(0);
    expect(await boxesIn(open)).toBeUndefined();
  });

  it('may not be shorter than their own head', async () => {
    const short = box('mdat', Buffer.alloc(20));
    short.writeUInt32BE(4);
    expect(await boxesIn(short)).toBeUndefined();
    const cut = longBox('mdat', Buffer.alloc(0)).subarray(0, 12);
    expect(await boxesIn(cut)).toBeUndefined();
  });
});
