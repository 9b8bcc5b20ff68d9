import { HIDDEN, HIDDEN_BIAS, OUTPUT, OUTPUT_BIAS } from './writing-weights.js';
import { FEATURES } from './writing-windows.js';

/** Units that are added up side by side: each in the order of its features, and none waits for the one before. */
const BESIDE = 4;
/** First what speaks for writing, then what speaks against it, in the order of how much that usually says. */
const ORDER = [1, 4, 5, 7, 11, 0, 10, 3, 8, 9, 6, 2] as const;
const UNITS = ORDER.length;
/** Of most windows so many units tell that they hold no writing; those left all speak against it. */
const ENOUGH = 8;
/** More than sums of a few numbers err by. */
const ERROR = 1e-6;

/** For each four units: feature by feature, their weights. */
const WEIGHTS = Float64Array.from({ length: UNITS * FEATURES }, (_, i) => {
  const [group, within] = [Math.floor(i / (BESIDE * FEATURES)), i % (BESIDE * FEATURES)];
  return Math.fround(HIDDEN[ORDER[group * BESIDE + (within % BESIDE)]!]![Math.floor(within / BESIDE)]!);
});
const BIASES = Float64Array.from(ORDER, (unit) => HIDDEN_BIAS[unit]!);
const OUTPUTS = Float64Array.from(ORDER, (unit) => OUTPUT[unit]!);
const PLACES = Int32Array.from(OUTPUT, (_, unit) => ORDER.indexOf(unit as (typeof ORDER)[number]));
const said = new Float64Array(UNITS);

/** Log odds that a window described so holds writing; undefined where they are less than `least`. */
export function oddsOf(features: Float32Array, least: number): number | undefined {
  let most = OUTPUT_BIAS;
  let at = 0;
  for (let unit = 0; unit < UNITS; unit += BESIDE) {
    if (unit === ENOUGH && most < least - ERROR) return undefined;
    // one by one: an array of them would be made and thrown away some ten thousand times a frame
    let a = BIASES[unit]!;
    let b = BIASES[unit + 1]!;
    let c = BIASES[unit + 2]!;
    let d = BIASES[unit + 3]!;
    for (let i = 0; i < FEATURES; i += 1) {
      const feature = features[i]!;
      a += WEIGHTS[at]! * feature;
      b += WEIGHTS[at + 1]! * feature;
      c += WEIGHTS[at + 2]! * feature;
      d += WEIGHTS[at + 3]! * feature;
      at += BESIDE;
    }
    said[unit] = a > 0 ? OUTPUTS[unit]! * a : 0;
    said[unit + 1] = b > 0 ? OUTPUTS[unit + 1]! * b : 0;
    said[unit + 2] = c > 0 ? OUTPUTS[unit + 2]! * c : 0;
    said[unit + 3] = d > 0 ? OUTPUTS[unit + 3]! * d : 0;
    most += said[unit]! + said[unit + 1]! + said[unit + 2]! + said[unit + 3]!;
  }
  // once more in the order in which the weights were learned: sums of the same numbers differ by it
  let odds = OUTPUT_BIAS;
  for (let unit = 0; unit < UNITS; unit += 1) odds += said[PLACES[unit]!]!;
  return odds < least ? undefined : odds;
}
