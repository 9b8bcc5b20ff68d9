/** What an evaluation is given. */
export interface EvaluationRun {
  /** A folder or file with the set, where it is not generated. */
  readonly path?: string;
  /** How many to generate, where the set is generated. */
  readonly generate?: number;
  readonly seed?: number;
  /** Pages of the longest report, where growth is measured. */
  readonly longest?: number;
  readonly level?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  say(line?: string): void;
  table(headline: readonly string[], rows: readonly (readonly string[])[]): void;
  progress(line: string): void;
}

/** A number that must hold. */
export interface Gate {
  readonly name: string;
  readonly goal: string;
  readonly measured: string;
  readonly holds: boolean;
}

export interface Evaluated {
  readonly gates: readonly Gate[];
  /** What `--json` prints beside the gates. No value of a real person can stand here: every set is invented. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** One set and what is measured on it; a file of its own, loaded when it is asked for. */
export interface Evaluation {
  load(): Promise<{ readonly evaluate: (run: EvaluationRun) => Promise<Evaluated> }>;
}

/** With no event in n independent trials the rate is below 3/n with 95 % confidence (Hanley and Lippman-Hand 1983). */
export function rateOf(events: number, trials: number): string {
  if (trials === 0) return 'nothing measured';
  return events === 0
    ? `0 of ${trials} (95 %: below ${percent(3 / trials)})`
    : `${events} of ${trials} (${percent(events / trials)})`;
}

export const percent = (share: number): string => `${(100 * Math.min(1, share)).toFixed(share < 0.1 ? 2 : 1)} %`;
