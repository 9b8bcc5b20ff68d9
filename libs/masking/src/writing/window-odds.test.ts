import { describe, expect, it } from 'vitest';
import { WindowOdds } from './window-odds.js';
import { HIDDEN, HIDDEN_BIAS, OUTPUT, OUTPUT_BIAS } from './writing-weights.js';

/** A window as a clear name has it, and one as tissue has it. */
const WRITING = [
  1.2, 1.5, 0.3, 0.8, 0.6, 0.7, 0.1, 0.2, 1.1, 1.4, 0.35, 0.8, 0.6, 0.6, 0.2, 0.3, 0, 1, 0, 0, 1.1, 1, 0.9, 0.8,
];
const TISSUE = [
  0.9, 0.9, 0.5, 1, 0.7, 0.4, 0.2, 0.3, 0.9, 0.9, 0.5, 1, 0.7, 0.4, 0.2, 0.3, 0, 0.6, 0.5, 0.5, 0.8, 0.6, 0.8, 0.6,
];

/** Between both, and each number a little off. */
const windows = Array.from({ length: 600 }, (_, window) =>
  Float32Array.from(WRITING, (value, feature) => {
    const share = window / 600;
    const off = ((window * 7919 + feature * 104_729) % 1009) / 1009;
    return (share * value + (1 - share) * TISSUE[feature]!) * (0.8 + 0.4 * off);
  }),
);

const window = new WindowOdds();

function oddsOf(features: Float32Array, least: number) {
  window.features.set(features);
  return window.atLeast(least);
}

function plainOdds(features: Float32Array): number {
  return OUTPUT.reduce((sum, output, unit) => {
    const value = features.reduce((all, feature, i) => all + HIDDEN[unit]![i]! * feature, HIDDEN_BIAS[unit]!);
    return sum + output * Math.max(0, value);
  }, OUTPUT_BIAS);
}

describe.each([-6, -2, 0])('odds of at least %i', (least) => {
  const likely = windows.filter((features) => plainOdds(features) >= least + 1e-3);
  const unlikely = windows.filter((features) => plainOdds(features) < least - 1e-3);

  it('are some, and others are less', () => {
    expect(likely.length).toBeGreaterThan(20);
    expect(unlikely.length).toBeGreaterThan(20);
  });

  it('are those that all units give together', () => {
    for (const features of likely) expect(oddsOf(features, least)).toBeCloseTo(plainOdds(features), 3);
  });

  it('are told from less, however few units are asked', () => {
    for (const features of unlikely) expect(oddsOf(features, least)).toBeUndefined();
  });
});
