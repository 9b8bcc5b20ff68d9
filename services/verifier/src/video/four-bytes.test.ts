import { expect, it } from 'vitest';
import { areAtLeast, boundOf, leastOf, mostOf, reachingHigh, reachingLow, wordsOf } from './four-bytes.js';

const word = (...bytes: number[]) => wordsOf(Uint8Array.from(bytes))[0]!;
const bytesOf = (value: number) => [...new Uint8Array(Int32Array.of(value).buffer)];

/** Every pair of bytes, with neighbours at both ends of the scale, at each place in the word. */
function* pairs(): Generator<[a: number[], b: number[]]> {
  for (let a = 0; a < 256; a += 1)
    for (let b = 0; b < 256; b += 1) {
      const place = (a + b) % 4;
      const around = [255, 0, 255, 0];
      yield [around.with(place, a), around.toReversed().with(place, b)];
    }
}

it('compares four bytes as one by one', () => {
  const wrong = [...pairs()].filter(([a, b]) => {
    const [one, other] = [word(...a), word(...b)];
    return (
      bytesOf(mostOf(one, other)).some((value, i) => value !== Math.max(a[i]!, b[i]!)) ||
      bytesOf(leastOf(one, other)).some((value, i) => value !== Math.min(a[i]!, b[i]!)) ||
      areAtLeast(one, other) !== a.every((value, i) => value >= b[i]!)
    );
  });
  expect(wrong).toEqual([]);
});

it('marks the bytes that reach a bound', () => {
  const wrong = [...pairs()].filter(([bytes, [bound = 0]]) => {
    if (bound === 0) return false;
    const reaching = bound <= 128 ? reachingLow : reachingHigh;
    const marks = bytesOf(reaching(word(...bytes), boundOf(bound)));
    return marks.some((mark, i) => mark !== (bytes[i]! >= bound ? 0x80 : 0));
  });
  expect(wrong).toEqual([]);
});
