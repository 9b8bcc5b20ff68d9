import { wordsOf } from './four-bytes.js';

/** The mean of two bytes each, four at a time, rounded down. */
const meanOfWords = (a: number, b: number) => (a & b) + (((a ^ b) >>> 1) & 0x7f7f7f7f);

/** Writes the mean of eight planes, word by word, in a tree of means of two. Memory aligned to four bytes. */
export function meanOfEight(planes: readonly Uint8Array[], out: Uint8Array): void {
  const [a, b, c, d, e, f, g, h] = planes.map(wordsOf) as Eight;
  const words = wordsOf(out);
  for (let i = 0; i < words.length; i += 1) {
    const first = meanOfWords(meanOfWords(a[i]!, b[i]!), meanOfWords(c[i]!, d[i]!));
    const second = meanOfWords(meanOfWords(e[i]!, f[i]!), meanOfWords(g[i]!, h[i]!));
    words[i] = meanOfWords(first, second);
  }
}

type Eight = [...Four, ...Four];
type Four = [Int32Array, Int32Array, Int32Array, Int32Array];
