import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plainWords } from './plain-words.js';

/** The parts of such a file by their number. */
function partsOf(file: Buffer): Map<number, Buffer> {
  const count = file.readInt32LE();
  const starts = Array.from({ length: count }, (_, i) => Number(file.readBigInt64LE(4 + 8 * i)));
  return new Map(
    starts.flatMap((start, i) => {
      const end = starts.slice(i + 1).find((next) => next >= 0) ?? file.length;
      return start < 0 ? [] : [[i, file.subarray(start, end)] as const];
    }),
  );
}

it('leaves out the dictionary and nothing else', async () => {
  const [installed] = globSync('/usr/share/tesseract-ocr/*/tessdata/deu.traineddata');
  const whole = partsOf(readFileSync(installed!));
  const plain = partsOf(Buffer.from((await plainWords('deu'))!));
  expect(whole.delete(19)).toBe(true);
  expect([...plain.keys()]).toEqual([...whole.keys()]);
  for (const [number, part] of whole) expect(plain.get(number)!.equals(part), String(number)).toBe(true);
});

it('has nothing for a script that is not installed', async () => {
  expect(await plainWords('Nowhere')).toBeUndefined();
});
