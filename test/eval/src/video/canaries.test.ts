import { describe, expect, it } from 'vitest';
import { leaksInBytes, MOMENT, NAME, PLACE } from './canaries.js';

const around = (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(33, 7), bytes, Buffer.alloc(20, 9)]);

describe('the scanner of bytes', () => {
  it.each([NAME, PLACE, MOMENT, 'CANARY_TITLE'])('finds %s in every spelling', (word) => {
    const wide = Buffer.from(word, 'utf16le');
    const spellings = [
      Buffer.from(word),
      wide,
      Buffer.from(wide).swap16(),
      Buffer.from(Buffer.from(word).toString('hex').toUpperCase()),
      ...['', 'a', 'ab'].map((before) => Buffer.from(Buffer.from(`${before}${word}`).toString('base64'))),
    ];
    for (const bytes of spellings) expect(leaksInBytes(around(bytes))).not.toEqual([]);
  });

  it('finds nothing where there is nothing', () => {
    expect(leaksInBytes(around(Buffer.from('Musterstadt, 2024-02-16T09:52:17')))).toEqual([]);
  });
});
