import type { FieldFinding } from '@endoveil/contracts';

/**
 * A language model as the levels see it. It proposes; every string it returns stands in the text it was given, and can
 * only add to what rules found. Throws `EndoveilError` with `llm-disabled`, `llm-unavailable`, `llm-timeout`,
 * `llm-answer-unusable` or `llm-window-too-small`: then nothing it said counts.
 */
export interface Llm {
  /** True while it would answer. Asks at most every few seconds; never throws. */
  ready(): Promise<boolean>;
  /** Strings that may name a person. `alive` is called with every piece of an answer. */
  names(text: string, signal: AbortSignal, alive: () => void): Promise<readonly string[]>;
  /** Fields of the examination, source `llm`. */
  fields(text: string, signal: AbortSignal, alive: () => void): Promise<readonly FieldFinding[]>;
}
