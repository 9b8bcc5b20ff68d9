import { UNITS as CODE } from './vector-code.js';
import { HIDDEN, HIDDEN_BIAS, OUTPUT, OUTPUT_BIAS } from './writing-weights.js';
import { FEATURES } from './writing-windows.js';

/** Units that are asked together. */
const TOGETHER = 8;
/**
 * First what speaks for writing, then what speaks against it: of most windows those of the first group tell that they
 * hold no writing, because all others speak against it.
 */
const FOR = [1, 4, 5, 7, 11, 0, 10, 3] as const;
const AGAINST = [8, 9, 6, 2] as const;
/** More than sums of a few numbers err by. */
const ERROR = 1e-6;

const SINGLE = Float32Array.BYTES_PER_ELEMENT;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;
/** Numbers that a group takes: biases, weights of the output, weights of the features. */
const GROUP = TOGETHER * (2 + FEATURES);
/** Where all begins in memory, in bytes. */
const SAID_AT = FEATURES * SINGLE;
const GROUPS_AT = SAID_AT + 2 * TOGETHER * DOUBLE;

/** Of a group that is not full the others say nothing. */
function groupOf(units: readonly number[]): Float64Array {
  const group = new Float64Array(GROUP);
  for (const [i, unit] of units.entries()) {
    group[i] = HIDDEN_BIAS[unit]!;
    group[TOGETHER + i] = OUTPUT[unit]!;
    for (const [feature, weight] of HIDDEN[unit]!.entries()) group[TOGETHER * (2 + feature) + i] = Math.fround(weight);
  }
  return group;
}

/** Where each unit's part of the odds is said, in the order in which the weights were learned. */
const PLACES = OUTPUT.map((_, unit) => [...FOR, ...AGAINST].indexOf(unit as (typeof FOR | typeof AGAINST)[number]));

const code = new WebAssembly.Module(Buffer.from(CODE, 'base64'));

interface Code {
  units(feature: number, end: number, unit: number, said: number): number;
}

/** A layer of twelve units that tells windows with writing from others. */
export class WindowOdds {
  /** What describes the window that is asked about. */
  readonly features: Float32Array;
  private readonly said: Float64Array;
  private readonly code: Code;

  constructor() {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    this.features = new Float32Array(memory.buffer, 0, FEATURES);
    this.said = new Float64Array(memory.buffer, SAID_AT, 2 * TOGETHER);
    new Float64Array(memory.buffer, GROUPS_AT).set([...groupOf(FOR), ...groupOf(AGAINST)]);
    this.code = new WebAssembly.Instance(code, { window: { memory } }).exports as unknown as Code;
  }

  /** Log odds that the window holds writing; undefined where they are less than `least`. */
  atLeast(least: number): number | undefined {
    if (OUTPUT_BIAS + this.ask(0) < least - ERROR) return undefined;
    this.ask(1);
    // in the order in which the weights were learned: sums of the same numbers differ by it. Counted: an iterator would be
    // made and thrown away for every window
    let odds = OUTPUT_BIAS;
    for (let unit = 0; unit < PLACES.length; unit += 1) odds += this.said[PLACES[unit]!]!;
    return odds < least ? undefined : odds;
  }

  private ask(group: number): number {
    return this.code.units(0, SAID_AT, GROUPS_AT + group * GROUP * DOUBLE, SAID_AT + group * TOGETHER * DOUBLE);
  }
}
