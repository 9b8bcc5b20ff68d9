/** A promise that was measured. */
export interface Gate {
  readonly name: string;
  readonly holds: boolean;
  readonly detail: string;
}

/** With none seen in `n` independent trials the rate is, with 95 % confidence, below this (the rule of three). */
export function boundOfZero(n: number): number {
  return n === 0 ? 1 : Math.min(1, 3 / n);
}

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 2 : 1)} %`;

/** The rate in words: a zero comes with what it rests on. */
export function rateOf(seen: number, of: number): string {
  return seen === 0 ? `0 of ${of} (95 % bound ${percent(boundOfZero(of))})` : `${seen} of ${of}`;
}
