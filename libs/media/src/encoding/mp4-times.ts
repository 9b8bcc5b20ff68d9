import { EndoveilError } from '@endoveil/contracts';

/** The pictures' times in the terms of an MP4's sample table. */
export interface Mp4Times {
  /** Units a second. */
  readonly timescale: number;
  /** Of the whole track, in units. */
  readonly duration: bigint;
  /** In decoding order: units until the next picture is decoded. */
  readonly durations: Float64Array;
  /** In decoding order: units from decoding to showing; may be negative. */
  readonly shifts: Float64Array;
}

/** What cannot be told in an MP4. */
export class Invalid extends EndoveilError {
  override readonly name = 'Invalid';
  constructor(detail: string) {
    super('internal', { detail });
  }
}

/**
 * The n-th picture that is decoded gets the n-th time of the table as its decoding time, and its own as its showing
 * time: both rise as the format demands, and the table stands in the file exactly, from zero.
 *
 * `table`: when each frame is shown, rising, in units of `timeBase` seconds. `shown`: for each picture in decoding
 * order, its place in the table.
 */
export function mp4Times(table: readonly bigint[], shown: Uint32Array, timeBase: readonly [number, number]): Mp4Times {
  const first = table[0] ?? 0n;
  let ticks = table.map((time) => (time - first) * BigInt(timeBase[0]));
  let timescale = BigInt(timeBase[1]);
  const widest = (values: readonly bigint[]) =>
    values.reduce((most, value, i) => (i > 0 && value - values[i - 1]! > most ? value - values[i - 1]! : most), 0n);
  // very fine clocks: a coarser one that is still exact
  if (widest(ticks) * 64n > 2n ** 31n) {
    const common = ticks.reduce(divisor, timescale);
    ticks = ticks.map((value) => value / common);
    timescale /= common;
  }
  if (widest(ticks) >= 2n ** 31n || timescale >= 2n ** 32n) throw new Invalid('a gap too long for its clock');
  const lastGap = ticks.length > 1 ? ticks.at(-1)! - ticks.at(-2)! : 1n;
  const at = Float64Array.from(ticks, Number);
  return {
    timescale: Number(timescale),
    duration: (ticks.at(-1) ?? 0n) + lastGap,
    durations: at.map((value, i) => (at[i + 1] ?? value + Number(lastGap)) - value),
    shifts: at.map((value, i) => at[shown[i]!]! - value),
  };
}

function divisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
